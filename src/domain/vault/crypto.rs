//! AES-GCM by the browser. The key never leaves it; the place of a value is sealed with it, so two values cannot be swapped.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use crate::infra::browser::{property, window};

/// Bytes of the nonce in front of the sealed text.
const NONCE: usize = 12;

/// Absent on an address without TLS: then nothing personal is written at all.
fn subtle() -> Option<SubtleCrypto> {
    let subtle = property(&property(&window(), "crypto"), "subtle");
    subtle.is_object().then(|| subtle.unchecked_into())
}

fn object(pairs: &[(&str, JsValue)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in pairs {
        js_sys::Reflect::set(&object, &JsValue::from_str(name), value).unwrap_or_default();
    }
    object
}

/// A new key that no script can read out.
pub(super) async fn new_key() -> Option<CryptoKey> {
    let algorithm = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let uses = js_sys::Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = subtle()?.generate_key_with_object(&algorithm, false, &uses).ok()?;
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}

fn algorithm(nonce: &[u8], place: &str) -> js_sys::Object {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", js_sys::Uint8Array::from(nonce).into()),
        ("additionalData", js_sys::Uint8Array::from(place.as_bytes()).into()),
    ])
}

/// Nonce and sealed text.
pub(super) async fn seal(key: &CryptoKey, place: &str, plain: &[u8]) -> Option<Vec<u8>> {
    let mut nonce = [0_u8; NONCE];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut nonce).ok()?;
    let plain = js_sys::Uint8Array::from(plain);
    let sealed =
        subtle()?.encrypt_with_object_and_js_u8_array(&algorithm(&nonce, place), key, &plain).ok()?;
    let sealed = js_sys::Uint8Array::new(&JsFuture::from(sealed).await.ok()?).to_vec();
    Some([nonce.as_slice(), &sealed].concat())
}

/// The plain text, if the key and the place are right.
pub(super) async fn open(key: &CryptoKey, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, text) = sealed.split_at_checked(NONCE)?;
    let text = js_sys::Uint8Array::from(text);
    let plain = subtle()?.decrypt_with_object_and_js_u8_array(&algorithm(nonce, place), key, &text).ok()?;
    Some(js_sys::Uint8Array::new(&JsFuture::from(plain).await.ok()?).to_vec())
}
