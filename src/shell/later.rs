//! What the app does once the phone is idle: the rest of the app and all public data come onto the phone, and what waits
//! is sent. A part of its own, because the home page needs none of it.

use std::pin::Pin;

use futures::future::join_all;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::{Effect, Get, GetUntracked, Owner};
use leptos::task::spawn_local;

use super::{site, unread};
use crate::domain::{mode, my_community, outbox, published, session};
use crate::infra::kept::Loaded;
use crate::infra::{nav, pwa};
use crate::modules::{ChunkError, ROOMS};

/// Milliseconds between two tries on a bad line.
const AGAIN_AFTER: [u32; 4] = [2_000, 10_000, 60_000, 300_000];

type Work = Pin<Box<dyn Future<Output = ()>>>;

/// Fetches the part and runs it; on a bad line again after a while.
pub fn begin() {
    spawn_local(async {
        for wait in AGAIN_AFTER {
            match load_later().await {
                Ok(work) => return work.await,
                Err(_) => TimeoutFuture::new(wait).await,
            }
        }
    });
}

#[leptos::wasm_split::wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
fn load_later() -> Result<Work, ChunkError> {
    Ok(Box::pin(run()))
}

async fn run() {
    outbox::install();
    session::install();
    // Lives as long as the page.
    std::mem::ManuallyDrop::new(Owner::new()).with(|| {
        site::name_host();
        unread::watch();
        mode::follow();
        my_community::follow();
        end_if_asked();
    });
    // Brings the forms onto the phone too.
    drop(published::applicable());
    pwa::install().await;
    join_all(ROOMS.iter().map(|room| (room.preload)())).await;
    outbox::preload().await;
    published::keep_texts().await;
}

/// `?panic=1` in a demonstration ends the app of whoever opens that address, to show the page for it (W09).
#[expect(clippy::panic, reason = "the panic is what was asked for")]
fn end_if_asked() {
    if nav::address().get_untracked().param("panic").as_deref() != Some("1") {
        return;
    }
    let site = published::site();
    Effect::new(move |_| {
        if matches!(site.get(), Loaded::Ready(site, _) if site.demo) {
            panic!("asked for by ?panic=1");
        }
    });
}
