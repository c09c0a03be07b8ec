//! Sends what waits: one tab at a time, files first, each entry for itself, and only for the person who made it.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{
    Entry, EntryState, HEADS, TRIES, accounts, after, keep, place_of, read, refused_for, reload, start,
};
use crate::domain::session::{self, Session};
use crate::domain::vault::{self, Slot};
use crate::domain::wording as w;
use crate::infra::browser::{self, property, window};
use crate::infra::http;

/// Milliseconds until the next try while the page stays open and claims to be online.
const AGAIN_AFTER: u32 = 60_000;

thread_local! {
    static RUNNING: Cell<bool> = const { Cell::new(false) };
    static ASKED_AGAIN: Cell<bool> = const { Cell::new(false) };
    static TIMER: Cell<bool> = const { Cell::new(false) };
}

/// Sends everything that waits. A call during a run makes one more run after it.
pub(super) async fn run() {
    if RUNNING.replace(true) {
        ASKED_AGAIN.set(true);
        return;
    }
    loop {
        ASKED_AGAIN.set(false);
        alone().await;
        if !ASKED_AGAIN.get() {
            break;
        }
    }
    RUNNING.set(false);
    later();
}

/// Returns once no run is under way on this page.
pub(super) async fn done() {
    while RUNNING.get() {
        TimeoutFuture::new(100).await;
    }
}

/// Under a lock that all tabs share, where there is one; without it the idempotency keys make a double harmless.
async fn alone() {
    let locks = property(&window().navigator(), "locks");
    let Ok(request) = property(&locks, "request").dyn_into::<js_sys::Function>() else { return once().await };
    let work = Closure::once_into_js(|| {
        future_to_promise(async {
            once().await;
            Ok(JsValue::UNDEFINED)
        })
    });
    match request.call2(&locks, &JsValue::from_str("yunlin-outbox"), &work) {
        Ok(done) => drop(JsFuture::from(js_sys::Promise::from(done)).await),
        Err(_) => once().await,
    }
}

async fn once() {
    for account in accounts() {
        for slot in vault::entries(account).await {
            send(slot).await;
        }
    }
    expire().await;
    reload().await;
}

/// Lets go of what nobody touched for a month. What waits goes only when it could have been sent first.
async fn expire() {
    let could_send = browser::online();
    for slot in vault::aged().await {
        if could_send || waiting(slot).await.is_none() {
            vault::remove(slot.account, slot.entry).await;
        }
    }
    vault::sweep().await;
}

/// The entry, if it still waits: it may have been sent, changed or deleted since the list was made.
async fn waiting(slot: Slot) -> Option<Entry> {
    read(slot).await.filter(|entry| matches!(entry.state, EntryState::Waiting { .. }))
}

/// Sends one entry if its person is signed in; whatever happens, the others come next.
async fn send(slot: Slot) {
    if waiting(slot).await.is_none() {
        return;
    }
    let session = if slot.account.is_nil() { None } else { Some(session::ask().await) };
    let Some(mut entry) = waiting(slot).await else { return };
    match session {
        None => {}
        Some(Session::In(me)) if me.account == entry.account => {}
        Some(Session::Guest) => {
            return settle(entry, EntryState::Waiting { reason: w::SIGN_IN_FIRST.to_owned() }).await;
        }
        Some(_) => return,
    }
    show_sending(entry.id);
    let state = deliver(&mut entry).await;
    settle(entry, state).await;
}

/// Files first, each once; then the write itself.
async fn deliver(entry: &mut Entry) -> EntryState {
    let account = (!entry.account.is_nil()).then(|| entry.account.to_string());
    let account = account.as_deref();
    for index in 0..entry.files.len() {
        let file = entry.files[index].clone();
        if file.uploaded {
            continue;
        }
        let slot = Slot { account: entry.account, entry: entry.id, file: Some(file.id) };
        let Some(bytes) = vault::get(slot).await else {
            let gone = EntryState::Failed { reason: w::FILE_GONE.to_owned(), code: None, fields: Vec::new() };
            return refused_for(gone, &entry.body, file.id);
        };
        let bytes = js_sys::Uint8Array::from(bytes.as_slice()).into();
        if let Err(error) = http::upload(account, &file.id.to_string(), &file.kind, &bytes).await {
            return refused_for(after(Err(error)), &entry.body, file.id);
        }
        entry.files[index].uploaded = true;
    }
    let state = after(http::post_kept(account, &entry.url, &entry.id.to_string(), &entry.body).await);
    if let EntryState::Failed { fields, .. } = &state {
        // The server has let a photo go: the next try brings it again.
        for file in &mut entry.files {
            let place = place_of(&entry.body, file.id);
            file.uploaded &= !fields.iter().any(|wrong| Some(&wrong.field) == place.as_ref());
        }
    }
    state
}

/// Writes down what became of an entry. What was sent needs no content any more; what was changed meanwhile stays changed,
/// and what was wiped or deleted stays away.
async fn settle(mut entry: Entry, state: EntryState) {
    if !matches!(state, EntryState::Sent { .. }) {
        entry.state = state;
        // Only a person's touch begins a new month.
        keep(&mut entry, false).await;
        return;
    }
    entry.state = state;
    entry.body = serde_json::Value::Null;
    entry.files.clear();
    for _ in 0..TRIES {
        if keep(&mut entry, true).await.is_some() {
            return vault::remove_files(entry.account, entry.id).await;
        }
        // It has arrived, whatever another page has made of it meanwhile.
        let Some(there) = read(Slot::entry(entry.account, entry.id)).await else { return };
        entry.seen = there.seen;
    }
}

fn show_sending(id: Uuid) {
    HEADS.with(Clone::clone).update(|heads| {
        if let Some(head) = heads.iter_mut().find(|head| head.id == id) {
            head.state = EntryState::Sending;
        }
    });
}

/// Tries again in a while: some browsers never say that the network is back.
fn later() {
    if !start::has_waiting() || TIMER.replace(true) {
        return;
    }
    spawn_local(async {
        TimeoutFuture::new(AGAIN_AFTER).await;
        TIMER.set(false);
        if browser::online() {
            run().await;
        }
    });
}
