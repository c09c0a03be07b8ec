//! Personal data at rest: sealed per value with a key id and the place it belongs to; looked up by a blind index.
//!
//! Three kinds of keys, never one for another's work: values are sealed with XChaCha20-Poly1305 (the newest key seals,
//! older ones only open), look-ups are HMAC-SHA-256 under the index key, links are signed under the link key.

mod file;
mod store;

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

pub use file::{KeyFile, KeyFileError, SealKey};
pub use store::{KeyStoreError, check_database, made, mark_of};

use crate::infra::chance;
use crate::infra::digest::to_hex;
use crate::infra::web::ApiError;

/// Form of a sealed value: this byte, key id, nonce, ciphertext with tag.
const FORM: u8 = 1;

/// Bytes of a key id.
const ID: usize = 4;

/// Bytes of a nonce: random ones never meet at this length.
const NONCE: usize = 24;

/// Bytes before the ciphertext.
const HEAD: usize = 1 + ID + NONCE;

/// The keys of this site. Cheap to clone; its `Debug` shows nothing.
#[derive(Clone)]
pub struct Keys {
    inner: Arc<Inner>,
}

struct Inner {
    /// The one that seals first; all of them open.
    seal: Vec<([u8; ID], XChaCha20Poly1305)>,
    index: [u8; 32],
    link: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// The keys of a file.
    pub fn new(file: &KeyFile) -> Result<Self, KeyFileError> {
        let seal = file
            .seal
            .iter()
            .chain(&file.next)
            .map(|k| Ok((k.id()?, XChaCha20Poly1305::new(&k.bytes()?.into()))));
        let seal = seal.collect::<Result<Vec<_>, KeyFileError>>()?;
        if file.seal.is_empty() {
            return Err(KeyFileError::content("no seal key"));
        }
        let (index, link) = (file.index_bytes()?, file.link_bytes()?);
        Ok(Self { inner: Arc::new(Inner { seal, index, link }) })
    }

    /// Seals a value for one place, `table.column/row`; it opens nowhere else.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, ApiError> {
        let (id, cipher) = &self.inner.seal[0];
        let nonce: [u8; NONCE] = chance::bytes();
        let mut out = Vec::with_capacity(HEAD + plain.len() + 16);
        out.push(FORM);
        out.extend_from_slice(id);
        let aad = aad(&out, place);
        out.extend_from_slice(&nonce);
        let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad });
        out.extend(sealed.map_err(|_| ApiError::internal("a value could not be sealed"))?);
        Ok(out)
    }

    /// Opens a value of that place.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, ApiError> {
        let refuse = || ApiError::internal(format!("a sealed value of {} does not open", table_of(place)));
        if sealed.len() < HEAD || sealed[0] != FORM {
            return Err(refuse());
        }
        let (head, rest) = sealed.split_at(1 + ID);
        let (nonce, body) = rest.split_at(NONCE);
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| refuse())?;
        let key = self.inner.seal.iter().find(|(id, _)| head[1..] == *id).ok_or_else(refuse)?;
        let payload = Payload { msg: body, aad: &aad(head, place) };
        key.1.decrypt(&XNonce::from(nonce), payload).map_err(|_| refuse())
    }

    /// Opens a text.
    pub fn open_text(&self, place: &str, sealed: &[u8]) -> Result<String, ApiError> {
        String::from_utf8(self.open(place, sealed)?)
            .map_err(|_| ApiError::internal("a sealed text is no text"))
    }

    /// Whether the key of this id is among them.
    pub fn has(&self, id: &str) -> bool {
        self.inner.seal.iter().any(|(known, _)| to_hex(known) == id)
    }

    /// Whether the newest key sealed it; if not, rotation seals it anew.
    pub fn is_current(&self, sealed: &[u8]) -> bool {
        sealed.len() >= HEAD && sealed[0] == FORM && sealed[1..=ID] == self.inner.seal[0].0
    }

    /// What a value is looked up by: keyed hash of the kind and the normalised value.
    pub fn blind(&self, kind: &str, value: &str) -> String {
        to_hex(&self.index_mac(kind, value).finalize().into_bytes())
    }

    /// Whether a value has this blind index; takes the same time wherever they differ.
    pub fn is_blind_of(&self, kind: &str, value: &str, known: &str) -> bool {
        let known: Option<Vec<u8>> =
            (0..known.len()).step_by(2).map(|i| u8::from_str_radix(known.get(i..i + 2)?, 16).ok()).collect();
        known.is_some_and(|known| self.index_mac(kind, value).verify_slice(&known).is_ok())
    }

    fn index_mac(&self, kind: &str, value: &str) -> Hmac<Sha256> {
        let mut mac = mac(&self.inner.index);
        mac.update(&kind.len().to_be_bytes());
        mac.update(kind.as_bytes());
        mac.update(value.as_bytes());
        mac
    }

    /// Signs a short-lived link (HMAC); constant-time check by [`Keys::signed`].
    pub fn sign(&self, text: &str) -> String {
        let mut mac = mac(&self.inner.link);
        mac.update(text.as_bytes());
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    /// Whether a signature fits.
    pub fn signed(&self, text: &str, signature: &str) -> bool {
        let mut mac = mac(&self.inner.link);
        mac.update(text.as_bytes());
        URL_SAFE_NO_PAD.decode(signature).is_ok_and(|s| mac.verify_slice(&s).is_ok())
    }
}

/// Id of the key that sealed a value, as it stands in the key file; none for what was not sealed. The head of the value is
/// enough.
pub fn key_of(sealed: &[u8]) -> Option<String> {
    (sealed.len() > ID && sealed[0] == FORM).then(|| to_hex(&sealed[1..=ID]))
}

/// Binds form, key and place to the value.
fn aad(head: &[u8], place: &str) -> Vec<u8> {
    [head, place.as_bytes()].concat()
}

/// The place without its row, for the log.
fn table_of(place: &str) -> &str {
    place.split('/').next().unwrap_or_default()
}

fn mac(key: &[u8; 32]) -> Hmac<Sha256> {
    // HMAC fills a short key up with zeros.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    <Hmac<Sha256> as hmac::KeyInit>::new(&block.into())
}
