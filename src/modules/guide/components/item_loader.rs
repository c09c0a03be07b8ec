//! Loads one item for a page: from the phone when it is kept there, else from the server.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::guide::Item;

use crate::domain::published;
use crate::infra::kept::{Freshness, Loaded};
use crate::infra::live::live;
use crate::modules::guide::paths::ListPage;
use crate::modules::guide::wording as w;
use crate::ui::icon::Icon;
use crate::ui::state::{as_of, skeleton};

/// Shows `ready` once the item is there.
pub fn with_item(
    code: String,
    ready: impl Fn(Arc<Item>) -> AnyView + Send + Clone + 'static,
    missing: impl Fn() + Send + Clone + 'static,
) -> AnyView {
    let loaded = RwSignal::new(Loaded::<Item>::Loading);
    let attempt = RwSignal::new(0_u32);
    Effect::new(move |_| {
        attempt.track();
        let (code, missing) = (code.clone(), missing.clone());
        spawn_local(async move {
            let state = match published::item(&code).await {
                Ok(item) => Loaded::Ready(item, Freshness::Current),
                Err(error) => {
                    missing();
                    Loaded::Failed(error)
                }
            };
            loaded.try_set(state);
        });
    });
    let body = move || match loaded.get() {
        Loaded::Loading => skeleton(),
        Loaded::Failed(_) => failed(attempt),
        Loaded::Ready(item, _) => view! { {line(&item)} {ready(item)} }.into_any(),
    };
    live(body)
}

/// How old the guide is: that a newer one is out, else of when the phone's copy is once the server is found to be out of reach.
fn line(item: &Item) -> AnyView {
    let (version, day) = (item.version, item.published_on.clone());
    live(move || {
        if published::is_newer_than(version) {
            return view! { <p class="asof"><Icon name="clock"/>{w::older(&day)}</p> }.into_any();
        }
        published::catalogue_freshness().and_then(as_of).unwrap_or_else(|| ().into_any())
    })
}

fn failed(attempt: RwSignal<u32>) -> AnyView {
    view! {
        <div class="state" role="alert">
            <Icon name="wifi-slash"/>
            <p>{w::MISSING_TEXT}</p>
            <button class="btn primary" type="button" on:click=move |_| attempt.update(|n| *n += 1)>{w::RETRY}</button>
            <a class="btn" href=ListPage::List.href()>{w::ALL}</a>
        </div>
    }
    .into_any()
}
