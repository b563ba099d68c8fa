//! Random names that open something: API tokens, session cookies. Only their hash is kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A new random token of 256 bits.
pub fn new() -> String {
    URL_SAFE_NO_PAD.encode(crate::clock::chance::<32>())
}

/// What is kept of a token.
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
