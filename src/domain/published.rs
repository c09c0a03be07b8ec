//! The published catalogue, its guides and the places: fetched once, shared by pages and search, readable with no signal.

use std::pin::pin;
use std::sync::Arc;

use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use yunlin_api::apply::GetForms;
use yunlin_api::community::{GetPlaces, Places};
use yunlin_api::forms::Forms;
use yunlin_api::guide::{Catalogue, GetCatalogue, GetItem, GetTexts, Item, ItemText};
use yunlin_api::problem::Code;
use yunlin_api::site::{GetSite, Site};

use crate::infra::browser::property;
use crate::infra::http::{self, CallError, Fetched};
use crate::infra::kept::{Freshness, Kept, Loaded};
use crate::infra::{clock, kv};

thread_local! {
    static CATALOGUE: Kept<Catalogue> = Kept::new("catalogue");
    static PLACES: Kept<Places> = Kept::new("places");
    static FORMS: Kept<Forms> = Kept::new("forms");
    static APPLICABLE: Kept<Applicable> = Kept::new("forms");
    static SITE: Kept<Site> = Kept::new("site");
}

/// All cards.
pub fn catalogue() -> ArcRwSignal<Loaded<Catalogue>> {
    CATALOGUE.with(Kept::signal::<GetCatalogue>)
}

/// Asks the server for the cards again.
pub fn reload_catalogue() {
    CATALOGUE.with(Kept::reload::<GetCatalogue>);
}

/// All communities.
pub fn places() -> ArcRwSignal<Loaded<Places>> {
    PLACES.with(Kept::signal::<GetPlaces>)
}

/// Asks the server for the places again.
pub fn reload_places() {
    PLACES.with(Kept::reload::<GetPlaces>);
}

/// All forms, for filling without a signal.
pub fn forms() -> ArcRwSignal<Loaded<Forms>> {
    FORMS.with(Kept::signal::<GetForms>)
}

/// The items that have a form, and nothing of the forms themselves.
#[derive(Debug, serde::Deserialize)]
pub struct Applicable {
    forms: Vec<HasForm>,
}

#[derive(Debug, serde::Deserialize)]
struct HasForm {
    item: String,
}

impl Applicable {
    /// Whether an item can be applied for here.
    pub fn has(&self, item: &str) -> bool {
        self.forms.iter().any(|form| form.item == item)
    }
}

/// Which items can be applied for.
pub fn applicable() -> ArcRwSignal<Loaded<Applicable>> {
    APPLICABLE.with(Kept::part_of::<GetForms>)
}

/// Asks the server for the forms again.
pub fn reload_forms() {
    FORMS.with(Kept::reload::<GetForms>);
}

/// Who runs this site.
pub fn site() -> ArcRwSignal<Loaded<Site>> {
    SITE.with(Kept::signal::<GetSite>)
}

/// How fresh the catalogue is, once known.
pub fn catalogue_freshness() -> Option<Freshness> {
    match catalogue().get() {
        Loaded::Ready(_, freshness) => Some(freshness),
        _ => None,
    }
}

/// Whether the cards come from a later publication: a guide of `version` then stands under a day of its own, and says so.
pub fn is_newer_than(version: i64) -> bool {
    matches!(catalogue().get(), Loaded::Ready(catalogue, _) if catalogue.version > version)
}

const TEXTS_HEAD: &str = "texts#";

/// Milliseconds that the server has for a guide of which the phone holds an older one.
const NEWER_WITHIN: u32 = 3_000;

/// Brings all guides onto the phone, one entry each, unless it has the current ones. Runs when the phone is idle.
pub async fn keep_texts() {
    let head = kv::get(TEXTS_HEAD).await.unwrap_or_default();
    let Ok(Fetched::New(response, etag)) = http::fetch::<GetTexts>(&[], etag_of(&head)).await else { return };
    let Ok(body) = http::json_value(&response).await else { return };
    let (Some(version), Some(day)) =
        (property(&body, "version").as_f64(), property(&body, "published_on").as_string())
    else {
        return;
    };
    let mut entries = Vec::new();
    if let Ok(items) = property(&body, "items").dyn_into::<js_sys::Array>() {
        for item in items.iter() {
            let code = property(&item, "code").as_string();
            let text = js_sys::JSON::stringify(&item).ok().and_then(|s| s.as_string());
            if let (Some(code), Some(text)) = (code, text) {
                entries.push((text_key(&code), stamped(version, &day, &text)));
            }
        }
    }
    if entries.is_empty() {
        return;
    }
    let head = format!("{}\n{}\n{version}", clock::now_ms(), etag.unwrap_or_default());
    entries.push((TEXTS_HEAD.to_owned(), head));
    kv::put(entries).await;
}

/// The tag of the guides on the phone. Guides of an earlier app name no version: they are asked for again.
fn etag_of(head: &str) -> Option<&str> {
    let (_, rest) = head.split_once('\n')?;
    let (etag, _) = rest.split_once('\n')?;
    (!etag.is_empty()).then_some(etag)
}

fn text_key(code: &str) -> String {
    format!("text/{code}")
}

/// The publication that a kept guide comes from.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    version: i64,
    published_on: String,
}

impl Stamp {
    /// Whether the guide and the cards come from one publication.
    fn is_of(&self, catalogue: &Catalogue) -> bool {
        self.version == catalogue.version
    }
}

/// A guide as it is kept: version and day of its publication, a line each, then the guide. The version is a number of JS.
fn stamped(version: f64, published_on: &str, text: &str) -> String {
    format!("{version}\n{published_on}\n{text}")
}

/// The reverse; `None` for what an earlier app kept without a stamp.
fn unstamped(entry: &str) -> Option<(Stamp, &str)> {
    let (version, rest) = entry.split_once('\n')?;
    let (published_on, text) = rest.split_once('\n')?;
    Some((Stamp { version: version.parse().ok()?, published_on: published_on.to_owned() }, text))
}

/// One item with its guide: from the phone, else from the server. A guide that is older than the cards is asked for anew;
/// where the line is too weak for that it stands under its own day, never under the new one.
pub async fn item(code: &str) -> Result<Arc<Item>, CallError> {
    let kept = kept_item(code).await;
    if let Some((item, true)) = &kept {
        return Ok(item.clone());
    }
    let path = [code];
    let asked = http::get::<GetItem>(&path);
    let Some((older, _)) = kept else { return asked.await.map(Arc::new) };
    let asked = pin!(asked);
    let answer = select(asked, TimeoutFuture::new(NEWER_WITHIN)).await;
    match answer {
        Either::Left((Ok(item), _)) => Ok(Arc::new(item)),
        Either::Left((Err(error), _)) if error.code() == Some(Code::NotFound) => Err(error),
        _ => Ok(older),
    }
}

/// The item as the phone holds it, and whether its guide is as new as its card.
async fn kept_item(code: &str) -> Option<(Arc<Item>, bool)> {
    let entry = kv::get(&text_key(code)).await?;
    let (stamp, text) = unstamped(&entry)?;
    let text: ItemText = serde_json::from_str(text).ok()?;
    let catalogue = settled_catalogue().await?;
    let card = catalogue.items.iter().find(|i| i.code == code)?.clone();
    let newest = stamp.is_of(&catalogue);
    let item = Item { card, text, version: stamp.version, published_on: stamp.published_on };
    Some((Arc::new(item), newest))
}

/// The forms once they are there; `None` if they cannot be had.
pub async fn settled_forms() -> Option<Arc<Forms>> {
    settled(forms()).await
}

/// The forms as the server has them now; `None` without a signal.
pub async fn fresh_forms() -> Option<Arc<Forms>> {
    http::get::<GetForms>(&[]).await.ok().map(Arc::new)
}

/// The catalogue, likewise.
async fn settled_catalogue() -> Option<Arc<Catalogue>> {
    settled(catalogue()).await
}

/// A value once it is there; `None` if it cannot be had.
async fn settled<T: Send + Sync + 'static>(signal: ArcRwSignal<Loaded<T>>) -> Option<Arc<T>> {
    for _ in 0..200 {
        match signal.get_untracked() {
            Loaded::Ready(value, _) => return Some(value),
            Loaded::Failed(_) => return None,
            Loaded::Loading => TimeoutFuture::new(50).await,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(version: i64) -> Catalogue {
        Catalogue { version, published_on: "2026-12-01".into(), items: vec![] }
    }

    #[test]
    fn a_kept_guide_says_which_publication_it_comes_from() {
        let entry = stamped(3.0, "2026-11-22", r#"{"code":"SB-07"}"#);
        let (stamp, text) = unstamped(&entry).unwrap();
        assert_eq!(stamp, Stamp { version: 3, published_on: "2026-11-22".into() });
        assert_eq!(text, r#"{"code":"SB-07"}"#);
    }

    #[test]
    fn after_a_correction_a_kept_guide_is_not_taken_for_the_new_one() {
        let stamp = Stamp { version: 3, published_on: "2026-11-22".into() };
        assert!(stamp.is_of(&catalogue(3)));
        assert!(!stamp.is_of(&catalogue(4)));
    }

    #[test]
    fn guides_of_an_earlier_app_are_asked_for_again() {
        assert_eq!(unstamped(r#"{"code":"SB-07"}"#), None);
        assert_eq!(etag_of("1795365000000\n\"abc\""), None);
        assert_eq!(etag_of("1795365000000\n\"abc\"\n3"), Some("\"abc\""));
        assert_eq!(etag_of("1795365000000\n\n3"), None);
        assert_eq!(etag_of(""), None);
    }
}
