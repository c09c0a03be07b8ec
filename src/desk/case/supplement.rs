//! 一次性补正: one complete list with a preview of what the applicant will read.

use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::apply::ShownAnswer;
use yunlin_api::cases::CaseAction;
use yunlin_api::desk::DeskAct;

use super::fields::{Area, joined};
use super::missing;
use super::work::{Work, text_name};
use crate::desk::wording_case as wc;
use crate::domain::published;

/// The act out of the list.
pub fn ask(work: Work) -> Result<DeskAct, String> {
    let Some(case) = work.case_now() else { return Err(wc::NOT_LOADED.to_owned()) };
    let second = missing::is_second(&case.events);
    let texts = work.texts.read_untracked();
    let why = texts.get(&text_name(CaseAction::AskSupplement, "second")).cloned().unwrap_or_default();
    missing::act(&work.lacks.read_untracked(), &case.answers, second, &why)
}

/// The list to choose from, reasons, preview. A case without a form offers the papers of its item.
#[component]
pub fn AskList(work: Work) -> impl IntoView {
    let offered = RwSignal::new(work.case_now().map(|case| case.answers.clone()).unwrap_or_default());
    let second = work.case_now().is_some_and(|case| missing::is_second(&case.events));
    if offered.read_untracked().is_empty()
        && let Some(case) = work.case_now()
    {
        spawn_local(async move {
            if let Ok(item) = published::item(&case.row.item).await {
                offered.try_set(item.text.materials.iter().map(|m| paper(&m.name)).collect());
            }
        });
    }
    let rows = move || {
        let rows = offered.get().into_iter().enumerate();
        rows.map(|(index, answer)| view! { <Row work=work answer=answer first={index == 0}/> }).collect_view()
    };
    view! {
        <p class="small">{wc::ONCE}</p>
        <fieldset><legend>{wc::WHAT_IS_MISSING}</legend>{rows}</fieldset>
        {second.then(|| view! { <Area work=work name=text_name(CaseAction::AskSupplement, "second") label=wc::SECOND hint=wc::SECOND_HINT/> })}
        <Preview work=work offered=offered/>
    }
}

/// A paper of the item, for a case that was taken in without answers: its name is its key.
fn paper(name: &str) -> ShownAnswer {
    ShownAnswer { field: name.to_owned(), label: name.to_owned(), value: String::new(), files: Vec::new() }
}

/// What the applicant will read.
#[component]
fn Preview(work: Work, offered: RwSignal<Vec<ShownAnswer>>) -> impl IntoView {
    let rows = move || {
        let offered = offered.get();
        let label = |field: &str| {
            offered.iter().find(|a| a.field == field).map_or_else(|| field.to_owned(), |a| a.label.clone())
        };
        let lacks = work.lacks.get().list.into_iter();
        lacks.map(|lack| view! { <li><b>{label(&lack.field)}</b>"："{lack.reason}</li> }).collect_view()
    };
    view! {
        <Show when=move || !work.lacks.read().list.is_empty()>
            <div class="d-preview"><p class="small dim">{wc::PREVIEW}</p><p>{wc::PREVIEW_HEAD}</p><ul class="dots">{rows}</ul></div>
        </Show>
    }
}

#[component]
fn Row(work: Work, answer: ShownAnswer, first: bool) -> impl IntoView {
    let field = StoredValue::new(answer.field.clone());
    let photo = !answer.files.is_empty();
    let on = Memo::new(move |_| field.with_value(|f| work.lacks.read().has(f)));
    let toggle = move |_| {
        let was = on.get_untracked();
        field
            .with_value(|f| work.lacks.update(|lacks| if was { lacks.drop(f) } else { lacks.choose(f, "") }));
    };
    let typed = move |text: String| field.with_value(|f| work.lacks.update(|lacks| lacks.reason(f, &text)));
    let reason = move || field.with_value(|f| work.lacks.read().reason_of(f));
    let quick = if photo { wc::PHOTO_REASONS } else { wc::TEXT_REASONS };
    let phrases = move || {
        quick
            .iter()
            .map(|phrase| {
                let take = move |_| {
                    typed(joined(&field.with_value(|f| work.lacks.read_untracked().reason_of(f)), phrase));
                };
                view! { <button class="d-phrase" type="button" on:click=take>{*phrase}</button> }
            })
            .collect_view()
    };
    let label = answer.label.clone();
    view! {
        <label class="radio d-lack"><input type="checkbox" autofocus=first prop:checked=move || on.get() on:change=toggle/>{answer.label}</label>
        <Show when=move || on.get()>
            <label class="field d-reason">{wc::WHAT_IS_WRONG}<span class="sr">{label.clone()}</span>
                <input type="text" maxlength="200" autocomplete="off" prop:value=reason on:input=move |e| typed(event_target_value(&e))/></label>
            <p class="d-phrases">{phrases}</p>
        </Show>
    }
}
