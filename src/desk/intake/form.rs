//! The form of the item, all of it on one page: what is known of the person is not asked. Or it stays on paper.

use leptos::prelude::*;
use yunlin_api::forms::{Answers, Form, FormStep, Known};

use super::kept;
use super::state::{Draft, Filled, ItsForm};
use crate::desk::photos::AtCounter;
use crate::desk::wording_intake as w;
use crate::domain::form::{Told, for_counter, shown_steps};
use crate::questions::{Sheet, of_step, summary};

/// What the server may know already.
const KNOWN: [Known; 3] = [Known::Name, Known::IdNumber, Known::Phone];

/// What is wrong in the form; stands above everything else.
#[component]
pub fn Wrongs(draft: Draft) -> impl IntoView {
    move || draft.asked().map(|filled| summary(filled.sheet.errors, |_| true, |_| None))
}

/// The form, where the item has one.
#[component]
pub fn Questions(draft: Draft) -> impl IntoView {
    move || match draft.form.get() {
        ItsForm::None => ().into_any(),
        ItsForm::Failed => view! {
            <section class="d-card"><h2>{w::FORM}</h2><p>{w::FORM_NOT_LOADED}</p></section>
        }
        .into_any(),
        ItsForm::Found(form) => whole(draft, for_counter(*form)),
    }
}

fn whole(draft: Draft, form: Form) -> AnyView {
    let filled = draft.filled.get_untracked().unwrap_or_else(|| kept::within(draft, || empty(draft, form)));
    draft.filled.set(Some(filled));
    let ways = [(false, w::FORM_NOW), (true, w::FORM_PAPER)].map(|(paper, words)| {
        view! { <label class="radio"><input type="radio" name="form-way" prop:checked=move || draft.paper.get() == paper on:change=move |_| draft.paper.set(paper)/>{words}</label> }
    });
    view! {
        <section class="d-card">
            <h2>{w::FORM}</h2>
            <fieldset><legend class="sr">{w::FORM}</legend><div class="d-radios">{ways.collect_view()}</div></fieldset>
            <Show when=move || draft.paper.get() fallback=move || view! { <Sections draft=draft filled=filled/> }>
                <p class="dim">{w::FORM_PAPER_HINT}</p>
            </Show>
        </section>
    }
    .into_any()
}

fn empty(draft: Draft, form: Form) -> Filled {
    let name = draft.item.with_untracked(|i| i.as_ref().map(|i| i.name.clone()).unwrap_or_default());
    let sheet = Sheet::new(name, Answers::new(), AtCounter::new(), || ());
    Filled { form: StoredValue::new(form), sheet }
}

/// The questions, once it is known who is asked: drawn anew only when something else of the person is known.
#[component]
fn Sections(draft: Draft, filled: Filled) -> impl IntoView {
    let told = Memo::new(move |_| draft.told());
    let knows = Memo::new(move |_| told.with(|told| KNOWN.map(|k| told.value(k).is_some())));
    let somebody = Memo::new(move |_| draft.has_person());
    move || {
        if !somebody.get() {
            return view! { <p class="dim">{w::FORM_PERSON_FIRST}</p> }.into_any();
        }
        knows.track();
        sections(filled, &told.get_untracked())
    }
}

fn sections(filled: Filled, told: &Told) -> AnyView {
    let form = filled.form.get_value();
    let known: Vec<String> = form
        .steps
        .iter()
        .filter(|s| s.repeat.is_none())
        .flat_map(|s| &s.fields)
        .filter(|f| told.of_field(f).is_some())
        .map(|f| f.label.clone())
        .collect();
    let known = (!known.is_empty()).then(|| view! { <p>{w::known(&known)}</p> });
    let known_too = told.clone();
    let shown = Memo::new(move |_| {
        let ids = |form: &Form, answers: &Answers| {
            shown_steps(form, answers, &known_too).iter().map(|s| s.id.clone()).collect::<Vec<_>>()
        };
        filled.sheet.answers.with(|answers| filled.form.with_value(|form| ids(form, answers)))
    });
    let steps = form.steps.into_iter().map(|step| {
        let (id, told) = (step.id.clone(), told.clone());
        let shows = Memo::new(move |_| shown.read().contains(&id));
        move || shows.get().then(|| section(filled.sheet, &step, &told))
    });
    view! { {known}<p class="small dim">{w::FORM_PHOTOS}</p>{steps.collect_view()} }.into_any()
}

fn section(sheet: Sheet, step: &FormStep, told: &Told) -> AnyView {
    let id = format!("step-{}", step.id);
    let hint = (!step.hint.is_empty()).then(|| view! { <p class="small dim">{step.hint.clone()}</p> });
    view! {
        <section class="d-step" aria-labelledby=id.clone()><h3 id=id.clone()>{step.title.clone()}</h3>{hint}{of_step(sheet, step, told)}</section>
    }
    .into_any()
}
