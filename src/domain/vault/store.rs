//! The database of personal data: sealed entries, sealed files, keys.

use idb::{Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStoreParams, TransactionMode};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

use super::crypto;

const DATABASE: &str = "yunlin-own";
/// Sealed entries: `[time, bytes, revision]`.
pub(super) const OUTBOX: &str = "outbox";
/// Sealed files, in the same shape.
pub(super) const BLOBS: &str = "blobs";
/// One key per account.
pub(super) const KEYS: &str = "keys";

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            for store in [OUTBOX, BLOBS, KEYS] {
                drop(database.create_object_store(store, ObjectStoreParams::new()));
            }
        }
    });
    request.await
}

/// The account's key; made when it is asked for and there is none. Two tabs end up with the same one.
pub(super) async fn key_of(account: Uuid, make: bool) -> Option<CryptoKey> {
    let name = JsValue::from_str(&account.to_string());
    if let Some(key) = kept_key(&name).await.ok()? {
        return Some(key);
    }
    if !make {
        return None;
    }
    let fresh = crypto::new_key().await?;
    // Another tab may have been faster: then its key holds.
    drop(add_key(&name, &fresh).await);
    kept_key(&name).await.ok()?
}

async fn kept_key(name: &JsValue) -> Result<Option<CryptoKey>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[KEYS], TransactionMode::ReadOnly)?;
    let key = transaction.object_store(KEYS)?.get(name.clone())?.await?;
    database.close();
    Ok(key.and_then(|k| k.dyn_into().ok()))
}

async fn add_key(name: &JsValue, key: &CryptoKey) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[KEYS], TransactionMode::ReadWrite)?;
    let added = transaction.object_store(KEYS)?.add(key, Some(name))?.await;
    let done = transaction.await;
    database.close();
    added?;
    done.map(drop)
}

/// A sealed value as it lies there.
pub(super) struct Kept {
    /// When a person last touched it.
    pub at_ms: f64,
    /// The bytes.
    pub sealed: Vec<u8>,
    /// Made anew at every write; nil where none was noted.
    pub rev: Uuid,
}

fn kept(value: Option<JsValue>) -> Option<Kept> {
    let value = value?.dyn_into::<js_sys::Array>().ok()?;
    let rev = value.get(2).as_string().and_then(|rev| Uuid::parse_str(&rev).ok());
    Some(Kept {
        at_ms: value.get(0).as_f64().unwrap_or(0.0),
        sealed: js_sys::Uint8Array::new(&value.get(1)).to_vec(),
        rev: rev.unwrap_or_default(),
    })
}

fn value_of(at_ms: f64, sealed: &[u8], rev: Uuid) -> js_sys::Array {
    let bytes = js_sys::Uint8Array::from(sealed);
    js_sys::Array::of3(&at_ms.into(), &bytes.into(), &JsValue::from_str(&rev.to_string()))
}

/// Writes one value and waits until the phone has it.
pub(super) async fn put(store: &str, key: &str, at_ms: f64, sealed: &[u8]) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
    let value = value_of(at_ms, sealed, Uuid::nil());
    let written = transaction.object_store(store)?.put(&value, Some(&JsValue::from_str(key)))?.await;
    let done = transaction.await;
    database.close();
    written?;
    // An aborted transaction (no room left) ends as a result, not as an error.
    if done?.is_committed() { Ok(()) } else { Err(Error::UpdateFailed(JsValue::NULL)) }
}

/// What a value is replaced by.
pub(super) struct Next<'a> {
    /// The revision that the writer has seen; none when nothing lay there.
    pub seen: Option<Uuid>,
    /// The new one.
    pub rev: Uuid,
    /// When it was touched; none keeps the moment that stands there.
    pub at_ms: Option<f64>,
    /// The bytes.
    pub sealed: &'a [u8],
}

/// Compares and writes in one transaction: false when something else lies there than the writer has seen.
pub(super) async fn put_seen(store: &str, key: &str, next: Next<'_>) -> Result<bool, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
    let rows = transaction.object_store(store)?;
    let name = JsValue::from_str(key);
    // Only requests of this transaction may be awaited before it ends, or it would end by itself.
    let there = kept(rows.get(name.clone())?.await?);
    if there.as_ref().map(|kept| kept.rev) != next.seen {
        database.close();
        return Ok(false);
    }
    let at_ms = next.at_ms.or(there.map(|kept| kept.at_ms)).unwrap_or(0.0);
    let written = rows.put(&value_of(at_ms, next.sealed, next.rev), Some(&name))?.await;
    let done = transaction.await;
    database.close();
    written?;
    if done?.is_committed() { Ok(true) } else { Err(Error::UpdateFailed(JsValue::NULL)) }
}

/// Gives a value another time, if it is still there.
pub(super) async fn touch(store: &str, key: &str, at_ms: f64) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
    let rows = transaction.object_store(store)?;
    let name = JsValue::from_str(key);
    if let Some(there) = kept(rows.get(name.clone())?.await?) {
        rows.put(&value_of(at_ms, &there.sealed, there.rev), Some(&name))?.await?;
    }
    let done = transaction.await;
    database.close();
    done.map(drop)
}

/// What lies under a key.
pub(super) async fn get(store: &str, key: &str) -> Result<Option<Kept>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadOnly)?;
    let value = transaction.object_store(store)?.get(JsValue::from_str(key))?.await?;
    database.close();
    Ok(kept(value))
}

/// Every key that starts with `prefix/`; nothing of what lies there is read.
pub(super) async fn keys_below(store: &str, prefix: &str) -> Result<Vec<String>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadOnly)?;
    let range = below(prefix)?;
    let keys = transaction.object_store(store)?.get_all_keys(Some(range.into()), None)?.await?;
    database.close();
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}

/// The keys that start with `prefix/`: `0` follows `/` in ASCII.
fn below(prefix: &str) -> Result<KeyRange, Error> {
    let (from, to) = (JsValue::from_str(&format!("{prefix}/")), JsValue::from_str(&format!("{prefix}0")));
    KeyRange::bound(&from, &to, None, Some(true))
}

/// Every key with the time it was last written.
pub(super) async fn all(store: &str) -> Result<Vec<(String, f64)>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadOnly)?;
    let store = transaction.object_store(store)?;
    let keys = store.get_all_keys(None, None)?.await?;
    let values = store.get_all(None, None)?.await?;
    database.close();
    let times = values.into_iter().map(|v| js_sys::Array::from(&v).get(0).as_f64().unwrap_or(0.0));
    Ok(keys.iter().filter_map(JsValue::as_string).zip(times).collect())
}

/// Removes one value.
pub(super) async fn remove(store: &str, key: &str) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
    transaction.object_store(store)?.delete(JsValue::from_str(key))?.await?;
    let done = transaction.await;
    database.close();
    done.map(drop)
}

/// Removes everything whose key starts with `prefix/`.
pub(super) async fn remove_below(store: &str, prefix: &str) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
    transaction.object_store(store)?.delete(below(prefix)?)?.await?;
    let done = transaction.await;
    database.close();
    done.map(drop)
}
