//! Pages of 在线办理.

mod begin;
mod case;
mod cases;
mod check;
mod complete;
mod fill;
mod filling;
mod opening;
mod pen;
mod progress;
mod rate;
mod sent;
mod start;
mod step;
mod withdraw;

use leptos::prelude::AnyView;

use super::paths::{Fill, Follow};
use crate::infra::style;

/// The styles of both parts; the home page does not carry them.
const STYLE: &str = concat!(
    include_str!("../../../../style/rooms/questions.css"),
    include_str!("../../../../style/rooms/apply.css")
);

/// Pages that fill something in.
pub fn fill(page: Fill) -> AnyView {
    style::need("apply", STYLE);
    match page {
        Fill::New(code) => fill::view(code),
        Fill::Sent(id) => sent::view(id),
        Fill::Complete(id) => complete::view(id),
    }
}

/// Pages that follow what was sent.
pub fn follow(page: Follow) -> AnyView {
    style::need("apply", STYLE);
    match page {
        Follow::Start => start::view(),
        Follow::Cases => cases::view(),
        Follow::Case(id) => case::view(id),
        Follow::Rate(id) => rate::view(id),
        Follow::Withdraw(id) => withdraw::view(id),
        Follow::Progress => progress::view(),
    }
}
