//! A group that may be filled several times: 添加一位, 删除, and 撤销 of the last 删除.

use leptos::prelude::*;
use yunlin_api::forms::{Answer, Answers, FormStep, Repeat};

use super::field::{Asked, field};
use super::sheet::Sheet;
use super::wording as w;
use crate::domain::form::{Key, Told};
use crate::infra::announce;

fn rows_of(answers: &Answers, step: &str) -> Vec<Answers> {
    match answers.get(step) {
        Some(Answer::Rows(rows)) => rows.clone(),
        _ => Vec::new(),
    }
}

/// All rows with the buttons.
pub fn rows(sheet: Sheet, step: FormStep, repeat: Repeat, told: &Told) -> AnyView {
    let id = step.id.clone();
    let mut at_first = sheet.answers.with_untracked(|a| rows_of(a, &id));
    if at_first.len() < usize::from(repeat.min) {
        at_first.resize(usize::from(repeat.min), Answers::new());
        sheet.answers.update(|a| drop(a.insert(id.clone(), Answer::Rows(at_first.clone()))));
    }
    // Rows are drawn anew only when their number changes, never while somebody types.
    let drawn = RwSignal::new(0_u32);
    let gone = RwSignal::new(None::<(usize, Answers)>);
    let change = {
        let id = id.clone();
        move |edit: &dyn Fn(&mut Vec<Answers>)| {
            sheet.answers.update(|answers| {
                let mut rows = rows_of(answers, &id);
                edit(&mut rows);
                answers.insert(id.clone(), Answer::Rows(rows));
            });
            sheet.touch();
            drawn.update(|n| *n += 1);
        }
    };
    let count = {
        let id = id.clone();
        move || sheet.answers.with(|a| rows_of(a, &id).len())
    };
    let one = repeat.one.clone();
    let list = list(sheet, step, &repeat, told.clone(), drawn, gone, change.clone());
    let add = {
        let (change, one) = (change.clone(), one.clone());
        move |_| {
            gone.set(None);
            change(&|rows| rows.push(Answers::new()));
            announce::say(&w::row_added(&one));
        }
    };
    let undo = move |_| {
        let Some((at, row)) = gone.get_untracked() else { return };
        change(&|rows| rows.insert(at.min(rows.len()), row.clone()));
        gone.set(None);
    };
    let said = one.clone();
    let room = move || count() < usize::from(repeat.max);
    view! {
        {list}
        <p class="gone" role="status">
            {move || gone.get().map(|(at, _)| view! { <span>{w::row_removed(&said, at + 1)}</span><button class="chip" type="button" on:click=undo.clone()>{w::UNDO}</button> })}
        </p>
        <Show when=room><button class="btn" type="button" on:click=add.clone()>{w::row_add(&one)}</button></Show>
    }
    .into_any()
}

fn list(
    sheet: Sheet,
    step: FormStep,
    repeat: &Repeat,
    told: Told,
    drawn: RwSignal<u32>,
    gone: RwSignal<Option<(usize, Answers)>>,
    change: impl Fn(&dyn Fn(&mut Vec<Answers>)) + Clone + Send + 'static,
) -> AnyView {
    let (one, min) = (repeat.one.clone(), usize::from(repeat.min));
    let all = move || {
        drawn.track();
        let rows = sheet.answers.with_untracked(|a| rows_of(a, &step.id));
        let many = rows.len() > min;
        let one_row = |row: usize| {
            let fields = step.fields.iter().filter(|f| told.of_field(f).is_none()).map(|f| {
                let key = Key::Row { step: step.id.clone(), row, field: f.id.clone() };
                field(Asked { sheet, key, field: f.clone(), said: false })
            });
            let change = change.clone();
            let id = step.id.clone();
            let remove = move |_| {
                let kept = sheet.answers.with_untracked(|a| rows_of(a, &id).get(row).cloned());
                change(&|rows| {
                    if row < rows.len() {
                        rows.remove(row);
                    }
                });
                gone.set(kept.map(|answers| (row, answers)));
            };
            let name = format!("{one}{}", row + 1);
            let label = w::row_remove(&name);
            view! {
                <section class="card row">
                    <h2 class="with-end">{name}{many.then(|| view! { <button class="chip" type="button" aria-label=label on:click=remove>{w::REMOVE}</button> })}</h2>
                    {fields.collect_view()}
                </section>
            }
        };
        (0..rows.len()).map(one_row).collect_view()
    };
    view! { {all} }.into_any()
}
