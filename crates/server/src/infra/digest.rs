//! Short names for content: SHA-256 in hexadecimal.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// SHA-256 of all parts, each preceded by its length, in lower-case hexadecimal.
///
/// ```
/// use yunlin_server::infra::digest::hex;
/// assert_eq!(hex(&[b"ab", b"c"]).len(), 64);
/// assert_ne!(hex(&[b"ab", b"c"]), hex(&[b"a", b"bc"]));
/// ```
pub fn hex(parts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update(part.len().to_be_bytes());
        sha.update(part);
    }
    to_hex(&sha.finalize())
}

/// Bytes as lower-case hexadecimal.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
