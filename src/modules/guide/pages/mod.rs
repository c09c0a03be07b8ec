//! Pages of the guide.

mod check;
mod item;
mod list;
mod report;
mod start;

use leptos::prelude::AnyView;

use super::paths::{FormPage, ItemPage, ListPage};

/// Pages that look through the catalogue.
pub fn lists(page: ListPage) -> AnyView {
    match page {
        ListPage::Start => start::view(),
        ListPage::List => list::view(),
    }
}

/// The page of an item.
pub fn item(ItemPage(code): ItemPage) -> AnyView {
    item::view(code)
}

/// Questions and forms about an item.
pub fn forms(page: FormPage) -> AnyView {
    match page {
        FormPage::Check(code) => check::view(code),
        FormPage::Report(code) => report::view(code),
    }
}
