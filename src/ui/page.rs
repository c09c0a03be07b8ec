//! The frame of an inner page: back, heading, title of the browser tab, focus and announcement.

use std::cell::Cell;

use leptos::html;
use leptos::prelude::*;

use super::icon::Icon;
use crate::infra::{announce, browser, nav};

thread_local! {
    /// The first page of a visit leaves the focus where the browser put it.
    static FIRST: Cell<bool> = const { Cell::new(true) };
}

/// A page with a heading.
#[component]
pub fn Page(
    /// Heading, title of the tab, and what is announced.
    #[prop(into)]
    title: String,
    /// A shorter text for the bar when the heading is long; the heading then stands in the page.
    #[prop(optional, into)]
    bar: Option<String>,
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    browser::document().set_title(&format!("{} - 云邻", clip(&title)));
    let first = FIRST.replace(false);
    let spoken = title.clone();
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && !first
        {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            heading.focus_with_options(&options).unwrap_or_default();
            announce::say(&spoken);
        }
    });
    let long = bar.is_some();
    view! {
        <header class="bar">
            <button class="back" type="button" on:click=|_| nav::back()><Icon name="caret-left"/><span class="sr">"返回"</span></button>
            {match bar {
                Some(bar) => view! { <p class="bar-title">{bar}</p> }.into_any(),
                None => view! { <h1 class="bar-title" tabindex="-1" node_ref=heading>{title.clone()}</h1> }.into_any(),
            }}
            <button class="bar-mode only-elder" type="button" data-flip="">"标准版"</button>
        </header>
        <main class="wrap page" id="main">
            {long.then(|| view! { <h1 tabindex="-1" node_ref=heading>{title}</h1> })}
            {children()}
        </main>
    }
}

/// At most sixteen characters before the dash: longer titles are cut by phone bars anyway.
fn clip(title: &str) -> String {
    if title.chars().count() <= 16 { title.to_owned() } else { title.chars().take(15).chain(['…']).collect() }
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
