//! Taking the consent back, as easily as it was given.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::wording as w;
use crate::domain::{consent, session};
use crate::infra::live::{live, words};
use crate::shell::own::{alert, sentence, signed_in};
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
    let still = Memo::new(move |_| given.get() && !done());
    let button = move || match still.get() {
        true => view! {
            <button class="btn" type="button" disabled=move || busy.get() on:click=withdraw>
                {words(move || if busy.get() { own::SENDING.to_owned() } else { w::WITHDRAW_GO.to_owned() })}
            </button>
        }
        .into_any(),
        false => {
            let text = if done() { w::WITHDRAW_DONE } else { w::WITHDRAW_NONE };
            view! { <p role="status"><b>{text}</b></p> }.into_any()
        }
    };
    view! {
        <section class="card">
            {w::WITHDRAW_TEXT.map(|line| view! { <p>{line}</p> }).collect_view()}
            {alert(wrong)}
            {live(button)}
            <a class="btn" href="/me/data">{own::CANCEL}</a>
        </section>
    }
    .into_any()
}
