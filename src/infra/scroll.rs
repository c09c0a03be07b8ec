//! Where each entry of this tab's history was left, and how a page that is still growing gets back there.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use wasm_bindgen::{JsCast, closure::Closure};

use super::browser::{self, listen, window};
use super::clock;

/// Key of the session storage: the offsets survive a reload.
const KEY: &str = "scroll";

/// Milliseconds after which a page that never grew tall enough is left where it is: as long as a read may take.
const PATIENCE_MS: f64 = 10_000.0;

/// A page on its way to where it was left.
#[derive(Clone, Copy)]
struct Return {
    wanted: f64,
    until_ms: f64,
}

thread_local! {
    static OFFSETS: RefCell<HashMap<i32, f64>> = RefCell::new(load());
    /// Until the page is tall enough, somebody touches it, or it took too long.
    static RETURNING: Cell<Option<Return>> = const { Cell::new(None) };
    /// Path of the page that stands; on the way to another address it is not the one to measure.
    static STANDING: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Listens for touches, which end every return.
pub(super) fn install() {
    for touched in ["pointerdown", "wheel", "keydown"] {
        listen(&window(), touched, |_| RETURNING.set(None));
    }
    listen(&window(), "pagehide", |_| save());
}

/// The page of a path has replaced the one before it.
pub fn stands(path: &str) {
    STANDING.with_borrow_mut(|standing| path.clone_into(standing));
}

/// Notes where an entry is now; not on the way back, when the page is shorter than it will be.
pub(super) fn remember(index: i32) {
    if RETURNING.get().is_none() {
        let y = window().scroll_y().unwrap_or(0.0);
        OFFSETS.with_borrow_mut(|o| o.insert(index, y));
    }
}

/// Forgets an entry.
pub(super) fn forget(index: i32) {
    OFFSETS.with_borrow_mut(|o| o.remove(&index));
}

/// A new step: forgets the entries whose places it and others take, and ends what was on its way.
pub(super) fn forget_from(index: i32) {
    RETURNING.set(None);
    OFFSETS.with_borrow_mut(|o| o.retain(|i, _| *i < index));
}

/// Goes to the top, whatever was on its way.
pub(super) fn top() {
    RETURNING.set(None);
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// After a reload: back to where the entry was left; one that was never scrolled is left alone.
pub(super) fn come_back(index: i32) {
    if OFFSETS.with_borrow(|o| o.get(&index).is_some_and(|y| *y > 0.0)) {
        restore(index);
    }
}

/// Goes to the entry's offset as soon as its page stands and is tall enough.
pub(super) fn restore(index: i32) {
    let wanted = OFFSETS.with_borrow(|o| o.get(&index).copied()).unwrap_or(0.0);
    let going = Return { wanted, until_ms: clock::now_ms() + PATIENCE_MS };
    if RETURNING.replace(Some(going)).is_none() {
        frame();
    }
}

fn frame() {
    let Some(Return { wanted, until_ms }) = RETURNING.get() else { return };
    let stands = STANDING.with_borrow(|path| *path == super::nav::path());
    // The top is there at once, also of a skeleton.
    if wanted <= 0.0 || (stands && room() >= wanted) {
        window().scroll_to_with_x_and_y(0.0, wanted);
        if stands {
            return RETURNING.set(None);
        }
    }
    if clock::now_ms() > until_ms {
        return RETURNING.set(None);
    }
    let again = Closure::once_into_js(frame);
    window().request_animation_frame(again.unchecked_ref()).unwrap_or_default();
}

/// How far the page can be scrolled.
fn room() -> f64 {
    let height = browser::root().map_or(0, |r| r.scroll_height());
    let view = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    f64::from(height) - view
}

fn save() {
    let text =
        OFFSETS.with_borrow(|o| o.iter().map(|(i, y)| format!("{i} {y}")).collect::<Vec<_>>().join("\n"));
    if let Ok(Some(storage)) = window().session_storage() {
        storage.set_item(KEY, &text).unwrap_or_default();
    }
}

fn load() -> HashMap<i32, f64> {
    let text = window().session_storage().ok().flatten().and_then(|s| s.get_item(KEY).ok().flatten());
    let pair = |line: &str| {
        let (index, y) = line.split_once(' ')?;
        Some((index.parse::<i32>().ok()?, y.parse::<f64>().ok()?))
    };
    text.as_deref().unwrap_or_default().lines().filter_map(pair).collect()
}
