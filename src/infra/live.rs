//! Parts of a page that change. Behind these shapes all of them share one copy of what draws and redraws; a bare closure in a
//! view brings a copy of its own, two kilobytes each.

use leptos::prelude::*;

/// Something drawn anew whenever what it reads changes.
pub fn live(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    boxed(Box::new(draw))
}

/// A text that changes.
pub fn words(say: impl Fn() -> String + Send + 'static) -> AnyView {
    said(Box::new(say))
}

fn boxed(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    draw.into_any()
}

fn said(say: Box<dyn Fn() -> String + Send>) -> AnyView {
    say.into_any()
}
