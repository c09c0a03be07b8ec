//! The home page stands in index.html; here is only what happens on entering it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::wording;
use crate::domain::published;
use crate::infra::kept::Loaded;
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

/// Writes who runs this site into the footer once it is known.
pub fn name_host() {
    let site = published::site();
    Effect::new(move |_| {
        let (Loaded::Ready(site, _), Some(line)) = (site.get(), browser::by_id("site")) else { return };
        line.set_text_content(Some(&wording::host(&site.host_unit, &site.filing_no)));
    });
}
