//! The desk (工作台): staff sign in, see what is due, act on cases, take matters in at the counter.
//!
//! Two parts of their own, the style included: what is due, and the counter, which comes when the first one stands. Residents
//! never download them: they are neither prefetched nor kept by
//! the worker, no tab leads to them, and the server answers its calls `no-store`.

mod alerts;
mod ask;
mod calendar;
mod case;
mod due;
mod enter;
mod frame;
mod icons;
mod inbox;
mod intake;
mod keys;
mod labels;
mod lock;
mod paths;
mod photos;
mod reveal;
mod session;
mod sheet;
mod signin;
mod slip;
mod states;
mod wording;
mod wording_acts;
mod wording_alerts;
mod wording_case;
mod wording_intake;

use leptos::prelude::*;

crate::modules::room!(ROOM, desk, preload_desk, load_desk, paths::of => String, view);
crate::modules::room!(COUNTER, desk_counter, preload_counter, load_counter, paths::at_counter => String, at_counter);

/// The page of a path below `/desk`.
fn view(path: String) -> AnyView {
    use paths::Page;
    frame::dress();
    match Page::parse(&path) {
        Some(Page::Start) => session::to_start(),
        Some(Page::SignIn) => signin::sign_in::view(),
        Some(Page::Password) => signin::password::view(),
        Some(Page::Totp) => signin::totp::view(),
        Some(Page::Inbox) => inbox::view(),
        Some(Page::Alerts) => alerts::view(),
        _ => frame::missing(),
    }
}

/// The page of a path of the counter: taking in, what is printed, and the calendar.
fn at_counter(path: String) -> AnyView {
    use paths::Page;
    frame::dress();
    match Page::parse(&path) {
        Some(Page::Intake) => intake::view(),
        Some(Page::Slip(id)) => slip::view(id),
        Some(Page::Sheet(id)) => sheet::view(id),
        Some(Page::Calendar) => calendar::view(),
        _ => frame::missing(),
    }
}

/// Fetches the counter while the inbox is read.
fn fetch_counter() {
    leptos::task::spawn_local(async { drop(preload_counter().await) });
}
