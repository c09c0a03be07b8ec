//! The four states of everything that is loaded: loading, ready, empty, failed; and the line that says how old it is.

use std::sync::Arc;

use leptos::prelude::*;

use super::icon::Icon;
use super::wording as w;
use crate::infra::clock;
use crate::infra::http::CallError;
use crate::infra::kept::{Freshness, Loaded};
use crate::infra::live::live;

/// Shows `ready` when the value is there, else a skeleton or what to do.
pub fn loaded<T: Send + Sync + 'static>(
    signal: ArcRwSignal<Loaded<T>>,
    retry: fn(),
    ready: impl Fn(Arc<T>) -> AnyView + Send + Clone + 'static,
) -> AnyView {
    live(move || match signal.get() {
        Loaded::Loading => skeleton(),
        Loaded::Failed(error) => failed(&error, retry),
        Loaded::Ready(value, freshness) => view! { {as_of(freshness)} {ready(value)} }.into_any(),
    })
}

/// Grey bars in the shape of a list.
pub fn skeleton() -> AnyView {
    view! {
        <div class="card" aria-busy="true">
            <p class="sr" role="status">{w::LOADING}</p>
            <div class="bone"></div><div class="bone"></div><div class="bone"></div><div class="bone"></div>
        </div>
    }
    .into_any()
}

/// Nothing to show: why, what to do next, whom to call.
pub fn failed(error: &CallError, retry: impl Fn() + 'static) -> AnyView {
    failure(error, Box::new(retry))
}

/// One copy for every way to try again.
fn failure(error: &CallError, retry: Box<dyn Fn()>) -> AnyView {
    let text = match error {
        CallError::Offline => w::OFFLINE.to_owned(),
        CallError::Refused(problem) => problem.detail.clone(),
        CallError::Unreadable => w::UNREADABLE.to_owned(),
    };
    view! {
        <div class="state" role="alert">
            <Icon name="wifi-slash"/>
            <p>{text}</p>
            <button class="btn primary" type="button" on:click=move |_| retry()>{w::RETRY}</button>
            <a class="btn" href="tel:12345">{w::CALL}</a>
        </div>
    }
    .into_any()
}

/// 「离线内容，更新于 …」
pub fn as_of(freshness: Freshness) -> Option<AnyView> {
    let Freshness::Offline(at) = freshness else { return None };
    Some(view! { <p class="asof"><Icon name="clock"/>{w::as_of(&clock::stamp(at))}</p> }.into_any())
}
