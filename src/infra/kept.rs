//! Public data shown at once from the phone and refreshed behind it (stale while revalidate).

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use yunlin_api::endpoint::Endpoint;

use super::http::{self, CallError, Fetched};
use super::{clock, kv};

/// The four states of everything that is loaded.
#[derive(Debug)]
pub enum Loaded<T> {
    /// Nothing yet.
    Loading,
    /// Here it is.
    Ready(Arc<T>, Freshness),
    /// Nothing kept, and the server did not give it.
    Failed(CallError),
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Ready(value, freshness) => Self::Ready(value.clone(), *freshness),
            Self::Failed(error) => Self::Failed(error.clone()),
        }
    }
}

/// Where a shown value comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Freshness {
    /// The server confirmed it in this visit, or it may yet.
    Current,
    /// The server cannot be reached; kept at this time (ms since 1970).
    Offline(f64),
}

/// One public document of the server, shared by every page that shows it.
pub struct Kept<T: 'static> {
    key: &'static str,
    signal: ArcRwSignal<Loaded<T>>,
    started: std::cell::Cell<bool>,
}

impl<T: DeserializeOwned + Send + Sync + 'static> Kept<T> {
    /// Nothing loaded yet; `key` names it on the phone.
    pub fn new(key: &'static str) -> Self {
        Self { key, signal: ArcRwSignal::new(Loaded::Loading), started: std::cell::Cell::new(false) }
    }

    /// The value as a signal; the first call starts loading.
    pub fn signal<E: Endpoint<Out = T> + 'static>(&self) -> ArcRwSignal<Loaded<T>> {
        self.part_of::<E>()
    }

    /// The same where `T` reads only a part of what the endpoint gives: a page that needs little carries no more.
    pub fn part_of<E: Endpoint + 'static>(&self) -> ArcRwSignal<Loaded<T>> {
        if !self.started.replace(true) {
            spawn_local(load::<E, T>(self.key, self.signal.clone()));
        }
        self.signal.clone()
    }

    /// Tries again after a failure or on a tap on 刷新.
    pub fn reload<E: Endpoint<Out = T> + 'static>(&self) {
        self.started.set(true);
        spawn_local(load::<E, T>(self.key, self.signal.clone()));
    }
}

async fn load<E, T>(key: &'static str, signal: ArcRwSignal<Loaded<T>>)
where
    E: Endpoint + 'static,
    T: DeserializeOwned + Send + Sync + 'static,
{
    let kept = recall::<T>(key).await;
    let at = kept.as_ref().map(|k| k.fetched_ms);
    let etag = kept.as_ref().and_then(|k| k.etag.clone());
    if let Some(kept) = &kept {
        signal.set(Loaded::Ready(kept.value.clone(), Freshness::Current));
    }
    match http::fetch::<E>(&[], etag.as_deref()).await {
        Ok(Fetched::Unchanged) => kv_touch(key, etag).await,
        Ok(Fetched::New(response, etag)) => match http::text(&response).await {
            Ok(body) => accept(key, body, etag, &signal).await,
            Err(error) => settle_without(&signal, at, error),
        },
        Err(error) => settle_without(&signal, at, error),
    }
}

fn settle_without<T: Send + Sync + 'static>(
    signal: &ArcRwSignal<Loaded<T>>,
    at: Option<f64>,
    error: CallError,
) {
    signal.update(|loaded| match (&*loaded, at) {
        (Loaded::Ready(value, _), Some(at)) => *loaded = Loaded::Ready(value.clone(), Freshness::Offline(at)),
        (Loaded::Ready(..), None) => {}
        _ => *loaded = Loaded::Failed(error),
    });
}

async fn accept<T>(key: &str, body: String, etag: Option<String>, signal: &ArcRwSignal<Loaded<T>>)
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    match serde_json::from_str::<T>(&body) {
        Ok(value) => {
            signal.set(Loaded::Ready(Arc::new(value), Freshness::Current));
            kv::put(vec![(key.to_owned(), body), head(key, etag)]).await;
        }
        Err(_) => settle_without(signal, None, CallError::Unreadable),
    }
}

/// Tag and time of what is kept, beside it.
fn head(key: &str, etag: Option<String>) -> (String, String) {
    (format!("{key}#"), format!("{}\n{}", clock::now_ms(), etag.unwrap_or_default()))
}

async fn kv_touch(key: &str, etag: Option<String>) {
    kv::put(vec![head(key, etag)]).await;
}

struct Recalled<T> {
    value: Arc<T>,
    fetched_ms: f64,
    etag: Option<String>,
}

async fn recall<T: DeserializeOwned>(key: &str) -> Option<Recalled<T>> {
    let body = kv::get(key).await?;
    let value = Arc::new(serde_json::from_str(&body).ok()?);
    let head = kv::get(&format!("{key}#")).await.unwrap_or_default();
    let (time, etag) = head.split_once('\n').unwrap_or(("0", ""));
    let etag = (!etag.is_empty()).then(|| etag.to_owned());
    Some(Recalled { value, fetched_ms: time.parse().unwrap_or(0.0), etag })
}
