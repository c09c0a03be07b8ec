//! Starts the shell, and shows for each address the page of the room that knows it.

use std::cell::RefCell;

use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::infra::{browser, nav, scroll};
use crate::modules::{self, ChunkError, Opened};
use crate::shell;

/// Milliseconds before a skeleton replaces the page that was tapped on.
const SKELETON_AFTER: u32 = 200;

/// Puts everything in motion. index.html already shows the home page or, for any other address, a skeleton.
pub fn start() {
    any_spawner::Executor::init_wasm_bindgen().unwrap_or_default();
    nav::install();
    // Lives as long as the page does, so it is never dropped.
    let owner = std::mem::ManuallyDrop::new(Owner::new());
    owner.with(|| {
        shell::install();
        // A new query on the same path is the page's own business.
        let path = Memo::new(|_| nav::address().get().path);
        Effect::watch(move || path.get(), |path, before, _| show(path, before.is_none()), true);
    });
    shell::ready();
}

thread_local! {
    static SHOWN: RefCell<Option<Box<dyn std::any::Any>>> = const { RefCell::new(None) };
}

/// Shows the page of a path; the first page of a visit leaves the focus alone.
fn show(path: &str, first: bool) {
    if path == "/" {
        put_up(path, None);
        shell::home::enter(first);
        return;
    }
    let Some(load) = modules::open(path) else {
        put_up(path, Some(Box::new(shell::errors::not_found)));
        return;
    };
    let path = path.to_owned();
    spawn_local(async move {
        let opened = first_of(modules::with_retry(load, &path), &path).await;
        if nav::path() != path {
            return;
        }
        match opened {
            Ok(view) => put_up(&path, Some(view)),
            Err(_) => put_up(&path, Some(Box::new(shell::errors::chunk_failed))),
        }
    });
}

/// The opened room; a skeleton shows meanwhile when it takes longer than a blink.
async fn first_of(
    opening: impl Future<Output = Result<Opened, ChunkError>>,
    path: &str,
) -> Result<Opened, ChunkError> {
    let opening = std::pin::pin!(opening);
    match select(opening, TimeoutFuture::new(SKELETON_AFTER)).await {
        Either::Left((opened, _)) => opened,
        Either::Right(((), opening)) => {
            if nav::path() == path {
                replace_page(path, Some(Box::new(shell::errors::skeleton)));
            }
            opening.await
        }
    }
}

/// The page of an address, for good.
fn put_up(path: &str, view: Option<Opened>) {
    replace_page(path, view);
    scroll::stands(path);
}

/// Takes the old page down, with everything it started, and puts up the new one.
fn replace_page(path: &str, view: Option<Opened>) {
    SHOWN.with_borrow_mut(|shown| *shown = None);
    let Some(container) = browser::by_id("page") else { return };
    shell::frame::mark(path);
    if let Some(view) = view {
        let handle = mount_to(container, view);
        SHOWN.with_borrow_mut(|shown| *shown = Some(Box::new(handle)));
    }
}
