//! Enter leads to the next field, as card readers and quick typists expect; Ctrl+Enter or the button sends.

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// Everything in a form that can be filled in, and its button.
const CONTROLS: &str = "input:not([disabled]), select, textarea, button[type=submit]";
/// The button alone.
const SEND: &str = "button[type=submit]";

/// For `on:keydown` of a form. Fields that have an Enter of their own, text areas, buttons and links keep it.
pub fn onward(event: ev::KeyboardEvent) {
    if event.key() != "Enter" || event.is_composing() || event.default_prevented() {
        return;
    }
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    let Some(form) = target.closest("form").ok().flatten() else { return };
    if event.ctrl_key() {
        event.prevent_default();
        let send = form.query_selector(SEND).ok().flatten().and_then(|b| b.dyn_into::<HtmlElement>().ok());
        return send.map(|button| button.click()).unwrap_or_default();
    }
    if target.is_instance_of::<HtmlInputElement>() {
        event.prevent_default();
        focus_after(&form, &target);
    }
}

/// Focus on the control after this one; of a group of radio buttons only the first counts.
fn focus_after(form: &Element, from: &Element) {
    let Ok(all) = form.query_selector_all(CONTROLS) else { return };
    let controls = (0..all.length()).filter_map(|i| all.item(i)?.dyn_into::<HtmlElement>().ok());
    let group = group_of(from);
    let behind = controls.skip_while(|c| !from.is_same_node(Some(c))).skip(1);
    let next =
        behind.filter(|c| c.offset_parent().is_some()).find(|c| group.is_none() || group_of(c) != group);
    if let Some(next) = next {
        next.focus().unwrap_or_default();
    }
}

/// Name of the group of a radio button.
fn group_of(control: &Element) -> Option<String> {
    let input = control.dyn_ref::<HtmlInputElement>()?;
    (input.type_() == "radio").then(|| input.name())
}
