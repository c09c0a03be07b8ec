//! 撤回: asks once more and says what follows.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::apply::{CaseView, GetMyCase, PostWithdraw, Withdraw};

use crate::infra::kept::Loaded;
use crate::infra::live::words;
use crate::infra::{http, nav};
use crate::modules::apply::components::remote::{Remote, remote};
use crate::modules::apply::components::texts::optional;
use crate::modules::apply::paths::Follow;
use crate::modules::apply::wording as w;
use crate::ui::page::Page;

/// Builds the page.
pub fn view(id: Uuid) -> AnyView {
    let data: Remote<CaseView> = RwSignal::new(Loaded::Loading);
    let read = move || async move { http::get::<GetMyCase>(&[&id.to_string()]).await };
    view! { <Page title=w::WITHDRAW_ASK bar=w::CASES>{remote(data, read, move |case| ask(&case))}</Page> }
        .into_any()
}

fn ask(case: &Arc<CaseView>) -> AnyView {
    let (id, version) = (case.case.id, case.version);
    if !case.may_withdraw {
        return view! { <section class="card ask"><p>{w::NO_WITHDRAW}</p><a class="btn primary" href=Follow::Case(id).href()>{w::SEE_PROGRESS}</a></section> }.into_any();
    }
    let key = Uuid::now_v7().to_string();
    let reason = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let send = move |_| {
        if busy.get_untracked() {
            return;
        }
        let reason = match optional(&reason.get_untracked()) {
            Ok(reason) => reason,
            Err(text) => return wrong.set(text),
        };
        busy.set(true);
        let here = nav::Here::now();
        let key = key.clone();
        let input = Withdraw { version, reason };
        spawn_local(async move {
            match http::post_to::<PostWithdraw>(&[&id.to_string()], &key, &input).await {
                Ok(_) => here.replace(&Follow::Case(id).href()),
                Err(error) => drop(wrong.try_set(w::why(&error))),
            }
            busy.try_set(false);
        });
    };
    let lines = w::WITHDRAW_WHY.map(|line| view! { <li>{line}</li> }.into_any()).collect_view();
    view! {
        <section class="card">
            <p><b>{case.case.item_name.clone()}</b></p>
            <ul class="dots">{lines}</ul>
            <label class="field">{w::WITHDRAW_REASON}<textarea rows="3" maxlength="200" on:input=move |e| reason.set(event_target_value(&e))></textarea></label>
        </section>
        <p class="error" role="alert" hidden=move || wrong.read().is_empty()>{words(move || wrong.get())}</p>
        <a class="btn primary" href=Follow::Case(id).href()>{w::KEEP}</a>
        <button class="btn" type="button" disabled=move || busy.get() on:click=send>{w::WITHDRAW}</button>
    }
    .into_any()
}
