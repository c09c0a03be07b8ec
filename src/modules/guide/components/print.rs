//! A guide on paper: nothing is folded away there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::infra::browser::{document, listen_here, window};

/// Opens what is folded on the page while it is printed, from the button or from the browser's own menu. Style sheets cannot:
/// most browsers keep the content of a closed `<details>` out of reach.
pub fn unfold() {
    let opened = StoredValue::new_local(Vec::<Element>::new());
    listen_here(&window(), "beforeprint", move |_| {
        for element in folded() {
            element.set_attribute("open", "").unwrap_or_default();
            opened.update_value(|opened| opened.push(element));
        }
    });
    listen_here(&window(), "afterprint", move |_| {
        opened.update_value(|opened| {
            for element in opened.drain(..) {
                element.remove_attribute("open").unwrap_or_default();
            }
        });
    });
}

fn folded() -> Vec<Element> {
    let Ok(found) = document().query_selector_all("#page details:not([open])") else { return vec![] };
    (0..found.length()).filter_map(|i| found.get(i)?.dyn_into().ok()).collect()
}
