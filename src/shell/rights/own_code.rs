//! A code to the number of the account, asked for beside the session: where one moves it, or has everything shown in clear.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::identity::CodeBy;
use yunlin_api::privacy::{PostOwnCode, SendOwnCode};

use super::wording as w;
use crate::domain::session;
use crate::infra::http;
use crate::infra::live::{live, words};
use crate::shell::wording_own as own;
use crate::ui::field::{Field, Keys, Wrong};

const CODE: Keys = Keys { kind: "text", mode: "numeric", complete: "one-time-code", most: "12" };

/// Asks for the code and takes it.
#[component]
pub(super) fn OwnCode(
    /// Id of the field, as refusals name it.
    id: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong in the form.
    wrong: RwSignal<Vec<Wrong>>,
) -> impl IntoView {
    let sent = RwSignal::new(None::<Option<String>>);
    let send = move |by: CodeBy| {
        spawn_local(async move {
            match http::post::<PostOwnCode>(&Uuid::now_v7().to_string(), &SendOwnCode { by }).await {
                Ok(answer) => drop(sent.try_set(Some(answer.demo_code))),
                Err(error) => drop(wrong.try_set(Wrong::of(error, id, own::NEEDS_NETWORK))),
            }
        });
    };
    let number = move || w::code_to(&session::me().map(|me| me.phone_masked.clone()).unwrap_or_default());
    view! {
        <p class="small dim">{words(number)}</p>
        <div class="two">
            <button class="btn" type="button" on:click=move |_| send(CodeBy::Sms)>{w::SEND_OWN_CODE}</button>
            <button class="btn" type="button" on:click=move |_| send(CodeBy::Voice)>{w::CALL_ME}</button>
        </div>
        {live(move || sent.get().map_or_else(|| ().into_any(), told))}
        <Field id=id label=w::OWN_CODE hint=w::CODE_HINT keys=CODE value=value wrong=wrong/>
    }
    .into_any()
}

/// That a code is under way; with demo data, the code.
pub(super) fn told(demo: Option<String>) -> AnyView {
    view! {
        <p class="small" role="status">{w::CODE_SENT}</p>
        {demo.map(|code| view! { <p class="asof"><b class="tag">{w::DEMO}</b>{w::demo_code(&code)}</p> })}
    }
    .into_any()
}
