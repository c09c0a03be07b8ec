//! Where the resident is, and how they get back. A small router: the address, link taps, and steps of the history.
//!
//! leptos_router was measured and set aside: it restores no scroll offset, drops a push after a jump of several steps back
//! (its path stack then disagrees with the browser's), and is an eighth of the first download. See ARCHITECTURE.md.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::browser::{self, listen, window};
use super::scroll;

/// The address without host: what pages are chosen by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Path, starting with `/`, percent-decoded by the modules.
    pub path: String,
    /// Query without `?`.
    pub query: String,
}

impl Address {
    /// A decoded value of the query.
    pub fn param(&self, name: &str) -> Option<String> {
        web_sys::UrlSearchParams::new_with_str(&self.query).ok()?.get(name).filter(|v| !v.is_empty())
    }
}

thread_local! {
    /// Outlives every page and effect, so it belongs to no reactive owner.
    static ADDRESS: ArcRwSignal<Address> = ArcRwSignal::new(read_address());
    /// Position in this tab's history, kept in `history.state.i`.
    static INDEX: Cell<i32> = const { Cell::new(0) };
}

/// The current address, as a signal of whoever asks.
pub fn address() -> RwSignal<Address> {
    ADDRESS.with(|a| a.clone().into())
}

fn read_address() -> Address {
    let location = window().location();
    Address {
        path: location.pathname().unwrap_or_else(|_| "/".to_owned()),
        query: location.search().unwrap_or_default().trim_start_matches('?').to_owned(),
    }
}

/// Takes over link taps, back and forward. Called once at start.
pub fn install() {
    let history = window().history();
    if let Ok(history) = &history {
        history.set_scroll_restoration(web_sys::ScrollRestoration::Manual).unwrap_or_default();
        let kept = state_index();
        INDEX.with(|i| i.set(kept.unwrap_or(0)));
        if kept.is_none() {
            history.replace_state(&state(0), "").unwrap_or_default();
            // Opened anew in a tab that was here before: its place is the top, not where another page was left.
            scroll::forget(0);
        }
    }
    scroll::install();
    scroll::come_back(INDEX.get());
    listen(&window(), "popstate", |_| {
        INDEX.with(|i| i.set(state_index().unwrap_or(0)));
        set_address();
        scroll::restore(INDEX.get());
    });
    listen(&window(), "scroll", |_| scroll::remember(INDEX.get()));
    listen(&browser::document(), "click", on_click);
}

/// Opens a page: one new step of history. The page that is open already goes to its top instead: a step more would be a
/// dead one on the way back.
pub fn go(href: &str) {
    if href == shown() {
        return scroll::top();
    }
    let next = INDEX.with(Cell::get) + 1;
    let pushed = window().history().and_then(|h| h.push_state_with_url(&state(next), "", Some(href)));
    if pushed.is_err() {
        return;
    }
    INDEX.with(|i| i.set(next));
    scroll::forget_from(next);
    let before = path();
    set_address();
    if path() != before {
        scroll::top();
    }
}

/// Changes the address without a new step: filters, typed words.
pub fn replace(href: &str) {
    let index = INDEX.with(Cell::get);
    window()
        .history()
        .and_then(|h| h.replace_state_with_url(&state(index), "", Some(href)))
        .unwrap_or_default();
    set_address();
}

/// Puts another page in the place of this one, which is used up: a form that was sent (W23).
pub fn replace_page(href: &str) {
    replace(href);
    scroll::top();
}

/// The page from which something was asked: an answer that comes after it was left does not take over another page.
pub struct Here(String);

impl Here {
    /// The page of this moment.
    pub fn now() -> Self {
        Self(path())
    }

    /// Whether it is still the page.
    pub fn still(&self) -> bool {
        path() == self.0
    }

    /// Puts another page in its place, if it is still the page.
    pub fn replace(&self, href: &str) {
        if self.still() {
            replace_page(href);
        }
    }
}

/// One step back; from a page opened by a link from outside, home.
pub fn back() {
    if INDEX.with(Cell::get) > 0 {
        window().history().and_then(|h| h.back()).unwrap_or_default();
    } else {
        replace("/");
    }
}

/// The address as the browser shows it, without the host.
fn shown() -> String {
    let location = window().location();
    [location.pathname(), location.search()].into_iter().flatten().collect()
}

fn set_address() {
    let now = read_address();
    ADDRESS.with(|address| {
        if address.get_untracked() != now {
            address.set(now);
        }
    });
}

/// The path without asking for a signal.
pub fn path() -> String {
    ADDRESS.with(|a| a.get_untracked().path)
}

fn state(index: i32) -> JsValue {
    let object = js_sys::Object::new();
    js_sys::Reflect::set(&object, &JsValue::from_str("i"), &JsValue::from_f64(f64::from(index)))
        .unwrap_or_default();
    object.into()
}

fn state_index() -> Option<i32> {
    let state = window().history().ok()?.state().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "written by `state` from an i32")]
    browser::property(&state, "i").as_f64().map(|i| i as i32)
}

/// A plain tap on a link of ours becomes a step of the app; everything else stays the browser's.
fn on_click(event: web_sys::Event) {
    let Some(mouse) = event.dyn_ref::<web_sys::MouseEvent>() else { return };
    if event.default_prevented()
        || mouse.button() != 0
        || mouse.ctrl_key()
        || mouse.meta_key()
        || mouse.shift_key()
    {
        return;
    }
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let Some(link) = target.and_then(|t| t.closest("a[href]").ok().flatten()) else { return };
    let href = link.get_attribute("href").unwrap_or_default();
    if !href.starts_with('/')
        || href.starts_with("//")
        || link.has_attribute("data-native")
        || href.starts_with("/api/")
    {
        return;
    }
    event.prevent_default();
    go(&href);
}
