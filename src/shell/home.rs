//! The home page stands in index.html; here is only what happens on entering it.

use wasm_bindgen::JsCast;

use super::wording;
use crate::infra::{announce, browser};
use crate::ui::page::visit_started;
use crate::ui::wording::page_title;

/// Sets the title and, unless it is the first page of the visit, moves the focus to the heading.
pub fn enter(first: bool) {
    visit_started();
    browser::document().set_title(&page_title(wording::HOME));
    if first {
        return;
    }
    let heading = browser::document().query_selector("#home h1").ok().flatten();
    if let Some(heading) = heading.and_then(|h| h.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        heading.focus_with_options(&options).unwrap_or_default();
    }
    announce::say(wording::HOME);
}
