//! Keys of the desk: what a key means, and that nothing is meant while somebody types.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::lock;
use crate::infra::browser;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Next case.
    Down,
    /// Case before.
    Up,
    /// Open the case.
    Open,
    /// 受理
    Accept,
    /// 一次性补正
    Supplement,
    /// 办结
    Finish,
    /// 转科室
    Route,
    /// Open the case after the one that is open.
    Next,
    /// Into the search field.
    Search,
    /// List of keys.
    Help,
    /// Back to the list.
    Back,
}

/// All keys with what they do, for the list of keys. The one that submits belongs to the form.
pub const LIST: &[(&str, &str)] = &[
    ("J", "下一件"),
    ("K", "上一件"),
    ("Enter", "打开"),
    ("A", "受理"),
    ("B", "一次性补正"),
    ("F", "办结"),
    ("Z", "转科室"),
    ("N", "打开下一件"),
    ("Ctrl+Enter", "提交打开的表单"),
    ("/", "按编号查找"),
    ("Esc", "返回列表"),
    ("?", "看这份键表"),
];

/// What a key means; `held` when Ctrl, Alt or Meta is down, `typing` in a field.
pub fn meant(key: &str, typing: bool, held: bool) -> Option<Key> {
    if typing || held {
        return None;
    }
    match key {
        "j" | "J" => Some(Key::Down),
        "k" | "K" => Some(Key::Up),
        "Enter" => Some(Key::Open),
        "a" | "A" => Some(Key::Accept),
        "b" | "B" => Some(Key::Supplement),
        "f" | "F" => Some(Key::Finish),
        "z" | "Z" => Some(Key::Route),
        "n" | "N" => Some(Key::Next),
        "/" | "、" => Some(Key::Search),
        "?" | "？" => Some(Key::Help),
        "Escape" => Some(Key::Back),
        _ => None,
    }
}

/// Listens while the page stands. Esc in a field leaves the field; a button or link keeps its Enter.
pub fn listen(act: impl Fn(Key) + 'static) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.is_composing() || event.default_prevented() || lock::locked_now() {
            return;
        }
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok());
        let is = |selector: &str| target.as_ref().is_some_and(|t| t.matches(selector).unwrap_or(false));
        // What is behind an open dialog is out of reach of the keys too.
        if browser::document().query_selector("dialog[open]").ok().flatten().is_some() {
            return;
        }
        let typing = is("input:not([type=checkbox]):not([type=radio]), textarea, select");
        if typing && event.key() == "Escape" {
            target.map(|t| t.blur().unwrap_or_default()).unwrap_or_default();
            return;
        }
        let held = event.ctrl_key() || event.alt_key() || event.meta_key();
        let Some(key) = meant(&event.key(), typing, held) else { return };
        if key == Key::Open && is("a, button, summary, input") {
            return;
        }
        event.prevent_default();
        act(key);
    });
    on_cleanup(move || handle.remove());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_ignored_while_typing_and_with_a_modifier() {
        assert_eq!(meant("a", false, false), Some(Key::Accept));
        assert_eq!(meant("A", false, false), Some(Key::Accept));
        assert_eq!(meant("a", true, false), None);
        assert_eq!(meant("a", false, true), None);
        assert_eq!(meant("？", false, false), Some(Key::Help));
        assert_eq!(meant("x", false, false), None);
    }

    #[test]
    fn every_key_of_the_list_means_something() {
        for (key, _) in LIST.iter().filter(|(key, _)| *key != "Ctrl+Enter") {
            let key = if *key == "Esc" { "Escape" } else { key };
            assert!(meant(key, false, false).is_some(), "{key}");
        }
    }
}
