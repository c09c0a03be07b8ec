//! 代补正: for somebody at the counter, the fields of the list by the controls of the form; papers that are no field are ticked.

use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::cases::{CaseAction, MissingShown};
use yunlin_api::desk::DeskAct;
use yunlin_api::forms::{Form, FormErrors, FormField, check_step};

use super::work::{Work, text_name};
use crate::desk::{frame, wording as w, wording_case as wc};
use crate::domain::form::{Key, asked_again, page_again};
use crate::domain::published;
use crate::infra::clock;
use crate::questions::{Asked, field, summary, to_summary};

/// One thing of the list, with its field where the form has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Lacking {
    missing: MissingShown,
    field: Option<FormField>,
}

/// The list with its fields.
#[derive(Clone, Debug, PartialEq)]
pub enum Again {
    /// The form is on its way.
    Loading,
    /// It could not be loaded.
    Failed,
    /// Here it is.
    Ready(Vec<Lacking>),
}

/// Fields of the list. Those inside a repeated group cannot be changed one by one, so they are ticked like papers.
fn lacking(form: Option<&Form>, missing: &[MissingShown]) -> Vec<Lacking> {
    let field = |key: &str| form.filter(|f| f.asks(key)).and_then(|f| f.field(key)).map(asked_again);
    missing.iter().map(|m| Lacking { missing: m.clone(), field: field(&m.field) }).collect()
}

fn load(work: Work) {
    let Some(case) = work.case_now() else { return };
    work.again.set(Again::Loading);
    work.sheet.item_name.set_value(case.row.item_name.clone());
    spawn_local(async move {
        let missing = case.supplement.as_ref().map(|s| s.missing.as_slice()).unwrap_or_default();
        let again = match published::settled_forms().await {
            None => Again::Failed,
            Some(forms) => {
                Again::Ready(lacking(forms.forms.iter().find(|f| f.item == case.row.item), missing))
            }
        };
        work.again.try_set(again);
    });
}

/// Fills in what was missing.
#[component]
pub fn FillIn(work: Work) -> impl IntoView {
    load(work);
    let again = move || {
        load(work);
        published::reload_forms();
    };
    let rows = move || {
        match work.again.get() {
        Again::Loading => frame::waiting(),
        Again::Failed => view! {
            <div class="state" role="alert"><p>{wc::NO_FORM}</p><button class="btn" type="button" on:click=move |_| again()>{w::RETRY}</button></div>
        }
        .into_any(),
        Again::Ready(list) => list.into_iter().map(|one| row(work, one)).collect_view().into_any(),
    }
    };
    view! {
        {summary(work.sheet.errors, |_| true, |_| None)}
        <p class="small">{wc::FILL_IN}</p>
        {rows}
    }
}

fn row(work: Work, one: Lacking) -> AnyView {
    let Lacking { missing, field: found } = one;
    let control = match found {
        Some(found) => {
            let key = Key::Field(found.id.clone());
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
    let Again::Ready(list) = work.again.get_untracked() else { return Err(wc::NOT_LOADED.to_owned()) };
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
    let page = page_again(list.into_iter().filter_map(|l| l.field).collect());
    let answers = work.sheet.answers.get_untracked();
    let checked = check_step(&page, &answers, &clock::today());
    work.sheet.errors.set(checked.as_ref().err().cloned().unwrap_or_else(FormErrors::new));
    checked.map(|answers| DeskAct::Supplement { answers }).map_err(|errors| {
        to_summary();
        wc::to_mend(errors.len())
    })
}

#[cfg(test)]
mod tests {
    use yunlin_api::forms::{FieldKind, FormStep, Repeat};
    use yunlin_api::privacy::Tag;

    use super::*;

    fn a_field(id: &str) -> FormField {
        FormField {
            id: id.into(),
            label: id.into(),
            hint: String::new(),
            kind: FieldKind::Name,
            optional: true,
            when: None,
            tag: Tag::Open,
            purpose: String::new(),
            basis: String::new(),
            known: None,
        }
    }

    fn a_page(id: &str, repeat: Option<Repeat>, field: &str) -> FormStep {
        FormStep { id: id.into(), repeat, ..page_again(vec![a_field(field)]) }
    }

    #[test]
    fn a_field_is_asked_and_a_paper_or_a_row_is_ticked() {
        let repeat = Some(Repeat { min: 1, max: 3, one: "孩子".into() });
        let form = Form {
            item: "X".into(),
            version: 1,
            published_on: String::new(),
            title: String::new(),
            real_name: false,
            declaration: String::new(),
            steps: vec![a_page("who", None, "name"), a_page("kids", repeat, "born")],
        };
        let missing =
            |field: &str| MissingShown {
                field: field.into(), label: field.into(), reason: "看不清".into()
            };
        let list = lacking(Some(&form), &["name", "kids.0.born", "户口簿"].map(missing));
        let asked: Vec<bool> = list.iter().map(|l| l.field.is_some()).collect();
        assert_eq!(asked, [true, false, false]);
        assert_eq!(list[0].field.as_ref().map(|f| f.optional), Some(false));
    }
}
