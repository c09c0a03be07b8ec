//! A panic ends the app: the page is replaced by a readable error with a short id (the same as in the console).

use std::panic::PanicHookInfo;

use wasm_bindgen::{JsCast, JsValue};

use super::{browser, clock};

/// Replaces Rust's silent abort by the page of index.html.
pub fn install() {
    std::panic::set_hook(Box::new(show));
}

fn show(info: &PanicHookInfo<'_>) {
    let id = short_id(clock::now_ms());
    web_sys_error(&format!("{id}: {info}"));
    let fail = browser::property(&browser::property(&browser::window(), "yunlin"), "fail");
    if let Ok(fail) = fail.dyn_into::<js_sys::Function>() {
        fail.call1(&JsValue::NULL, &JsValue::from_str(&id)).unwrap_or_default();
    }
}

fn web_sys_error(text: &str) {
    let console = browser::property(&browser::window(), "console");
    if let Ok(error) = browser::property(&console, "error").dyn_into::<js_sys::Function>() {
        error.call1(&console, &JsValue::from_str(text)).unwrap_or_default();
    }
}

/// Five characters that a resident can read out on the phone.
fn short_id(ms: f64) -> String {
    const DIGITS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let mut rest = ms.rem_euclid(28_629_151.0);
    let mut id = String::from("P");
    for _ in 0..5 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0–30 by construction")]
        let digit = (rest % 31.0) as usize;
        id.push(char::from(DIGITS[digit]));
        rest = (rest / 31.0).floor();
    }
    id
}
