//! Marks on `<html>` and the tab bar: which of home and page shows, which tab is current, whether a field is being typed in.

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::infra::browser::{document, listen, root};

/// Hides the tab bar while a text field has the keyboard, so that it does not ride up over the field.
pub fn install() {
    listen(&document(), "focusin", |event| set_typing(is_text_field(event.target())));
    listen(&document(), "focusout", |_| set_typing(false));
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
        "/me" => path.starts_with("/me") || path.starts_with("/about"),
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
