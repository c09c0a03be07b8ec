//! 一次性补正: one complete list with a preview of what the applicant will read.

use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::cases::CaseAction;
use yunlin_api::desk::DeskAct;
use yunlin_api::forms::Askable;

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
    missing::act(&work.lacks.read_untracked(), &case.askable, second, &why)
}

/// The questions of the form, then papers beside it; reasons; preview.
#[component]
pub fn AskList(work: Work) -> impl IntoView {
    let case = work.case_now();
    let asked = case.as_ref().map(|case| case.askable.clone()).unwrap_or_default();
    let second = case.as_ref().is_some_and(|case| missing::is_second(&case.events));
    let offered = RwSignal::new(asked.clone());
    let (formless, item) = (asked.is_empty(), case.map(|case| case.row.item.clone()));
    let rows = asked.into_iter().enumerate();
    let rows = rows.map(|(index, one)| view! { <Row work=work one=one first={index == 0}/> }).collect_view();
    view! {
        <p class="small">{wc::ONCE}</p>
        {(!formless).then(|| view! { <fieldset><legend>{wc::WHAT_IS_MISSING}</legend>{rows}</fieldset> })}
        <Papers work=work item=item offered=offered open=formless/>
        {second.then(|| view! { <Area work=work name=text_name(CaseAction::AskSupplement, "second") label=wc::SECOND hint=wc::SECOND_HINT/> })}
        <Preview work=work offered=offered/>
    }
}

/// A paper that no question stands for: its name is its key.
fn paper(name: &str) -> Askable {
    Askable { field: name.to_owned(), label: name.to_owned(), photo: false }
}

/// Papers of the item that the form does not ask for, and one by its name. Who is asked for one brings all to the counter.
#[component]
fn Papers(work: Work, item: Option<String>, offered: RwSignal<Vec<Askable>>, open: bool) -> impl IntoView {
    let papers = RwSignal::new(Vec::<Askable>::new());
    let name = RwSignal::new(String::new());
    if let Some(item) = item {
        spawn_local(async move {
            let Ok(item) = published::item(&item).await else { return };
            papers.try_set(item.text.materials.iter().map(|m| paper(&m.name)).collect());
        });
    }
    let add = move |_| {
        let one = paper(name.get_untracked().trim());
        if one.field.is_empty() || offered.read_untracked().iter().any(|o| o.field == one.field) {
            return;
        }
        if !papers.read_untracked().contains(&one) {
            papers.update(|all| all.push(one.clone()));
        }
        work.lacks.update(|lacks| lacks.choose(&one.field, ""));
        name.set(String::new());
    };
    view! {
        <details class="d-more-acts" open=open>
            <summary>{wc::MORE_PAPERS}</summary>
            <p class="small dim">{wc::PAPERS_WHY}</p>
            <div role="group" aria-label=wc::MORE_PAPERS>
                <For each=move || papers.get() key=|one| one.field.clone() let:one><Row work=work one=one first=false/></For>
            </div>
            <label class="field">{wc::ANOTHER_PAPER}<input type="text" maxlength="40" autocomplete="off" prop:value=move || name.get() on:input=move |e| name.set(event_target_value(&e))/></label>
            <button class="btn" type="button" on:click=add>{wc::ADD_PAPER}</button>
        </details>
    }
}

/// What the applicant will read.
#[component]
fn Preview(work: Work, offered: RwSignal<Vec<Askable>>) -> impl IntoView {
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
fn Row(work: Work, one: Askable, first: bool) -> impl IntoView {
    let field = StoredValue::new(one.field.clone());
    let on = Memo::new(move |_| field.with_value(|f| work.lacks.read().has(f)));
    let toggle = move |_| {
        let was = on.get_untracked();
        field
            .with_value(|f| work.lacks.update(|lacks| if was { lacks.drop(f) } else { lacks.choose(f, "") }));
    };
    let typed = move |text: String| field.with_value(|f| work.lacks.update(|lacks| lacks.reason(f, &text)));
    let reason = move || field.with_value(|f| work.lacks.read().reason_of(f));
    let quick = if one.photo { wc::PHOTO_REASONS } else { wc::TEXT_REASONS };
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
    let label = one.label.clone();
    view! {
        <label class="radio d-lack"><input type="checkbox" autofocus=first prop:checked=move || on.get() on:change=toggle/>{one.label}</label>
        <Show when=move || on.get()>
            <label class="field d-reason">{wc::WHAT_IS_WRONG}<span class="sr">{label.clone()}</span>
                <input type="text" maxlength="200" autocomplete="off" prop:value=reason on:input=move |e| typed(event_target_value(&e))/></label>
            <p class="d-phrases">{phrases}</p>
        </Show>
    }
}
