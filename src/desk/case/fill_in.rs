//! 代补正: for somebody at the counter, the questions of the list by the controls of the form; papers beside it are ticked.

use leptos::prelude::*;
use yunlin_api::cases::{CaseAction, MissingShown};
use yunlin_api::desk::DeskAct;
use yunlin_api::forms::{FormErrors, FormField, check_step};

use super::work::{Work, text_name};
use crate::desk::wording_case as wc;
use crate::domain::form::{Key, asked_again, page_again};
use crate::infra::clock;
use crate::questions::{Asked, field, summary, to_summary};

/// One thing of the list, with its question where the form has one.
#[derive(Clone, Debug, PartialEq)]
struct Lacking {
    missing: MissingShown,
    field: Option<FormField>,
}

/// The list with its questions, as the form that was filled asks them.
fn lacking(work: Work) -> Vec<Lacking> {
    let list = work.case_now().and_then(|case| case.supplement.clone());
    let Some(list) = list else { return Vec::new() };
    let field = |key: &str| list.fields.get(key).map(asked_again);
    list.missing.iter().map(|m| Lacking { missing: m.clone(), field: field(&m.field) }).collect()
}

/// Fills in what was missing.
#[component]
pub fn FillIn(work: Work) -> impl IntoView {
    if let Some(case) = work.case_now() {
        work.sheet.item_name.set_value(case.row.item_name.clone());
    }
    view! {
        {summary(work.sheet.errors, |_| true, |_| None)}
        <p class="small">{wc::FILL_IN}</p>
        {lacking(work).into_iter().map(|one| row(work, one)).collect_view()}
    }
}

fn row(work: Work, one: Lacking) -> AnyView {
    let Lacking { missing, field: found } = one;
    let control = match found {
        Some(found) => {
            let key = Key::parse(&missing.field);
            field(Asked { sheet: work.sheet, key, field: found, said: false })
        }
        None => {
            let name = seen_name(&missing.field);
            let (shown, ticked) = (name.clone(), name);
            let tick = move |event| {
                let on = event_target_checked(&event);
                work.put(&ticked, if on { "1" } else { "" }.to_owned());
            };
            view! { <label class="radio"><input type="checkbox" prop:checked=move || !work.text(&shown).is_empty() on:change=tick/><span>{wc::SEEN}<span class="sr">{missing.label.clone()}</span></span></label> }
                .into_any()
        }
    };
    view! { <div class="d-lack-row"><p><b>{missing.label}</b>"："{missing.reason}</p>{control}</div> }
        .into_any()
}

/// Name of the tick of a paper among the texts of the act.
fn seen_name(field: &str) -> String {
    text_name(CaseAction::Supplement, field)
}

/// The act out of what was filled in, or what is still to be done; wrong fields are named above them.
pub fn fill(work: Work) -> Result<DeskAct, String> {
    let list = lacking(work);
    if work.sheet.working.get_untracked() > 0 {
        return Err(wc::PHOTOS_WAIT.to_owned());
    }
    let texts = work.texts.get_untracked();
    let unseen = |l: &&Lacking| {
        l.field.is_none() && texts.get(&seen_name(&l.missing.field)).is_none_or(String::is_empty)
    };
    if let Some(one) = list.iter().find(unseen) {
        return Err(wc::still_missing(&one.missing.label));
    }
    // What is inside a repeated group is checked by the server.
    let of_page = list.into_iter().filter(|l| matches!(Key::parse(&l.missing.field), Key::Field(_)));
    let page = page_again(of_page.filter_map(|l| l.field).collect());
    let mut answers = work.sheet.answers.get_untracked();
    let checked = check_step(&page, &answers, &clock::today());
    work.sheet.errors.set(checked.as_ref().err().cloned().unwrap_or_else(FormErrors::new));
    checked
        .map(|clean| {
            answers.extend(clean);
            DeskAct::Supplement { answers }
        })
        .map_err(|errors| {
            to_summary();
            wc::to_mend(errors.len())
        })
}
