//! The questions of one page of a form: what is known of the person is not asked.

use leptos::prelude::*;
use yunlin_api::forms::{FormField, FormStep};

use super::field::{Asked, field};
use super::rows::rows;
use super::sheet::Sheet;
use super::why::why;
use crate::domain::form::{Key, Told};

/// All questions of the page, under a heading that its caller shows.
pub fn of_step(sheet: Sheet, step: &FormStep, told: &Told) -> AnyView {
    if let Some(repeat) = &step.repeat {
        return rows(sheet, step.clone(), repeat, told);
    }
    let asked: Vec<_> = step.fields.iter().filter(|f| told.of_field(f).is_none()).collect();
    let alone = asked.len() == 1;
    let one = |f: &&FormField| {
        let said = alone && f.label == step.title;
        field(Asked { sheet, key: Key::Field(f.id.clone()), field: (*f).clone(), said })
    };
    let questions = asked.iter().map(one).collect_view();
    let why = why(sheet, asked.into_iter().cloned().collect());
    view! { {questions}{why} }.into_any()
}
