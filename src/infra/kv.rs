//! Public data kept on the phone: text by key in IndexedDB, with memory as the fallback where the browser refuses storage
//! or is full. Nothing personal is ever written here.

use std::cell::RefCell;
use std::collections::HashMap;

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

const DATABASE: &str = "yunlin";
const STORE: &str = "public";

thread_local! {
    static MEMORY: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
}

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            let made = database.create_object_store(STORE, ObjectStoreParams::new());
            drop(made);
        }
    });
    request.await
}

/// What is kept under the key.
pub async fn get(key: &str) -> Option<String> {
    if let Some(text) = MEMORY.with_borrow(|m| m.get(key).cloned()) {
        return Some(text);
    }
    read(key).await.ok().flatten()
}

async fn read(key: &str) -> Result<Option<String>, idb::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let value = transaction.object_store(STORE)?.get(JsValue::from_str(key))?.await?;
    database.close();
    Ok(value.and_then(|v| v.as_string()))
}

/// Keeps all entries or, where storage fails, all of them in memory until the page closes.
/// Says whether they survive a reload.
pub async fn put(entries: Vec<(String, String)>) -> bool {
    let written = write(&entries).await.is_ok();
    MEMORY.with_borrow_mut(|memory| {
        for (key, text) in entries {
            if written {
                memory.remove(&key);
            } else {
                memory.insert(key, text);
            }
        }
    });
    written
}

async fn write(entries: &[(String, String)]) -> Result<(), idb::Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    let mut last = None;
    for (key, text) in entries {
        last = Some(store.put(&JsValue::from_str(text), Some(&JsValue::from_str(key)))?);
    }
    if let Some(last) = last {
        last.await?;
    }
    transaction.commit()?.await?;
    database.close();
    Ok(())
}
