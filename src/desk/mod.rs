//! The desk (工作台): staff sign in, see what is due, act on cases, take matters in at the counter.
//!
//! One part of its own, its style included. Residents never download it: it is neither prefetched nor kept by the
//! worker, no tab leads to it, and the server answers its calls `no-store`.

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
mod session;
mod sheet;
mod signin;
mod slip;
mod wording;
mod wording_alerts;
mod wording_case;
mod wording_intake;

use leptos::prelude::*;

crate::modules::room!(ROOM, desk, preload_desk, load_desk, paths::of => String, view);

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
        Some(Page::Intake) => intake::view(),
        Some(Page::Slip(id)) => slip::view(id),
        Some(Page::Sheet(id)) => sheet::view(id),
        Some(Page::Alerts) => alerts::view(),
        Some(Page::Calendar) => calendar::view(),
        None => frame::missing(),
    }
}
