//! Pages of the guide.

mod check;
mod item;
mod list;
mod report;
mod start;

use leptos::prelude::AnyView;

use super::paths::{CheckPage, ItemPage, ListPage, ReportPage};

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

/// 我能办吗
pub fn check(CheckPage(code): CheckPage) -> AnyView {
    check::view(code)
}

/// 指南纠错
pub fn report(ReportPage(code): ReportPage) -> AnyView {
    report::view(code)
}
