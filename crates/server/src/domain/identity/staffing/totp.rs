//! The authenticator: RFC 6238 with SHA-1, six digits, thirty seconds.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::infra::chance;

/// Seconds of a step.
const STEP: i64 = 30;

/// Letters of base 32.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new secret.
pub(super) fn fresh() -> [u8; 20] {
    chance::bytes()
}

/// The step in which a code is right, one earlier or later allowed, if it is right at all.
pub(super) fn step_of(secret: &[u8], code: &str, unix: i64) -> Option<i64> {
    let typed = yunlin_api::identity::half_width(code);
    let now = unix / STEP;
    [now, now - 1, now + 1].into_iter().find(|step| same(&code_at(secret, *step), &typed))
}

/// The code of a step.
fn code_at(secret: &[u8], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes([hash[at] & 127, hash[at + 1], hash[at + 2], hash[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

/// Compares in the same time wherever they differ.
fn same(a: &str, b: &str) -> bool {
    a.len() == 6 && a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (x, y)| all | (x ^ y)) == 0
}

/// As authenticators take it.
pub(super) fn base32(bytes: &[u8]) -> String {
    let bit = |i: usize| bytes.get(i / 8).is_some_and(|b| b >> (7 - i % 8) & 1 == 1);
    let letter = |at: usize| (0..5).fold(0, |all, i| all * 2 + usize::from(bit(at + i)));
    (0..bytes.len() * 8).step_by(5).map(|at| char::from(LETTERS[letter(at)])).collect()
}

/// For the QR code.
pub(super) fn uri(login: &str, secret: &str) -> String {
    let mut name = String::new();
    yunlin_api::endpoint::encode_segment(login, &mut name);
    format!("otpauth://totp/yunlin:{name}?secret={secret}&issuer=yunlin&algorithm=SHA1&digits=6&period=30")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_rfc_6238_come_out() {
        let secret = b"12345678901234567890";
        for (unix, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(code_at(secret, unix / STEP), code);
            assert_eq!(step_of(secret, code, unix + STEP), Some(unix / STEP));
            assert_eq!(step_of(secret, code, unix + 2 * STEP), None);
        }
    }

    #[test]
    fn base32_is_that_of_rfc_4648() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        assert_eq!(base32(b"12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
