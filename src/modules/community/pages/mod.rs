//! Pages of the community cards.

mod card;
mod elsewhere;
mod find;

use leptos::prelude::AnyView;

use super::paths::Page;

/// Builds a page.
pub fn view(page: Page) -> AnyView {
    match page {
        Page::Find => find::view(),
        Page::Card(slug) => card::view(slug),
        Page::Elsewhere => elsewhere::view(),
    }
}
