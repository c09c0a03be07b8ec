//! When the outbox sends by itself, and whether something waits; the sending is a part of its own.

use std::cell::Cell;
use std::pin::Pin;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use uuid::Uuid;

use super::{EntryHead, EntryState, HEADS, sending};
use crate::infra::{browser, prefs};

/// Accounts that have something waiting on this phone.
pub(super) const WAITING: &str = "outbox_waiting";
/// Something is kept, so there may be something to age out.
pub(super) const KEPT: &str = "outbox_kept";

/// Whether something of anybody waits to be sent; no secret, just ids.
pub fn has_waiting() -> bool {
    let waits = |head: &EntryHead| matches!(head.state, EntryState::Waiting { .. });
    !prefs::list(WAITING).is_empty() || HEADS.with(|heads| heads.read_untracked().iter().any(waits))
}

/// Notes whether an account has something waiting.
pub(super) fn note_waiting(account: Uuid, waiting: bool) {
    let id = account.to_string();
    if prefs::list(WAITING).contains(&id) != waiting {
        prefs::toggle(WAITING, &id);
    }
}

thread_local! {
    static INSTALLED: Cell<bool> = const { Cell::new(false) };
}

/// Sends by itself from now on (requirement P17): at start, when the network is back, when the page is looked at again.
pub fn install() {
    if INSTALLED.replace(true) {
        return;
    }
    browser::listen(&browser::window(), "online", |_| kick());
    browser::listen(&browser::document(), "visibilitychange", |_| {
        if browser::property(&browser::document(), "visibilityState").as_string().as_deref()
            == Some("visible")
        {
            kick();
        }
    });
    if prefs::get(KEPT).is_some() {
        flush();
    }
}

fn kick() {
    if has_waiting() && browser::online() {
        flush();
    }
}

/// Fetches the code without running it, so that it is there when the network is not.
pub async fn preload() {
    drop(preload_outbox().await);
}

/// Milliseconds between two tries to fetch the sending part on a bad line.
const AGAIN_AFTER: [u32; 3] = [3_000, 15_000, 60_000];

/// Sends what waits; returns at once.
pub fn flush() {
    spawn_local(async {
        for wait in AGAIN_AFTER {
            if run_once().await {
                return;
            }
            TimeoutFuture::new(wait).await;
        }
    });
}

/// Sends what waits and returns when that is done; false where the part did not load.
pub(super) async fn run_once() -> bool {
    let Ok(work) = load_outbox().await else { return false };
    work.await;
    true
}

type Work = Pin<Box<dyn Future<Output = ()>>>;

#[leptos::wasm_split::wasm_split(outbox, wasm_split_path = ::leptos::wasm_split, preload(preload_outbox), fallible)]
fn load_outbox() -> Result<Work, SplitLoaderError> {
    Ok(Box::pin(async {
        sending::run().await;
        sending::done().await;
    }))
}
