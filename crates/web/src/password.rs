//! Passwords are kept as argon2id hashes.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

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
