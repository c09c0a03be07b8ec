//! An icon of the sprite in index.html; always beside words, so hidden from screen readers.

use leptos::prelude::*;

/// Draws the icon of this name (assets/icons).
#[component]
pub fn Icon(
    /// File name without `.svg`.
    name: &'static str,
) -> impl IntoView {
    view! { <svg aria-hidden="true"><use href=format!("#i-{name}")></use></svg> }
}
