//! The inbox: what is due first, and the case that is open beside it; on a narrow screen the case is its own page.

mod filters;
mod list;
mod table;

use std::sync::Arc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use yunlin_api::cases::CaseAction;
use yunlin_api::desk::StaffMe;

use super::case;
use super::frame::{self, Heading};
use super::keys::{self, Key};
use super::paths::{Page, View};
use super::{alerts, lock, wording as w};
use crate::infra::{browser, nav};
pub use list::List;

/// How often the list is read again while somebody looks at it.
const REFRESH: Duration = Duration::from_secs(60);

/// When the counter is fetched: after what is due has come.
const COUNTER_AFTER: Duration = Duration::from_secs(2);

/// Builds the page.
pub fn view() -> AnyView {
    frame::page(Page::Inbox, body)
}

/// The view that the address names.
pub fn current() -> View {
    let address = nav::address().get();
    View::of(|name| address.param(name))
}

fn body(me: Arc<StaffMe>) -> AnyView {
    let view = Memo::new(move |before: Option<&View>| {
        // On the way to another page the address is not ours any more.
        match (nav::address().get().path == Page::Inbox.href(), before) {
            (false, Some(before)) => before.clone(),
            _ => current(),
        }
    });
    let list = List::new(view);
    let desks = case::Desks::new(list.touched);
    keep_fresh(list);
    set_timeout(super::fetch_counter, COUNTER_AFTER);
    keys::listen(move |key| obey(key, list, desks));
    let open = Memo::new(move |_| view.get().case);
    let panel = move || match open.get() {
        Some(id) => case::panel(desks.of(id), list),
        None => view! { <p class="d-pick dim">{w::PICK}</p> }.into_any(),
    };
    view! {
        <div class="d-inbox" class:has-case=move || open.get().is_some()>
            <section class="d-list">
                <Heading title=w::INBOX.to_owned() more=Signal::derive(move || list.count())/>
                <filters::Filters me=me list=list/>
                <table::Table list=list/>
            </section>
            <section class="d-panel" id="panel">{panel}</section>
        </div>
    }
    .into_any()
}

/// Reads the list again every minute and when the window comes to the front; never behind the lock.
fn keep_fresh(list: List) {
    let again = move || {
        if !browser::document().hidden() && !lock::locked_now() {
            list.refresh();
            alerts::refresh();
        }
    };
    if let Ok(timer) = set_interval_with_handle(again, REFRESH) {
        on_cleanup(move || timer.clear());
    }
    let focus = window_event_listener(ev::focus, move |_| again());
    on_cleanup(move || focus.remove());
    let locked = lock::locked();
    Effect::new(move |before: Option<bool>| {
        let now = locked.get();
        if before == Some(true) && !now {
            list.refresh();
        }
        now
    });
}

fn obey(key: Key, list: List, desks: case::Desks) {
    let view = list.view.get_untracked();
    match key {
        Key::Down => list.step(1),
        Key::Up => list.step(-1),
        Key::Open => list.open_chosen(),
        Key::Search => filters::focus(),
        Key::Help => frame::show_keys(),
        Key::Accept => wish(CaseAction::Accept, list, desks),
        Key::Supplement => wish(CaseAction::AskSupplement, list, desks),
        Key::Finish => wish(CaseAction::Grant, list, desks),
        Key::Route => wish(CaseAction::Route, list, desks),
        Key::Next => list.open_next(),
        Key::Back => match view.case.map(|id| desks.of(id)) {
            Some(work) if work.open.get_untracked().is_some() => work.open.set(None),
            Some(_) => list.close(),
            None => {}
        },
    }
}

/// Opens the form of an act, of the open case or of the one that has the focus.
fn wish(action: CaseAction, list: List, desks: case::Desks) {
    let open = list.view.get_untracked().case;
    let Some(id) = open.or_else(|| list.chosen.get_untracked()) else { return };
    if list.open(id) {
        desks.of(id).wish.set(Some(action));
    }
}
