//! The frame of an inner page: back, heading, title of the browser tab, focus and announcement.

use std::cell::Cell;

use leptos::html;
use leptos::prelude::*;

use super::icon::Icon;
use super::wording as w;
use crate::infra::{announce, browser, nav};

thread_local! {
    /// The first page of a visit leaves the focus where the browser put it.
    static FIRST: Cell<bool> = const { Cell::new(true) };
}

/// From now on every page takes the focus: the visit started elsewhere.
pub fn visit_started() {
    FIRST.set(false);
}

/// A page with a heading.
#[component]
pub fn Page(
    /// Heading, title of the tab, and what is announced. May be empty until it is known.
    #[prop(into)]
    title: Signal<String>,
    /// A short text for the bar when the heading is long or not yet known; the heading then stands in the page.
    #[prop(optional, into)]
    bar: Option<String>,
    /// What stands above the heading: how far one is, what is wrong.
    #[prop(optional)]
    lead: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let first = FIRST.replace(false);
    // Told when it is known, and again when the page has become another one: what waited has been sent, say.
    Effect::new(move |told: Option<String>| {
        let (title, told) = (title.get(), told.unwrap_or_default());
        let (Some(heading), false) = (heading.get(), title.is_empty()) else { return told };
        browser::document().set_title(&w::page_title(&clip(&title)));
        if title != told && !(first && told.is_empty()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            heading.focus_with_options(&options).unwrap_or_default();
            announce::say(&title);
        }
        title
    });
    let below = bar.is_some();
    let h1 =
        view! { <h1 class:bar-title=!below class:title=below tabindex="-1" node_ref=heading>{title}</h1> }
            .into_any();
    let (in_bar, in_page) = match bar {
        Some(bar) => (view! { <p class="bar-title">{bar}</p> }.into_any(), Some(h1)),
        None => (h1, None),
    };
    view! {
        <header class="bar">
            <button class="back" type="button" on:click=|_| nav::back()><Icon name="caret-left"/><span class="sr">{w::BACK}</span></button>
            {in_bar}
            <button class="bar-mode only-elder" type="button" data-flip="">{w::STANDARD}</button>
        </header>
        <main class="wrap page">{lead}{in_page}{children()}</main>
    }
}

/// At most sixteen characters before the dash: longer titles are cut by phone bars anyway.
fn clip(title: &str) -> String {
    if title.chars().count() <= 16 {
        title.to_owned()
    } else {
        title.chars().take(15).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::clip;

    #[test]
    fn a_long_title_is_clipped_to_sixteen_characters() {
        assert_eq!(clip("灵活就业人员养老保险参保登记"), "灵活就业人员养老保险参保登记");
        assert_eq!(clip("城乡居民基本养老保险注销登记与丧葬补助金申领").chars().count(), 16);
    }
}
