//! HMAC-SHA-256 and SHA-256 as both providers sign with them.

use ::hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::infra::digest::to_hex;

/// The raw code of a text under a key.
pub(super) fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    // Any length of key will do.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256(text: &str) -> String {
    to_hex(&Sha256::digest(text.as_bytes()))
}
