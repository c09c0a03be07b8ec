//! The database of personal data: sealed entries, sealed files, keys.

use idb::{Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStoreParams, TransactionMode};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

use super::crypto;

const DATABASE: &str = "yunlin-own";
/// Sealed entries: `[time, bytes]`.
pub(super) const OUTBOX: &str = "outbox";
/// Sealed files: `[time, bytes]`.
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

/// Writes one value and waits until the phone has it.
pub(super) async fn put(store: &str, key: &str, at_ms: f64, sealed: &[u8]) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
    let value = js_sys::Array::of2(&at_ms.into(), &js_sys::Uint8Array::from(sealed).into());
    let written = transaction.object_store(store)?.put(&value, Some(&JsValue::from_str(key)))?.await;
    let done = transaction.await;
    database.close();
    written?;
    // An aborted transaction (no room left) ends as a result, not as an error.
    if done?.is_committed() { Ok(()) } else { Err(Error::UpdateFailed(JsValue::NULL)) }
}

/// Gives a value another time.
pub(super) async fn touch(store: &str, key: &str, at_ms: f64) -> Result<(), Error> {
    match get(store, key).await? {
        Some(sealed) => put(store, key, at_ms, &sealed).await,
        None => Ok(()),
    }
}

/// The sealed bytes under a key.
pub(super) async fn get(store: &str, key: &str) -> Result<Option<Vec<u8>>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadOnly)?;
    let value = transaction.object_store(store)?.get(JsValue::from_str(key))?.await?;
    database.close();
    let value = value.and_then(|v| v.dyn_into::<js_sys::Array>().ok());
    Ok(value.map(|v| js_sys::Uint8Array::new(&v.get(1)).to_vec()))
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
    // `0` follows `/` in ASCII.
    let (from, to) = (JsValue::from_str(&format!("{prefix}/")), JsValue::from_str(&format!("{prefix}0")));
    let range = KeyRange::bound(&from, &to, None, Some(true))?;
    transaction.object_store(store)?.delete(range)?.await?;
    let done = transaction.await;
    database.close();
    done.map(drop)
}
