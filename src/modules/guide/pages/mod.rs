//! Pages of the guide.

mod check;
mod item;
mod list;
mod report;
mod start;

use leptos::prelude::AnyView;

use super::paths::Page;

/// Pages of the part that looks through the catalogue.
pub fn lists(page: Page) -> AnyView {
    match page {
        Page::List => list::view(),
        _ => start::view(),
    }
}

/// The page of an item.
pub fn item(code: String) -> AnyView {
    item::view(code)
}

/// Questions and forms about an item.
pub fn forms(page: Page) -> AnyView {
    match page {
        Page::Check(code) | Page::Item(code) => check::view(code),
        Page::Report(code) => report::view(code),
        Page::Start | Page::List => check::view(String::new()),
    }
}
