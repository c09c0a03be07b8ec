//! The four states of everything that is loaded: loading, ready, empty, failed; and the line that says how old it is.

use std::sync::Arc;

use leptos::prelude::*;

use super::icon::Icon;
use crate::infra::clock;
use crate::infra::http::CallError;
use crate::infra::kept::{Freshness, Loaded};

/// Shows `ready` when the value is there, else a skeleton or what to do.
pub fn loaded<T: Send + Sync + 'static>(
    signal: ArcRwSignal<Loaded<T>>,
    retry: fn(),
    ready: impl Fn(Arc<T>) -> AnyView + Send + Clone + 'static,
) -> impl IntoView {
    move || match signal.get() {
        Loaded::Loading => skeleton(),
        Loaded::Failed(error) => failed(&error, retry),
        Loaded::Ready(value, freshness) => view! { {as_of(freshness)} {ready(value)} }.into_any(),
    }
}

/// Grey bars in the shape of a list.
pub fn skeleton() -> AnyView {
    view! {
        <div class="card" aria-busy="true">
            <p class="sr" role="status">"正在加载，请稍候"</p>
            <div class="bone"></div><div class="bone"></div><div class="bone"></div><div class="bone"></div>
        </div>
    }
    .into_any()
}

/// Nothing to show: why, what to do next, whom to call.
pub fn failed(error: &CallError, retry: fn()) -> AnyView {
    let text = match error {
        CallError::Offline => {
            "没有连上网络，这部分内容手机里还没有。请到有信号的地方点「重试」，或拨打12345。".to_owned()
        }
        CallError::Refused(problem) => problem.detail.clone(),
        CallError::Unreadable => "内容版本不一致，请点「重试」；还不行请关闭后重新打开。".to_owned(),
    };
    view! {
        <div class="state" role="alert">
            <Icon name="wifi-slash"/>
            <p>{text}</p>
            <button class="btn primary" type="button" on:click=move |_| retry()>"重试"</button>
            <a class="btn" href="tel:12345">"拨打 12345"</a>
        </div>
    }
    .into_any()
}

/// 「离线内容，更新于 …」
pub fn as_of(freshness: Freshness) -> Option<AnyView> {
    let Freshness::Offline(at) = freshness else { return None };
    Some(
        view! { <p class="asof"><Icon name="clock"/>{format!("离线内容，更新于 {}", clock::stamp(at))}</p> }
            .into_any(),
    )
}
