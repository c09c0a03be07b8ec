//! Personal data that is read from the server for one page and never kept on the phone.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::problem::Code;

use crate::domain::session;
use crate::infra::http::CallError;
use crate::infra::kept::{Freshness, Loaded};
use crate::infra::live::live;
use crate::infra::nav;
use crate::modules::apply::wording as w;
use crate::ui::icon::Icon;
use crate::ui::state::skeleton;

/// Where a page's data stands.
pub type Remote<T> = RwSignal<Loaded<T>>;

/// Reads, and shows `ready` when it is there.
pub fn remote<T, F>(
    data: Remote<T>,
    read: impl Fn() -> F + Clone + Send + Sync + 'static,
    ready: impl Fn(Arc<T>) -> AnyView + Send + Clone + 'static,
) -> AnyView
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, CallError>> + 'static,
{
    let attempt = RwSignal::new(0_u32);
    let lost = session::left();
    Effect::new(move |_| {
        attempt.track();
        data.set(Loaded::Loading);
        let reading = read();
        spawn_local(async move {
            let state = match reading.await {
                Ok(value) => Loaded::Ready(Arc::new(value), Freshness::Current),
                Err(error) => Loaded::Failed(error),
            };
            data.try_set(state);
        });
    });
    let body = move || match data.get() {
        _ if lost.get() => sign_in(),
        Loaded::Loading => skeleton(),
        Loaded::Failed(error) => failed(&error, attempt),
        Loaded::Ready(value, _) => ready(value),
    };
    live(body)
}

fn failed(error: &CallError, attempt: RwSignal<u32>) -> AnyView {
    if let CallError::Refused(problem) = error
        && problem.code == Code::SignIn
    {
        return sign_in();
    }
    let (title, text) = match error {
        CallError::Offline => (Some(w::NEED_SIGNAL), w::NEED_SIGNAL_WHY.to_owned()),
        CallError::Refused(problem) if problem.code == Code::NotFound => (None, w::NO_CASE.to_owned()),
        other => (None, w::why(other)),
    };
    view! {
        <div class="state" role="alert">
            <Icon name="wifi-slash"/>
            {title.map(|title| view! { <h2>{title}</h2> }.into_any())}
            <p>{text}</p>
            <button class="btn primary" type="button" on:click=move |_| attempt.update(|n| *n += 1)>{w::RETRY}</button>
            <a class="btn" href="tel:12345">{w::CALL}</a>
        </div>
    }
    .into_any()
}

/// Asks to sign in and come back here.
pub fn sign_in() -> AnyView {
    let address = nav::address().get_untracked();
    let here =
        if address.query.is_empty() { address.path } else { format!("{}?{}", address.path, address.query) };
    view! {
        <section class="card ask">
            <h2>{w::SIGN_IN}</h2>
            <p>{w::SIGN_IN_WHY}</p>
            <a class="btn primary" href=session::href_to_sign_in(&here)>{w::SIGN_IN_GO}</a>
            <a class="btn" href="/apply/progress">{w::PROGRESS}</a>
        </section>
    }
    .into_any()
}
