//! Passwords are kept as argon2id hashes.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

/// Fewer characters are guessed.
pub const SHORTEST: usize = 8;

/// More are no password, and only cost time.
pub const LONGEST: usize = 1_000;

/// Letters and digits that are not taken for one another, neither read nor heard.
const LEGIBLE: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password that can be read aloud, of 80 of the bits of `secret`: `k7mw-x2pd-q9nt-c4hb`.
pub(crate) fn legible(secret: &[u8; 32]) -> String {
    let letters: Vec<char> = secret[..16].iter().map(|byte| char::from(LEGIBLE[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// A PHC string of `password`. Takes tens of milliseconds: call it where blocking is allowed.
pub fn hash(password: &str) -> String {
    let salt: [u8; 16] = crate::clock::chance();
    // Hashing fails only for impossible parameters, which these are not.
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .unwrap_or_default()
}

/// Whether `password` is the one that was hashed. As slow as hashing.
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}
