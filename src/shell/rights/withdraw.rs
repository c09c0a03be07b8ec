//! Taking the consent back, as easily as it was given.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::wording as w;
use crate::domain::{consent, session};
use crate::shell::own::{sentence, signed_in};
use crate::shell::wording_own as own;
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    let page = || view! { <Withdraw/> }.into_any();
    view! { <Frame title=w::WITHDRAW>{signed_in("/me/data/withdraw", page)}</Frame> }.into_any()
}

#[component]
fn Withdraw() -> impl IntoView {
    let said = RwSignal::new(None::<Result<(), String>>);
    let busy = RwSignal::new(false);
    let withdraw = move |_| {
        busy.set(true);
        spawn_local(async move {
            said.try_set(Some(consent::tell(false).await.map_err(sentence)));
            busy.try_set(false);
        });
    };
    let given = Memo::new(|_| session::me().is_some_and(|me| me.consent.is_some()));
    let done = move || matches!(said.get(), Some(Ok(())));
    let wrong = move || said.get().and_then(Result::err);
    view! {
        <section class="card">
            {w::WITHDRAW_TEXT.map(|line| view! { <p>{line}</p> }).collect_view()}
            {move || wrong().map(|text| view! { <p class="error" role="alert">{text}</p> })}
            <Show when=move || given.get() && !done() fallback=move || view! { <p role="status"><b>{if done() { w::WITHDRAW_DONE } else { w::WITHDRAW_NONE }}</b></p> }>
                <button class="btn" type="button" disabled=move || busy.get() on:click=withdraw>
                    {move || if busy.get() { own::SENDING } else { w::WITHDRAW_GO }}
                </button>
            </Show>
            <a class="btn" href="/me/data">{own::CANCEL}</a>
        </section>
    }
}
