//! Personal data on this phone: sealed under a key of its account, in a database of its own beside the public one, so that
//! signing out and ageing never touch what everybody may read. Where the browser refuses, it lives in memory till the page closes.

mod crypto;
mod store;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::infra::clock;

/// What is kept longer than this is gone.
pub const DAYS: f64 = 30.0;
const DAY_MS: f64 = 86_400_000.0;
/// 1 January 2026: no phone kept anything of this app before.
const FIRST_MS: f64 = 1_767_225_600_000.0;

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

thread_local! {
    static MEMORY: RefCell<HashMap<Slot, Vec<u8>>> = RefCell::new(HashMap::new());
}

/// Keeps the bytes; says whether they survive the page.
pub async fn put(slot: Slot, plain: &[u8]) -> bool {
    let written = write(slot, plain).await.is_some();
    MEMORY.with_borrow_mut(|memory| {
        if written {
            memory.remove(&slot);
        } else {
            memory.insert(slot, plain.to_vec());
        }
    });
    written
}

async fn write(slot: Slot, plain: &[u8]) -> Option<()> {
    let key = store::key_of(slot.account, true).await?;
    let sealed = crypto::seal(&key, &slot.key(), plain).await?;
    store::put(slot.store(), &slot.key(), clock::now_ms(), &sealed).await.ok()
}

/// The bytes of a slot.
pub async fn get(slot: Slot) -> Option<Vec<u8>> {
    if let Some(plain) = MEMORY.with_borrow(|m| m.get(&slot).cloned()) {
        return Some(plain);
    }
    let key = store::key_of(slot.account, false).await?;
    let sealed = store::get(slot.store(), &slot.key()).await.ok()??;
    crypto::open(&key, &slot.key(), &sealed).await
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

/// Removes everything of an account, its key too.
pub async fn wipe(account: Uuid) {
    MEMORY.with_borrow_mut(|m| m.retain(|slot, _| slot.account != account));
    for name in [store::OUTBOX, store::BLOBS] {
        store::remove_below(name, &account.to_string()).await.unwrap_or_default();
    }
    store::remove(store::KEYS, &account.to_string()).await.unwrap_or_default();
}

/// Whether something lives in memory only and is gone with the page.
pub fn is_fleeting() -> bool {
    MEMORY.with_borrow(|m| !m.is_empty())
}

/// When an entry was touched last.
pub async fn touched_ms(slot: Slot) -> Option<f64> {
    let key = slot.key();
    let kept = store::all(slot.store()).await.ok()?;
    kept.into_iter().find(|(other, _)| *other == key).map(|(_, at_ms)| at_ms)
}

/// Gives an entry that the app wrote by itself its old moment back: only a person's touch begins a new month.
pub async fn untouched(slot: Slot, at_ms: f64) {
    store::touch(slot.store(), &slot.key(), at_ms).await.unwrap_or_default();
}

/// Entries of anybody that were not touched for [`DAYS`]. A moment before the app existed, or after now, comes from a wrong
/// clock: it counts from now on.
pub async fn aged() -> Vec<Slot> {
    let now = clock::now_ms();
    let mut aged = Vec::new();
    for (key, at_ms) in store::all(store::OUTBOX).await.unwrap_or_default() {
        let Some(slot) = Slot::parse(&key) else { continue };
        if !(FIRST_MS..=now + DAY_MS).contains(&at_ms) {
            store::touch(store::OUTBOX, &key, now).await.unwrap_or_default();
        } else if at_ms < now - DAYS * DAY_MS {
            aged.push(slot);
        }
    }
    aged
}

/// Removes files that no entry holds: the tab was killed between the photo and the entry.
pub async fn sweep() {
    let Ok(entries) = store::all(store::OUTBOX).await else { return };
    let held: HashSet<String> = entries.into_iter().map(|(key, _)| key).collect();
    let yesterday = clock::now_ms() - DAY_MS;
    for (key, at_ms) in store::all(store::BLOBS).await.unwrap_or_default() {
        let Some(slot) = Slot::parse(&key) else { continue };
        if at_ms < yesterday && !held.contains(&Slot::entry(slot.account, slot.entry).key()) {
            store::remove(store::BLOBS, &key).await.unwrap_or_default();
        }
    }
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
