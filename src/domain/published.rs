//! The published catalogue, its guides and the places: fetched once, shared by pages and search, readable with no signal.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use yunlin_api::apply::GetForms;
use yunlin_api::community::{GetPlaces, Places};
use yunlin_api::forms::Forms;
use yunlin_api::guide::{Catalogue, GetCatalogue, GetItem, GetTexts, Item, ItemText};
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

const TEXTS_HEAD: &str = "texts#";

/// Brings all guides onto the phone, one entry each, unless it has the current ones. Runs when the phone is idle.
pub async fn keep_texts() {
    let head = kv::get(TEXTS_HEAD).await.unwrap_or_default();
    let etag = head.split_once('\n').map(|(_, etag)| etag).filter(|etag| !etag.is_empty());
    let Ok(Fetched::New(response, etag)) = http::fetch::<GetTexts>(&[], etag).await else { return };
    let Ok(body) = http::json_value(&response).await else { return };
    let mut entries = Vec::new();
    if let Ok(items) = property(&body, "items").dyn_into::<js_sys::Array>() {
        for item in items.iter() {
            let code = property(&item, "code").as_string();
            let text = js_sys::JSON::stringify(&item).ok().and_then(|s| s.as_string());
            if let (Some(code), Some(text)) = (code, text) {
                entries.push((text_key(&code), text));
            }
        }
    }
    if entries.is_empty() {
        return;
    }
    entries.push((TEXTS_HEAD.to_owned(), format!("{}\n{}", clock::now_ms(), etag.unwrap_or_default())));
    kv::put(entries).await;
}

fn text_key(code: &str) -> String {
    format!("text/{code}")
}

/// One item with its guide: from the phone, else from the server. It is as fresh as the catalogue.
pub async fn item(code: &str) -> Result<Arc<Item>, CallError> {
    if let Some(kept) = kept_item(code).await {
        return Ok(kept);
    }
    http::get::<GetItem>(&[code]).await.map(Arc::new)
}

async fn kept_item(code: &str) -> Option<Arc<Item>> {
    let text: ItemText = serde_json::from_str(&kv::get(&text_key(code)).await?).ok()?;
    let catalogue = settled_catalogue().await?;
    let card = catalogue.items.iter().find(|i| i.code == code)?.clone();
    let item = Item { card, text, version: catalogue.version, published_on: catalogue.published_on.clone() };
    Some(Arc::new(item))
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
            Loaded::Loading => gloo_timers::future::TimeoutFuture::new(50).await,
        }
    }
    None
}
