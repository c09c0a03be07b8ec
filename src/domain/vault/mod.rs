//! Personal data on this phone: sealed under a key of its account, in a database of its own beside the public one, so that
//! signing out and ageing never touch what everybody may read. Where the browser refuses, it lives in memory till the page closes.

mod ageing;
mod crypto;
mod store;

use std::cell::RefCell;
use std::collections::HashMap;

use uuid::Uuid;

pub use self::ageing::{aged, sweep};
use self::store::Next;
use crate::infra::clock;

/// What is kept longer than this is gone.
pub const DAYS: f64 = 30.0;
/// Milliseconds of a day.
pub const DAY_MS: f64 = 86_400_000.0;

/// Where something lies: whose, which entry, which file of the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Whose; nil for guests.
    pub account: Uuid,
    /// Entry of the outbox.
    pub entry: Uuid,
    /// One of its files, or the entry itself.
    pub file: Option<Uuid>,
}

impl Slot {
    /// The entry itself.
    pub const fn entry(account: Uuid, entry: Uuid) -> Self {
        Self { account, entry, file: None }
    }

    /// Key in the database: a range of keys is all of an account, or all files of an entry.
    fn key(&self) -> String {
        match self.file {
            Some(file) => format!("{}/{}/{file}", self.account, self.entry),
            None => format!("{}/{}", self.account, self.entry),
        }
    }

    fn parse(key: &str) -> Option<Self> {
        let mut parts = key.split('/').map(Uuid::parse_str);
        let (account, entry) = (parts.next()?.ok()?, parts.next()?.ok()?);
        let file = parts.next().transpose().ok()?;
        Some(Self { account, entry, file })
    }

    const fn store(&self) -> &'static str {
        if self.file.is_some() { store::BLOBS } else { store::OUTBOX }
    }
}

/// What lives in memory.
struct Held {
    plain: Vec<u8>,
    rev: Uuid,
    /// The revision on the phone that this one stands above.
    below: Option<Uuid>,
    at_ms: f64,
}

/// What lies in a slot.
pub struct Found {
    /// The bytes.
    pub plain: Vec<u8>,
    /// Made anew at every write.
    pub rev: Uuid,
    /// When a person touched it last.
    pub at_ms: f64,
}

/// What became of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// On the phone, under this revision.
    OnPhone(Uuid),
    /// In memory only, under this revision.
    InMemory(Uuid),
    /// Nothing written: something else lies there than the writer has seen.
    Changed,
}

thread_local! {
    static MEMORY: RefCell<HashMap<Slot, Held>> = RefCell::new(HashMap::new());
}

/// Keeps the bytes of a file; says whether they survive the page.
pub async fn put(slot: Slot, plain: &[u8]) -> bool {
    let written = write(slot, plain).await.is_some();
    MEMORY.with_borrow_mut(|memory| {
        if written {
            memory.remove(&slot);
        } else {
            let at_ms = clock::true_ms();
            memory.insert(slot, Held { plain: plain.to_vec(), rev: Uuid::nil(), below: None, at_ms });
        }
    });
    written
}

async fn write(slot: Slot, plain: &[u8]) -> Option<()> {
    let key = store::key_of(slot.account, true).await?;
    let sealed = crypto::seal(&key, &slot.key(), plain).await?;
    store::put(slot.store(), &slot.key(), clock::true_ms(), &sealed).await.ok()
}

/// Keeps the bytes if the slot still holds the revision that was seen, none when it was empty. `touched` begins a new month.
pub async fn put_seen(slot: Slot, plain: &[u8], seen: Option<Uuid>, touched: bool) -> Put {
    let held = MEMORY.with_borrow(|m| m.get(&slot).map(|held| (held.rev, held.below)));
    let below = match held {
        Some((rev, below)) if Some(rev) == seen => below,
        Some(_) => return Put::Changed,
        None => seen,
    };
    let (rev, now) = (Uuid::now_v7(), clock::true_ms());
    match write_seen(slot, plain, (below, rev, touched.then_some(now))).await {
        Some(true) => {
            MEMORY.with_borrow_mut(|memory| memory.remove(&slot));
            Put::OnPhone(rev)
        }
        Some(false) => Put::Changed,
        None => MEMORY.with_borrow_mut(|memory| {
            // Wiped while the phone was asked: it stays away.
            if held.is_some() && !memory.contains_key(&slot) {
                return Put::Changed;
            }
            memory.insert(slot, Held { plain: plain.to_vec(), rev, below, at_ms: now });
            Put::InMemory(rev)
        }),
    }
}

async fn write_seen(slot: Slot, plain: &[u8], next: (Option<Uuid>, Uuid, Option<f64>)) -> Option<bool> {
    let (seen, rev, at_ms) = next;
    let Some(key) = store::key_of(slot.account, seen.is_none()).await else {
        // Wiped by another page: key and value are gone together, and no new key is made for what is gone.
        let gone = seen.is_some() && matches!(store::get(slot.store(), &slot.key()).await, Ok(None));
        return gone.then_some(false);
    };
    let sealed = &crypto::seal(&key, &slot.key(), plain).await?;
    store::put_seen(slot.store(), &slot.key(), Next { seen, rev, at_ms, sealed }).await.ok()
}

/// What lies in a slot.
pub async fn find(slot: Slot) -> Option<Found> {
    let held = |held: &Held| Found { plain: held.plain.clone(), rev: held.rev, at_ms: held.at_ms };
    if let Some(found) = MEMORY.with_borrow(|m| m.get(&slot).map(held)) {
        return Some(found);
    }
    let key = store::key_of(slot.account, false).await?;
    let kept = store::get(slot.store(), &slot.key()).await.ok()??;
    let plain = crypto::open(&key, &slot.key(), &kept.sealed).await?;
    Some(Found { plain, rev: kept.rev, at_ms: kept.at_ms })
}

/// The bytes of a slot.
pub async fn get(slot: Slot) -> Option<Vec<u8>> {
    find(slot).await.map(|found| found.plain)
}

/// The files of an entry that are there; none where the phone does not say.
pub async fn files(account: Uuid, entry: Uuid) -> Option<Vec<Uuid>> {
    let kept = store::keys_below(store::BLOBS, &format!("{account}/{entry}")).await.ok();
    let held = MEMORY.with_borrow(|m| {
        let of_entry = m.keys().filter(|s| (s.account, s.entry) == (account, entry));
        of_entry.filter_map(|s| s.file).collect::<Vec<_>>()
    });
    if kept.is_none() && held.is_empty() {
        return None;
    }
    let kept = kept.unwrap_or_default();
    Some(kept.iter().filter_map(|key| Slot::parse(key)?.file).chain(held).collect())
}

/// Whether an entry, or a file of it, lives in memory only and is gone with the page.
pub fn in_memory(account: Uuid, entry: Uuid) -> bool {
    MEMORY.with_borrow(|m| m.keys().any(|s| (s.account, s.entry) == (account, entry)))
}

/// All entries of an account.
pub async fn entries(account: Uuid) -> Vec<Slot> {
    let kept = store::all(store::OUTBOX).await.unwrap_or_default();
    let mut slots: Vec<Slot> = kept.iter().filter_map(|(key, _)| Slot::parse(key)).collect();
    slots.extend(MEMORY.with_borrow(|m| m.keys().filter(|s| s.file.is_none()).copied().collect::<Vec<_>>()));
    slots.retain(|slot| slot.account == account);
    slots.sort_unstable_by_key(|slot| slot.entry);
    slots.dedup();
    slots
}

/// Whether anything of anybody is kept here.
pub async fn is_empty() -> bool {
    MEMORY.with_borrow(HashMap::is_empty) && store::all(store::OUTBOX).await.is_ok_and(|all| all.is_empty())
}

/// Removes one file.
pub async fn remove_file(slot: Slot) {
    MEMORY.with_borrow_mut(|m| m.remove(&slot));
    store::remove(store::BLOBS, &slot.key()).await.unwrap_or_default();
}

/// Removes the files of an entry.
pub async fn remove_files(account: Uuid, entry: Uuid) {
    MEMORY.with_borrow_mut(|m| m.retain(|s, _| s.file.is_none() || (s.account, s.entry) != (account, entry)));
    store::remove_below(store::BLOBS, &format!("{account}/{entry}")).await.unwrap_or_default();
}

/// Removes an entry with its files.
pub async fn remove(account: Uuid, entry: Uuid) {
    let slot = Slot::entry(account, entry);
    MEMORY.with_borrow_mut(|m| m.remove(&slot));
    store::remove(store::OUTBOX, &slot.key()).await.unwrap_or_default();
    remove_files(account, entry).await;
}

/// Removes everything of an account, its key first: without it the rest is noise. Says whether the phone did all of it.
pub async fn wipe(account: Uuid) -> bool {
    MEMORY.with_borrow_mut(|m| m.retain(|slot, _| slot.account != account));
    let mut done = store::remove(store::KEYS, &account.to_string()).await.is_ok();
    for name in [store::OUTBOX, store::BLOBS] {
        done &= store::remove_below(name, &account.to_string()).await.is_ok();
    }
    done
}

/// Whether something lives in memory only and is gone with the page.
pub fn is_fleeting() -> bool {
    MEMORY.with_borrow(|m| !m.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_found_again_under_its_key() {
        let (account, entry, file) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        for slot in [Slot::entry(account, entry), Slot { account, entry, file: Some(file) }] {
            assert_eq!(Slot::parse(&slot.key()), Some(slot));
        }
        assert_eq!(Slot::parse("nonsense"), None);
    }
}
