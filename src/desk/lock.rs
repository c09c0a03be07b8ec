//! The idle lock: after some minutes without a touch the screen is covered and the session ended; what was typed waits below.
//! The session itself keeps the time in its row: what the page reads by itself while nobody touches it says so and does not
//! prolong it, so a page that is loaded anew, or never came to lock, finds no session either.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{session, wording as w};
use crate::desk::signin::fields::Credentials;
use crate::infra::{browser, clock, http, prefs};
use crate::ui::icon::Icon;

/// Milliseconds between two looks at the clock.
const LOOK_EVERY: u32 = 5_000;
/// Milliseconds without a touch after which a read is the page's own.
const OWN_AFTER: f64 = 30_000.0;
/// Milliseconds between two notes of a touch for other tabs.
const NOTE_EVERY: f64 = 5_000.0;
/// Last touch in any tab of the desk.
const SEEN: &str = "desk_seen";

thread_local! {
    static LOCKED: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static TOUCHED: Cell<f64> = const { Cell::new(0.0) };
    static NOTED: Cell<f64> = const { Cell::new(0.0) };
    static WATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Whether the screen is covered.
pub fn locked() -> RwSignal<bool> {
    LOCKED.with(|l| l.clone().into())
}

/// The same without asking for a signal.
pub fn locked_now() -> bool {
    LOCKED.with(ArcRwSignal::get_untracked)
}

/// Begins to watch, once for the life of the page.
pub fn watch() {
    touch();
    http::when_idle(|| clock::now_ms() - last_touch() > OWN_AFTER);
    if WATCHING.replace(true) {
        return;
    }
    for event in ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] {
        browser::listen(&browser::window(), event, |_| {
            if !locked_now() {
                touch();
            }
        });
    }
    browser::listen(&browser::document(), "visibilitychange", |_| look());
    browser::listen(&browser::window(), "focus", |_| look());
    spawn_local(async {
        loop {
            TimeoutFuture::new(LOOK_EVERY).await;
            look();
        }
    });
}

fn touch() {
    let now = clock::now_ms();
    if over(TOUCHED.get(), now, idle_seconds()) {
        // The touch that wakes a sleeping machine must not count.
        look();
        return;
    }
    TOUCHED.set(now);
    if now - NOTED.get() > NOTE_EVERY {
        NOTED.set(now);
        prefs::set(SEEN, &format!("{now:.0}"));
    }
}

fn idle_seconds() -> u32 {
    session::me_now().map_or(0, |me| me.idle_lock)
}

/// The last touch in any tab of the desk.
fn last_touch() -> f64 {
    let elsewhere: f64 = prefs::get(SEEN).and_then(|s| s.parse().ok()).unwrap_or(0.0);
    TOUCHED.get().max(elsewhere)
}

/// Locks when the time is over in every tab.
fn look() {
    if over(last_touch(), clock::now_ms(), idle_seconds()) && !locked_now() {
        LOCKED.with(|l| l.set(true));
        spawn_local(end_while_locked());
    }
}

/// The cover hides the screen; what is open at the server ends as soon as the server is reached.
async fn end_while_locked() {
    while locked_now() && !session::end().await {
        TimeoutFuture::new(LOOK_EVERY).await;
    }
}

/// Whether the seconds without a touch are over; nobody signed in (0) is never locked.
fn over(last: f64, now: f64, seconds: u32) -> bool {
    seconds > 0 && last > 0.0 && now - last >= f64::from(seconds) * 1000.0
}

/// The server says that the session is over: the same cover, nothing typed is lost.
pub fn session_over() {
    if session::me_now().is_some() {
        LOCKED.with(|l| l.set(true));
    }
}

/// Covers everything and asks for the password again.
#[component]
pub fn Cover() -> impl IntoView {
    let before = session::me_now().map(|me| me.id);
    let back = move |me: yunlin_api::desk::StaffMe| {
        let same = Some(me.id) == before;
        session::is_in(me);
        TOUCHED.set(clock::now_ms());
        LOCKED.with(|l| l.set(false));
        if !same {
            // Another person: nothing of the first one stays.
            browser::window().location().replace(&super::paths::Page::Inbox.href()).unwrap_or_default();
        }
    };
    let name = session::me_now().map(|me| me.name.clone()).unwrap_or_default();
    view! {
        <div class="d-cover" role="dialog" aria-modal="true" aria-labelledby="lock-title">
            <div class="d-card d-narrow">
                <h2 id="lock-title"><Icon name="clock"/>{w::LOCKED}</h2>
                <p>{w::locked_text(&name)}</p>
                <Credentials login=session::login() done=back/>
                <p class="small"><button class="d-link" type="button" on:click=|_| session::sign_out()>{w::SIGN_OUT}</button></p>
                {session::not_ended_told()}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::over;

    #[test]
    fn the_lock_falls_after_the_seconds_and_never_for_nobody() {
        assert!(!over(1_000.0, 300_999.0, 300));
        assert!(over(1_000.0, 301_000.0, 300));
        assert!(!over(1_000.0, 9_000_000.0, 0));
        assert!(!over(0.0, 9_000_000.0, 300));
    }
}
