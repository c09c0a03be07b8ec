//! Preferences in local storage: a few short strings, none of them personal. A refusing browser keeps the defaults.

use super::browser::window;

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Whether this browser keeps preferences at all.
pub fn works() -> bool {
    storage().is_some()
}

/// A preference, if it was ever set.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Sets a preference; says whether the browser kept it.
pub fn set(key: &str, value: &str) -> bool {
    storage().is_some_and(|s| s.set_item(key, value).is_ok())
}

/// Forgets a preference.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        storage.remove_item(key).unwrap_or_default();
    }
}

/// Forgets every preference whose key starts with `prefix`.
pub fn remove_below(prefix: &str) {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or(0);
    let keys: Vec<String> = (0..count).filter_map(|i| storage.key(i).ok().flatten()).collect();
    keys.iter().filter(|key| key.starts_with(prefix)).for_each(|key| remove(key));
}

/// A list of short keys (favourites, ticks), one per line.
pub fn list(key: &str) -> Vec<String> {
    get(key).map(|v| v.lines().map(str::to_owned).collect()).unwrap_or_default()
}

/// Puts a key into or takes it out of a list; says whether it is in it now.
pub fn toggle(key: &str, entry: &str) -> bool {
    let mut entries = list(key);
    let on = !entries.iter().any(|e| e == entry);
    if on {
        entries.push(entry.to_owned());
    } else {
        entries.retain(|e| e != entry);
    }
    if entries.is_empty() {
        remove(key);
    } else {
        set(key, &entries.join("\n"));
    }
    on
}
