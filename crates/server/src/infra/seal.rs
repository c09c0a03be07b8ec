//! Personal data at rest: sealed per value with a key id and the place it belongs to; looked up by a blind index.

use crate::infra::web::ApiError;

/// The keys of this site. Cheap to clone; its `Debug` shows nothing.
#[derive(Clone)]
pub struct Keys {}

impl Keys {
    /// Seals a value for one place, `table.column/row`; it opens nowhere else.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, ApiError> {
        let _ = (place, plain);
        Err(ApiError::internal("not written yet"))
    }

    /// Opens a value of that place.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, ApiError> {
        let _ = (place, sealed);
        Err(ApiError::internal("not written yet"))
    }

    /// What a value is looked up by: keyed hash of the kind and the normalised value.
    pub fn blind(&self, kind: &str, value: &str) -> String {
        let _ = (kind, value);
        String::new()
    }

    /// Signs a short-lived link (HMAC); constant-time check by [`Keys::signed`].
    pub fn sign(&self, text: &str) -> String {
        let _ = text;
        String::new()
    }

    /// Whether a signature fits.
    pub fn signed(&self, text: &str, signature: &str) -> bool {
        let _ = (text, signature);
        false
    }
}
