//! The window and document, once. Every caller runs in a browser page, where both always exist.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// The window.
pub fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// The document.
pub fn document() -> web_sys::Document {
    leptos::prelude::document()
}

/// `<html>`, which carries mode, route kind and failure as data attributes.
pub fn root() -> Option<web_sys::Element> {
    document().document_element()
}

/// Whether 长辈版 is on.
pub fn is_elder() -> bool {
    root().and_then(|r| r.get_attribute("data-mode")).as_deref() == Some("elder")
}

/// An element by id.
pub fn by_id(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Listens for the life of the page.
pub fn listen(target: &web_sys::EventTarget, event: &str, handler: impl FnMut(web_sys::Event) + 'static) {
    let handler = Closure::<dyn FnMut(web_sys::Event)>::new(handler);
    let added = target.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    if added.is_ok() {
        handler.forget();
    }
}

/// Listens for the life of the page part that calls it: gone with its reactive owner.
pub fn listen_here(
    target: &web_sys::EventTarget,
    event: &'static str,
    handler: impl FnMut(web_sys::Event) + 'static,
) {
    let handler = Closure::<dyn FnMut(web_sys::Event)>::new(handler);
    let added = target.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    if added.is_ok() {
        leptos::prelude::StoredValue::new_local(Listening { target: target.clone(), event, handler });
    }
}

/// A listener that ends when it is dropped.
struct Listening {
    target: web_sys::EventTarget,
    event: &'static str,
    handler: Closure<dyn FnMut(web_sys::Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let handler = self.handler.as_ref().unchecked_ref();
        self.target.remove_event_listener_with_callback(self.event, handler).unwrap_or_default();
    }
}

/// Whether the browser believes it has a connection. Only a hint: a lift says yes.
pub fn online() -> bool {
    window().navigator().on_line()
}

/// A property of a JavaScript object, `undefined` when it has none.
pub fn property(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Whether the page runs inside WeChat: the one place that looks at the user agent.
pub fn in_wechat() -> bool {
    window().navigator().user_agent().is_ok_and(|ua| is_wechat(&ua))
}

/// WeChat's own browser, but not 企业微信.
fn is_wechat(user_agent: &str) -> bool {
    let ua = user_agent.to_ascii_lowercase();
    ua.contains("micromessenger") && !ua.contains("wxwork")
}

#[cfg(test)]
mod tests {
    use super::is_wechat;

    #[test]
    fn wechat_is_told_from_browsers_and_from_wecom() {
        assert!(is_wechat("Mozilla/5.0 (Linux; Android 12) Chrome/142.0 MicroMessenger/8.0.66 XWEB/1420283"));
        assert!(is_wechat("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0.50"));
        assert!(is_wechat(
            "Mozilla/5.0 (Phone; OpenHarmony 5.0) Chrome/114.0.0.0 ArkWeb/4.1.6.1 MicroMessenger/1.0.9"
        ));
        assert!(!is_wechat("Mozilla/5.0 (Linux; Android 12) Chrome/142.0 MicroMessenger/7.0.1 wxwork/4.1"));
        assert!(!is_wechat("Mozilla/5.0 (Linux; Android 12) Chrome/142.0 Mobile Safari/537.36"));
    }
}
