//! The outbox: every write that can wait survives no signal, a killed tab and a double tap. It is bound to who made it,
//! sealed on the phone, sent once (the id is the idempotency key), and shown honestly: 草稿, 待发送, 已送达, 未成功.
//!
//! A form makes an [`Entry`] with [`Entry::draft`], keeps it with [`save_draft`] at every input, its photos with [`put_file`],
//! and hands it over with [`queue`].

mod entry;
mod sending;
mod start;

use futures::future::select;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

pub use entry::{Entry, EntryHead, EntryState, FileRef, after, place_of, refused_for};
pub use start::{flush, install, preload};

use crate::domain::session::{self, Session};
use crate::domain::vault::{self, Put, Slot};
pub use crate::domain::wording::FILE_GONE;
use crate::infra::{browser, clock, prefs};

/// Milliseconds that something is kept after a person touched it last.
pub const KEPT_MS: f64 = vault::DAYS * vault::DAY_MS;

thread_local! {
    static HEADS: ArcRwSignal<Vec<EntryHead>> = ArcRwSignal::new(Vec::new());
    static FLEETING: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// How well something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// On the phone, for thirty days.
    OnPhone,
    /// In memory only: the browser refuses storage or is full. Closing the page loses it; the page must say so.
    InMemory,
    /// Not changed: it was handed over already.
    Handed,
    /// Not changed: another page has changed it since this one read it.
    Elsewhere,
    /// Not changed: it was deleted.
    Gone,
}

/// Entries of whoever's phone this is, newest first, also while their session is over; reads them anew at every call. For pages
/// that name an entry in their address; lists take [`entries`].
pub fn heads() -> ArcRwSignal<Vec<EntryHead>> {
    let heads = HEADS.with(Clone::clone);
    let mine = accounts();
    if heads.read_untracked().iter().any(|head| !mine.contains(&head.account)) {
        heads.update(|heads| heads.retain(|head| mine.contains(&head.account)));
    }
    spawn_local(reload());
    heads
}

/// The entries that may be listed: once a session is over, nobody reads on a shared phone what its person was about to do.
pub fn entries() -> ArcMemo<Vec<EntryHead>> {
    let (heads, session) = (heads(), session::session());
    ArcMemo::new(move |_| {
        let guest = *session.read() == Session::Guest;
        heads.read().iter().filter(|head| !guest || head.account.is_nil()).cloned().collect()
    })
}

/// How many entries lie here that have not arrived and may not be listed.
pub fn of_others() -> ArcMemo<usize> {
    let (heads, session) = (heads(), session::session());
    ArcMemo::new(move |_| {
        let guest = *session.read() == Session::Guest;
        let hidden = |head: &&EntryHead| guest && !head.account.is_nil() && head.state.is_unsent();
        heads.read().iter().filter(hidden).count()
    })
}

/// True when something is kept in memory only: 关闭页面会丢失.
pub fn fleeting() -> ArcRwSignal<bool> {
    FLEETING.with(Clone::clone)
}

/// Whose entries may be shown here: the resident's and those made without signing in.
fn accounts() -> Vec<Uuid> {
    session::account().into_iter().chain([Uuid::nil()]).collect()
}

/// Reads all entries of this phone's person; tells the start path whether something waits.
pub async fn reload() {
    let mut heads = Vec::new();
    for account in accounts() {
        let of_account = all_of(account).await;
        let waits = of_account.iter().any(|e| matches!(e.state, EntryState::Waiting { .. }));
        start::note_waiting(account, waits);
        heads.extend(of_account.iter().map(Entry::head));
    }
    heads.sort_by(|a, b| b.made_ms.total_cmp(&a.made_ms));
    let signal = HEADS.with(Clone::clone);
    let mine = accounts();
    signal.update(|shown| {
        for head in &mut heads {
            let sending = shown.iter().any(|s| s.id == head.id && s.state == EntryState::Sending);
            if sending && matches!(head.state, EntryState::Waiting { .. }) {
                head.state = EntryState::Sending;
            }
        }
        // The person may have changed while the phone was reading.
        heads.retain(|head| mine.contains(&head.account));
        *shown = heads;
    });
}

async fn all_of(account: Uuid) -> Vec<Entry> {
    let mut found = Vec::new();
    for slot in vault::entries(account).await {
        found.extend(read(slot).await);
    }
    found
}

async fn read(slot: Slot) -> Option<Entry> {
    let found = vault::find(slot).await?;
    let mut entry: Entry = serde_json::from_slice(&found.plain).ok()?;
    (entry.seen, entry.touched_ms) = (Some(found.rev), found.at_ms);
    Some(entry)
}

/// An entry with its content; none of somebody else.
pub async fn load(id: Uuid) -> Option<Entry> {
    for account in accounts() {
        if let Some(entry) = read(Slot::entry(account, id)).await {
            return Some(entry);
        }
    }
    None
}

/// Keeps the entry as a draft, if nobody has changed it since it was read: neither another page nor the sending of it.
pub async fn save_draft(entry: &mut Entry) -> Saved {
    entry.state = EntryState::Draft;
    if let Some(saved) = keep(entry, true).await {
        return saved;
    }
    match read(Slot::entry(entry.account, entry.id)).await.map(|there| there.state) {
        None => Saved::Gone,
        Some(EntryState::Draft | EntryState::Failed { .. }) => Saved::Elsewhere,
        Some(_) => Saved::Handed,
    }
}

/// Tries to change an entry that something else may change at the same moment.
const TRIES: u8 = 5;

/// Takes an entry back before it goes, to be changed or deleted; says whether it was waiting. What is on its way stays.
pub async fn hold(id: Uuid) -> bool {
    for _ in 0..TRIES {
        let Some(mut entry) = load(id).await else { return false };
        if !matches!(entry.state, EntryState::Waiting { .. }) || is_sending(id) {
            return false;
        }
        entry.state = EntryState::Draft;
        if keep(&mut entry, true).await.is_some() {
            return true;
        }
    }
    false
}

/// Whether this page sends it right now.
fn is_sending(id: Uuid) -> bool {
    let sending = |head: &EntryHead| head.id == id && head.state == EntryState::Sending;
    HEADS.with(|heads| heads.read_untracked().iter().any(sending))
}

/// Hands a draft over for sending: from now on it goes by itself. None when it is not there any more.
pub async fn queue(id: Uuid) -> Option<Saved> {
    for _ in 0..TRIES {
        let mut entry = load(id).await?;
        if matches!(entry.state, EntryState::Sent { .. }) {
            return Some(Saved::Handed);
        }
        entry.state = EntryState::waiting();
        if let Some(saved) = keep(&mut entry, true).await {
            start::install();
            flush();
            return Some(saved);
        }
    }
    Some(Saved::Elsewhere)
}

/// Milliseconds that a page waits for what it handed over.
const PATIENCE: u32 = 20_000;

/// Where the entry stands after one try to send it.
pub async fn outcome(id: Uuid) -> Option<EntryState> {
    let tried = std::pin::pin!(flush_now());
    select(tried, TimeoutFuture::new(PATIENCE)).await;
    heads().read_untracked().iter().find(|h| h.id == id).map(|h| h.state.clone())
}

/// Sends what waits and returns when that is done.
pub async fn flush_now() {
    start::run_once().await;
}

/// Writes an entry and shows its new state; `touched` begins a new month. None when something else lies there than was read.
async fn keep(entry: &mut Entry, touched: bool) -> Option<Saved> {
    let slot = Slot::entry(entry.account, entry.id);
    let text = serde_json::to_vec(entry).unwrap_or_default();
    let (rev, on_phone) = match vault::put_seen(slot, &text, entry.seen, touched).await {
        Put::OnPhone(rev) => (rev, true),
        Put::InMemory(rev) => (rev, false),
        Put::Changed => return None,
    };
    entry.seen = Some(rev);
    if touched {
        entry.touched_ms = clock::true_ms();
    }
    note_kept(on_phone);
    if matches!(entry.state, EntryState::Waiting { .. }) {
        start::note_waiting(entry.account, true);
    }
    show(entry.head());
    // A photo that the phone did not take is lost with the page as well.
    Some(if in_memory(entry.account, entry.id) { Saved::InMemory } else { Saved::OnPhone })
}

/// Whether an entry, or one of its photos, is gone with this page.
pub fn in_memory(account: Uuid, id: Uuid) -> bool {
    vault::in_memory(account, id)
}

/// Puts a head into the list that pages show.
fn show(head: EntryHead) {
    if !accounts().contains(&head.account) {
        return;
    }
    HEADS.with(Clone::clone).update(|heads| match heads.iter_mut().find(|h| h.id == head.id) {
        Some(shown) => *shown = head,
        None => heads.insert(0, head),
    });
}

/// Once: asks the browser not to clear this site by itself (P18). A refusal is fine, and nothing waits for the answer: a
/// browser may ask the person first.
fn note_kept(on_phone: bool) {
    FLEETING.with(Clone::clone).set(vault::is_fleeting());
    if !on_phone || prefs::get(start::KEPT).is_some() {
        return;
    }
    prefs::set(start::KEPT, "1");
    let storage = browser::property(&browser::window().navigator(), "storage");
    if let Ok(persist) = browser::property(&storage, "persist").dyn_into::<js_sys::Function>()
        && let Ok(asked) = persist.call0(&storage)
    {
        spawn_local(async {
            JsFuture::from(js_sys::Promise::from(asked)).await.unwrap_or_default();
        });
    }
}

/// Removes an entry with its photos, for good.
pub async fn remove(id: Uuid) {
    for account in accounts() {
        vault::remove(account, id).await;
    }
    HEADS.with(Clone::clone).update(|heads| heads.retain(|head| head.id != id));
    reload().await;
}

/// Keeps the bytes of a photo of an entry.
pub async fn put_file(account: Uuid, entry: Uuid, file: Uuid, bytes: &[u8]) -> Saved {
    let on_phone = vault::put(Slot { account, entry, file: Some(file) }, bytes).await;
    note_kept(on_phone);
    if on_phone { Saved::OnPhone } else { Saved::InMemory }
}

/// The bytes of a photo, to show it again.
pub async fn file(account: Uuid, entry: Uuid, file: Uuid) -> Option<Vec<u8>> {
    vault::get(Slot { account, entry, file: Some(file) }).await
}

/// The photos of an entry that are on this phone; none where the phone does not say.
pub async fn files(account: Uuid, entry: Uuid) -> Option<Vec<Uuid>> {
    vault::files(account, entry).await
}

/// Removes a photo.
pub async fn remove_file(account: Uuid, entry: Uuid, file: Uuid) {
    vault::remove_file(Slot { account, entry, file: Some(file) }).await;
}

/// What signing out would lose: drafts, waiting and refused entries.
pub async fn unsent() -> Vec<EntryHead> {
    reload().await;
    let heads = HEADS.with(Clone::clone).get_untracked();
    heads.into_iter().filter(|head| head.state.is_unsent()).collect()
}

/// Wipes everything of this phone's person (P21); says whether the phone did it.
pub async fn wipe() -> bool {
    let mut done = true;
    for account in accounts() {
        done &= vault::wipe(account).await;
        start::note_waiting(account, false);
    }
    HEADS.with(Clone::clone).set(Vec::new());
    // Where nothing was ever kept on the phone, a refusal of it leaves nothing behind.
    done |= prefs::get(start::KEPT).is_none();
    if vault::is_empty().await {
        prefs::remove(start::KEPT);
    }
    done
}
