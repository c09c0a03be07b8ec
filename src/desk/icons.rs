//! Icons of the desk, drawn from its own part: the sprite of index.html is for residents.

use leptos::prelude::*;

/// An icon of assets/desk; always beside words, so hidden from screen readers.
#[component]
pub fn Sign(
    /// The file's text.
    svg: &'static str,
) -> impl IntoView {
    view! { <span class="d-icon" aria-hidden="true" inner_html=svg></span> }
}

macro_rules! icons {
    ($($name:ident = $file:literal;)+) => {
        $(#[doc = $file] pub const $name: &str = include_str!(concat!("../../assets/desk/", $file, ".svg"));)+
    };
}

icons! {
    INBOX = "tray";
    INTAKE = "user-circle-plus";
    ALERTS = "bell";
    CALENDAR = "calendar-check";
    KEYS = "keyboard";
    OUT = "sign-out";
    LOCK = "lock-key";
    PHOTO = "image";
    PRINT = "printer";
    NEARER = "magnifying-glass-plus";
    FARTHER = "magnifying-glass-minus";
    TURN = "arrow-clockwise";
    LEFT = "caret-left";
    RIGHT = "caret-right";
    CLOSE = "x";
    BOOK = "book-open-text";
    CLOCK = "clock-countdown";
}
