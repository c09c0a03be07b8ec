//! The search page: one field; results while typing; the words stand in the address.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use yunlin_api::endpoint::encode_segment;
use yunlin_api::search::Engine;

use super::results::{engine, results};
use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::infra::nav;
use crate::shell::wording as w;
use crate::ui::icon::Icon;
use crate::ui::page::Page as Frame;
use crate::ui::state::loaded;

/// What people ask most; also offered before anything is typed.
const ASKS: &[&str] =
    &["没单位怎么交社保", "老人证怎么办", "生孩子要登记吗", "失业了能领钱吗", "异地看病报销", "租房补贴"];

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
    let places = published::places();
    let built = Memo::new_with_compare(move |_| ready_engine(&places), |_, _| true);
    view! {
        <Frame title=w::SEARCH>
            <Field typed=typed/>
            {loaded(published::catalogue(), published::reload_catalogue, move |_| {
                view! { {move || built.get().map(|engine| answer(&engine.0, typed))} }.into_any()
            })}
        </Frame>
    }
    .into_any()
}

/// The engine once the catalogue is there; compared by identity only.
#[derive(Clone)]
struct Built(Arc<Engine>);

impl PartialEq for Built {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

fn ready_engine(places: &ArcRwSignal<Loaded<yunlin_api::community::Places>>) -> Option<Built> {
    let Loaded::Ready(catalogue, _) = published::catalogue().get() else { return None };
    let places = match places.get() {
        Loaded::Ready(places, _) => Some(places),
        _ => None,
    };
    Some(Built(Arc::new(engine(&catalogue, places.as_deref()))))
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
}

fn answer(engine: &Arc<Engine>, typed: RwSignal<String>) -> AnyView {
    let engine = engine.clone();
    let body = move || {
        let query = typed.get();
        if query.trim().is_empty() { asks() } else { results(&engine, query.trim()) }
    };
    view! { {body} }.into_any()
}

fn asks() -> AnyView {
    let links = ASKS.iter().map(|ask| {
        let mut href = String::from("/search?q=");
        encode_segment(ask, &mut href);
        view! { <a class="chip" href=href>{*ask}</a> }
    });
    view! {
        <section class="card">
            <h2>"大家常问"</h2>
            <div class="chips">{links.collect_view()}</div>
            <p class="small dim">"可以打字、语音输入，也可以打拼音或首字母，例如「dibao」「cjrz」。"</p>
        </section>
    }
    .into_any()
}
