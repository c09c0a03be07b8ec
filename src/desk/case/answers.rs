//! What was submitted: photos, each marked clear or not, and answers, personal ones masked.

use leptos::prelude::*;
use yunlin_api::apply::ShownAnswer;
use yunlin_api::desk::{DeskCase, PersonalField};

use super::personal::Masked;
use super::viewer;
use super::work::Work;
use crate::desk::icons::{self, Sign};
use crate::desk::wording_case as wc;

/// Photos with their marks.
#[component]
pub fn Materials(work: Work) -> impl IntoView {
    let rows = Memo::new(move |_| work.now().map(|case| with_photos(&case)).unwrap_or_default());
    let list = move || {
        rows.get()
            .into_iter()
            .map(|(first, answer)| view! { <Material work=work answer=answer first=first/> })
            .collect_view()
    };
    view! {
        <Show when=move || !rows.read().is_empty()>
            <section class="d-card" aria-labelledby="case-papers">
                <h3 id="case-papers">{wc::PAPERS}</h3>
                <p class="small dim">{wc::PAPERS_LOGGED}</p>
                <ul class="cells d-papers">{list}</ul>
            </section>
        </Show>
    }
}

/// Answers that hold photos, each with the number of its first photo among all, from 1.
fn with_photos(case: &DeskCase) -> Vec<(usize, ShownAnswer)> {
    let mut next = 1;
    let mut rows = Vec::new();
    for answer in case.answers.iter().filter(|a| !a.files.is_empty()) {
        rows.push((next, answer.clone()));
        next += answer.files.len();
    }
    rows
}

#[component]
fn Material(work: Work, answer: ShownAnswer, first: usize) -> impl IntoView {
    let count = answer.files.len();
    let open = (0..count).map(|index| {
        let words = if count == 1 { wc::LOOK_AT.to_owned() } else { wc::photo(index + 1) };
        let label = answer.label.clone();
        view! { <button class="d-link" type="button" id=viewer::opener_id(first + index) on:click=move |_| viewer::open(first + index)>{words}<span class="sr">{label}</span></button> }
    });
    view! {
        <li>
            <span class="d-paper"><Sign svg=icons::PHOTO/><span>{answer.label.clone()}<small>{open.collect_view()}</small></span></span>
            <Marks work=work field=answer.field.clone() label=answer.label.clone()/>
        </li>
    }
}

/// 清楚 or 看不清; the second puts the field on the list of what is missing.
#[component]
pub fn Marks(work: Work, field: String, label: String) -> impl IntoView {
    let button = |clear: bool, words: &'static str, class: &'static str| {
        let (shown, marked) = (field.clone(), field.clone());
        let on = Memo::new(move |_| work.lacks.read().mark_of(&shown) == Some(clear));
        let mark = move |_| work.lacks.update(|lacks| lacks.mark(&marked, clear));
        view! { <button class=format!("d-mark {class}") type="button" aria-pressed=move || on.get().to_string() on:click=mark>{words}</button> }
    };
    view! { <span class="d-marks" role="group" aria-label=label>{button(true, wc::CLEAR, "good")}{button(false, wc::UNCLEAR, "bad")}</span> }
}

/// The other answers.
#[component]
pub fn Answers(work: Work) -> impl IntoView {
    let rows = Memo::new(move |_| work.now().map(|case| plain(&case)).unwrap_or_default());
    let list = move || {
        rows.get()
            .into_iter()
            .map(|(answer, personal)| {
                let value = match personal {
                    Some(field) => view! { <Masked work=work field=field/> }.into_any(),
                    None => answer.value.clone().into_any(),
                };
                view! { <div><dt>{answer.label}</dt><dd>{value}</dd></div> }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !rows.read().is_empty()>
            <section class="d-card" aria-labelledby="case-answers">
                <h3 id="case-answers">{wc::ANSWERS}</h3>
                <dl class="d-facts">{list}</dl>
            </section>
        </Show>
    }
}

/// Answers without photos, with the key by which a masked one is shown.
fn plain(case: &DeskCase) -> Vec<(ShownAnswer, Option<PersonalField>)> {
    let key = |field: &str| case.personal.iter().find(|p| p.key == format!("answer:{field}")).cloned();
    case.answers.iter().filter(|a| a.files.is_empty()).map(|a| (a.clone(), key(&a.field))).collect()
}
