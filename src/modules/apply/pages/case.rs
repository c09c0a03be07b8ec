//! One case: what I must do, both limits, who holds it, what happened, what I sent, what came out.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::apply::{CaseView, GetMyCase, PostUrge};
use yunlin_api::cases::CaseState;
use yunlin_api::endpoint::Nothing;

use crate::infra::kept::{Freshness, Loaded};
use crate::infra::live::words;
use crate::infra::{announce, clock, http};
use crate::modules::apply::components::case_line::{in_parts, tone};
use crate::modules::apply::components::progress::{answers, call, facts, result, timeline};
use crate::modules::apply::components::remote::{Remote, remote};
use crate::modules::apply::paths::{Fill, Follow};
use crate::modules::apply::wording as w;
use crate::ui::page::Page;

/// Builds the page.
pub fn view(id: Uuid) -> AnyView {
    let data: Remote<CaseView> = RwSignal::new(Loaded::Loading);
    let title = Signal::derive(move || match &*data.read() {
        Loaded::Loading => String::new(),
        Loaded::Ready(case, _) => case.case.item_name.clone(),
        Loaded::Failed(_) => w::CASES.to_owned(),
    });
    let read = move || async move { http::get::<GetMyCase>(&[&id.to_string()]).await };
    let said = RwSignal::new(String::new());
    let body = remote(data, read, move |case| body(&case, data, said));
    view! { <Page title=title bar=w::CASES>{body}</Page> }.into_any()
}

fn body(case: &Arc<CaseView>, data: Remote<CaseView>, said: RwSignal<String>) -> AnyView {
    let official =
        case.official_no.clone().map(|no| view! { <p class="dim">{w::official(&no)}</p> }.into_any());
    view! {
        <p class="tags"><span class=tone(case.case.state)>{w::state(case.case.state)}</span></p>
        <p class="dim num">{w::NUMBER}" "<span aria-hidden="true">{in_parts(&case.case.number)}</span><span class="sr">{case.case.number.spoken()}</span></p>
        {official}
        <p class="asof" role="status" hidden=move || said.read().is_empty()>{words(move || said.get())}</p>
        {todo(case)}
        {case.result.as_ref().map(|out| result(case.case.id, out))}
        {rating(case)}
        {facts(&case.clocks, case.case.state, &case.holder)}
        {timeline(&case.events)}
        {answers(case.case.id, &case.answers)}
        {call(&case.holder)}
        {acts(case, data, said)}
    }
    .into_any()
}

/// What the resident must do: everything that is missing, and by when.
fn todo(case: &CaseView) -> Option<AnyView> {
    let list = case.supplement.as_ref()?;
    if !matches!(case.case.state, CaseState::Supplement | CaseState::Lapsed) {
        return None;
    }
    let title = match &list.missing[..] {
        [one] => w::missing_one(&one.label),
        many => w::missing_many(many.len()),
    };
    let rows = list
        .missing
        .iter()
        .map(|m| view! { <li>{w::missing(&m.label, &m.reason)}</li> }.into_any())
        .collect_view();
    let by = if case.case.state == CaseState::Lapsed {
        w::LAPSED.to_owned()
    } else {
        w::missing_by(&clock::day(&list.by), list.estimated)
    };
    Some(
        view! {
            <section class="card todo">
                <h2>{title}</h2>
                <ul class="dots">{rows}</ul>
                <p>{by}</p>
                <a class="btn primary" href=Fill::Complete(case.case.id).href()>{w::COMPLETE}</a>
            </section>
        }
        .into_any(),
    )
}

/// 评价, once, when there is something to rate.
fn rating(case: &CaseView) -> Option<AnyView> {
    if let Some(grade) = case.rated {
        return Some(view! { <p class="dim">{w::rated(grade)}</p> }.into_any());
    }
    let finished =
        matches!(case.case.state, CaseState::Granted | CaseState::Refused | CaseState::NotAccepted);
    finished.then(|| view! { <a class="btn" href=Follow::Rate(case.case.id).href()>{w::RATE}</a> }.into_any())
}

/// 催办 and 撤回, where they are possible now.
fn acts(case: &CaseView, data: Remote<CaseView>, said: RwSignal<String>) -> AnyView {
    let id = case.case.id;
    let key = Uuid::now_v7().to_string();
    let busy = RwSignal::new(false);
    let urge = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let key = key.clone();
        spawn_local(async move {
            let path = id.to_string();
            let text = match http::post_to::<PostUrge>(&[&path], &key, &Nothing {}).await {
                Ok(case) => {
                    data.try_set(Loaded::Ready(Arc::new(case), Freshness::Current));
                    w::URGED.to_owned()
                }
                Err(error) => w::why(&error),
            };
            announce::say(&text);
            said.try_set(text);
            busy.try_set(false);
        });
    };
    let urging = case.may_urge.then(|| {
        view! { <button class="btn" type="button" disabled=move || busy.get() on:click=urge>{w::URGE}</button><p class="small dim">{w::URGE_WHY}</p> }.into_any()
    });
    let withdraw = case
        .may_withdraw
        .then(|| view! { <a class="btn" href=Follow::Withdraw(id).href()>{w::WITHDRAW}</a> }.into_any());
    view! { {urging}{withdraw} }.into_any()
}
