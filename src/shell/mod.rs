//! The frame around every page: home, tabs, notices, search, 我的, and the pages about the app itself.

pub mod about;
pub mod account;
pub mod errors;
pub mod frame;
pub mod home;
mod later;
pub mod me;
pub mod notices;
pub mod own;
pub mod rights;
pub mod search;
mod site;
mod unread;
pub mod wording;
mod wording_about;
pub mod wording_own;
mod wording_site;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::domain::published;
use crate::infra::{browser, nav};

/// Listeners of the frame and the notices above the tab bar.
pub fn install() {
    frame::install();
    notices::install();
}

/// The app is up: honours a tap made before, then brings the rest onto the phone when it is idle.
pub fn ready() {
    let boot = browser::property(&browser::window(), "yunlin");
    js_sys::Reflect::set(&boot, &JsValue::from_str("up"), &JsValue::TRUE).unwrap_or_default();
    if let Some(root) = browser::root() {
        root.set_attribute("data-up", "").unwrap_or_default();
        root.remove_attribute("data-fail").unwrap_or_default();
    }
    if let Some(href) = browser::property(&boot, "tap").as_string() {
        nav::go(&href);
    }
    if let Ok(pressed) = browser::property(&boot, "pressed").dyn_into::<web_sys::Element>() {
        pressed.class_list().remove_1("pressed").unwrap_or_default();
    }
    when_idle(|| {
        // What nearly every first tap needs is asked for first, so its reader is no part of each room.
        drop(published::catalogue());
        drop(published::places());
        later::begin();
    });
}

/// Runs when nothing else is to do, at the latest after four seconds; never before the first taps are free.
fn when_idle(work: impl FnOnce() + 'static) {
    let window = browser::window();
    let work = Closure::once_into_js(work);
    let idle = browser::property(&window, "requestIdleCallback").dyn_into::<js_sys::Function>();
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &JsValue::from_str("timeout"), &JsValue::from_f64(4000.0))
        .unwrap_or_default();
    let asked = match idle {
        Ok(idle) => idle.call2(&window, &work, &options).map(|_| ()),
        Err(_) => window
            .set_timeout_with_callback_and_timeout_and_arguments_0(work.unchecked_ref(), 1500)
            .map(|_| ()),
    };
    asked.unwrap_or_default();
}
