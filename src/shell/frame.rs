//! Marks on `<html>` and the tab bar: which of home and page shows, which tab is current, whether a field is being typed in.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use crate::infra::browser::{document, listen, root};

/// Hides the tab bar while a text field has the keyboard, so that it does not ride up over the field.
pub fn install() {
    listen(&document(), "focusin", |event| {
        if is_text_field(event.target()) {
            set_typing(true);
        }
    });
    for (event, down) in [("pointerdown", true), ("pointerup", false), ("pointercancel", false)] {
        listen(&document(), event, move |_| POINTER_DOWN.set(down));
    }
    listen(&document(), "focusout", |_| spawn_local(end_typing()));
    listen(&document(), "click", skip_to_content);
}

/// Milliseconds between the last field, or the last press, and the tab bar.
const BAR_COMES_BACK_AFTER: u32 = 250;

thread_local! {
    static POINTER_DOWN: Cell<bool> = const { Cell::new(false) };
}

/// A click on a button ends typing: the bar must not come up under the finger before the click is through.
async fn end_typing() {
    TimeoutFuture::new(BAR_COMES_BACK_AFTER).await;
    while POINTER_DOWN.get() {
        TimeoutFuture::new(BAR_COMES_BACK_AFTER).await;
    }
    let focused: Option<EventTarget> = document().active_element().map(Into::into);
    set_typing(is_text_field(focused));
}

/// The skip link leads to the heading of whatever shows: home or page.
fn skip_to_content(event: web_sys::Event) {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    if !target.is_some_and(|t| t.matches(".skip").unwrap_or(false)) {
        return;
    }
    event.prevent_default();
    let heading =
        document().query_selector("html:not([data-at]) #home h1, html[data-at] #page h1").ok().flatten();
    if let Some(heading) = heading.and_then(|h| h.dyn_into::<web_sys::HtmlElement>().ok()) {
        heading.focus().unwrap_or_default();
    }
}

fn is_text_field(target: Option<web_sys::EventTarget>) -> bool {
    let Some(element) = target.and_then(|t| t.dyn_into::<Element>().ok()) else { return false };
    element.matches("input:not([type=checkbox]):not([type=radio]), textarea").unwrap_or(false)
}

fn set_typing(typing: bool) {
    if let Some(root) = root() {
        root.class_list().toggle_with_force("typing", typing).unwrap_or_default();
    }
}

/// Shows home or page, and the tab that the path belongs to.
pub fn mark(path: &str) {
    let Some(root) = root() else { return };
    if path == "/" {
        root.remove_attribute("data-at").unwrap_or_default();
    } else {
        root.set_attribute("data-at", "page").unwrap_or_default();
    }
    let Ok(tabs) = document().query_selector_all(".tabs a") else { return };
    for index in 0..tabs.length() {
        let Some(tab) = tabs.get(index).and_then(|n| n.dyn_into::<Element>().ok()) else { continue };
        let href = tab.get_attribute("href").unwrap_or_default();
        let changed = if belongs(path, &href) {
            tab.set_attribute("aria-current", "page")
        } else {
            tab.remove_attribute("aria-current")
        };
        changed.unwrap_or_default();
    }
}

/// Whether a path lies under a tab.
fn belongs(path: &str, tab: &str) -> bool {
    match tab {
        "/" => path == "/" || path.starts_with("/search"),
        "/me" => ["/me", "/about", "/sign-in", "/real-name"].iter().any(|own| path.starts_with(own)),
        _ => path.strip_prefix(tab).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::belongs;

    #[test]
    fn a_deep_page_belongs_to_its_modules_tab() {
        assert!(belongs("/guide/item/SB-07", "/guide"));
        assert!(!belongs("/guidebook", "/guide"));
        assert!(!belongs("/guide", "/"));
        assert!(belongs("/about/privacy", "/me"));
    }
}
