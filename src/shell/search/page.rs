//! The search page: one field; results while typing; the words stand in the address.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::endpoint::encode_segment;
use yunlin_api::search::{Builder, Engine, Entry};

use super::results::{entries, results};
use super::wording as words;
use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::infra::live::live;
use crate::infra::nav;
use crate::shell::wording as w;
use crate::ui::icon::Icon;
use crate::ui::page::Page as Frame;
use crate::ui::state::{loaded, skeleton};

/// Builds the page.
pub fn view(_: super::Page) -> AnyView {
    let typed = RwSignal::new(nav::address().get_untracked().param("q").unwrap_or_default());
    let address = nav::address();
    // Back and forward, and links to a ready question, change the field from outside.
    Effect::new(move |_| {
        let q = address.get().param("q").unwrap_or_default();
        if q != typed.get_untracked() {
            typed.set(q);
        }
    });
    let engine = RwSignal::new(None::<Arc<Engine>>);
    let (cards, places) = (published::catalogue(), published::places());
    Effect::new(move |_| {
        let Loaded::Ready(catalogue, _) = cards.get() else { return };
        let places = match places.get() {
            Loaded::Loading => return,
            Loaded::Ready(places, _) => Some(places),
            Loaded::Failed(_) => None,
        };
        spawn_local(build(entries(&catalogue, places.as_deref()), engine));
    });
    view! {
        <Frame title=w::SEARCH>
            <Field typed=typed/>
            {loaded(published::catalogue(), published::reload_catalogue, move |_| {
                live(move || engine.get().map_or_else(skeleton, |engine| answer(&engine, typed)))
            })}
        </Frame>
    }
    .into_any()
}

/// Entries taken in before the page gets to breathe: a few milliseconds on a slow phone.
const STEP: usize = 6;

/// Builds the engine without holding up a keystroke.
async fn build(entries: Vec<Entry>, engine: RwSignal<Option<Arc<Engine>>>) {
    let mut builder = Builder::new(entries);
    while !builder.step(STEP) {
        TimeoutFuture::new(0).await;
    }
    engine.try_set(Some(Arc::new(builder.finish())));
}

#[component]
fn Field(typed: RwSignal<String>) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get()
            && typed.get_untracked().is_empty()
        {
            field.focus().unwrap_or_default();
        }
    });
    let input = move |event: web_sys::Event| {
        let value = event_target_value(&event);
        let mut href = String::from("/search?q=");
        encode_segment(&value, &mut href);
        nav::replace(&href);
        typed.set(value);
    };
    view! {
        <form class="searchbox" role="search" on:submit=|e| e.prevent_default()>
            <Icon name="magnifying-glass"/>
            <input type="search" enterkeyhint="search" autocomplete="off" aria-label=w::SEARCH_HINT placeholder=w::SEARCH_HINT
                node_ref=field prop:value=move || typed.get() on:input=input/>
        </form>
    }
    .into_any()
}

fn answer(engine: &Arc<Engine>, typed: RwSignal<String>) -> AnyView {
    let engine = engine.clone();
    let body = move || {
        let query = typed.get();
        if query.trim().is_empty() { asks() } else { results(&engine, query.trim()) }
    };
    live(body)
}

fn asks() -> AnyView {
    let links = words::ASKS.iter().map(|ask| {
        let mut href = String::from("/search?q=");
        encode_segment(ask, &mut href);
        view! { <a class="chip" href=href>{*ask}</a> }
    });
    view! {
        <section class="card">
            <h2>{words::FAQ}</h2>
            <div class="chips">{links.collect_view()}</div>
            <p class="small dim">{words::HOW}</p>
        </section>
    }
    .into_any()
}
