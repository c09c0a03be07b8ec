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

/// Pages of one item.
pub fn items(page: Page) -> AnyView {
    match page {
        Page::Check(code) => check::view(code),
        Page::Report(code) => report::view(code),
        Page::Item(code) => item::view(code),
        Page::Start | Page::List => item::view(String::new()),
    }
}
