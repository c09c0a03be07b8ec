//! A group that may be filled several times: 添加一位, 删除, and 撤销 of the last 删除.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::forms::{Answer, Answers, FormField, FormStep, Repeat};

use super::field::{Asked, field};
use super::sheet::Sheet;
use super::why::why;
use super::wording as w;
use crate::domain::form::{Key, Told};
use crate::infra::live::live;
use crate::infra::{announce, browser};

fn rows_of(answers: &Answers, step: &str) -> Vec<Answers> {
    match answers.get(step) {
        Some(Answer::Rows(rows)) => rows.clone(),
        _ => Vec::new(),
    }
}

/// The group while its page is open.
#[derive(Clone, Copy)]
struct Group {
    sheet: Sheet,
    step: StoredValue<FormStep>,
    one: StoredValue<String>,
    /// Rows are drawn anew only when their number changes, never while somebody types.
    drawn: RwSignal<u32>,
    /// The row that was taken away last.
    gone: RwSignal<Option<(usize, Answers)>>,
}

impl Group {
    fn id(self) -> String {
        self.step.with_value(|step| step.id.clone())
    }

    fn rows(self) -> Vec<Answers> {
        self.sheet.answers.with_untracked(|answers| rows_of(answers, &self.id()))
    }

    fn change(self, edit: impl FnOnce(&mut Vec<Answers>)) {
        let mut rows = self.rows();
        edit(&mut rows);
        self.sheet.answers.update(|answers| drop(answers.insert(self.id(), Answer::Rows(rows))));
        self.sheet.touch();
        self.drawn.update(|n| *n += 1);
    }

    fn add(self) {
        self.gone.set(None);
        self.change(|rows| rows.push(Answers::new()));
        announce::say(&w::row_added(&self.one.get_value()));
        focus(row_id(&self.id(), self.rows().len().saturating_sub(1)));
    }

    fn remove(self, at: usize) {
        let Some(row) = self.rows().get(at).cloned() else { return };
        self.change(|rows| drop(rows.remove(at)));
        self.gone.set(Some((at, row)));
        focus(undo_id(&self.id()));
    }

    fn undo(self) {
        let Some((at, row)) = self.gone.get_untracked() else { return };
        self.change(|rows| rows.insert(at.min(rows.len()), row));
        self.gone.set(None);
        focus(row_id(&self.id(), at));
    }
}

fn row_id(step: &str, row: usize) -> String {
    format!("row-{step}-{row}")
}

fn undo_id(step: &str) -> String {
    format!("undo-{step}")
}

/// Puts the focus where the eye is, once it is drawn.
fn focus(id: String) {
    spawn_local(async move {
        TimeoutFuture::new(0).await;
        if let Some(element) = browser::by_id(&id) {
            element.focus().unwrap_or_default();
        }
    });
}

/// All rows with the buttons.
pub fn rows(sheet: Sheet, step: FormStep, repeat: &Repeat, told: &Told) -> AnyView {
    let id = step.id.clone();
    // A condition on the row itself cannot be looked at here: the question is named all the same.
    let fields = step.fields.iter().map(|f| FormField { when: None, ..f.clone() }).collect();
    let why = why(sheet, fields);
    let group = Group {
        sheet,
        step: StoredValue::new(step),
        one: StoredValue::new(repeat.one.clone()),
        drawn: RwSignal::new(0),
        gone: RwSignal::new(None),
    };
    let (min, max) = (usize::from(repeat.min), usize::from(repeat.max));
    let mut at_first = group.rows();
    if at_first.len() < min {
        at_first.resize(min, Answers::new());
        sheet.answers.update(|answers| drop(answers.insert(id.clone(), Answer::Rows(at_first))));
    }
    let counted = id.clone();
    let room = Memo::new(move |_| sheet.answers.with(|answers| rows_of(answers, &counted).len()) < max);
    let (told, undo) = (told.clone(), undo_id(&id));
    let all = move || {
        group.drawn.track();
        let count = group.rows().len();
        (0..count).map(|row| one_row(group, row, count > min, &told)).collect_view().into_any()
    };
    let gone = move || {
        group.gone.get().map(|(at, _)| view! {
            <span>{w::row_removed(&group.one.get_value(), at + 1)}</span><button class="chip" type="button" id=undo.clone() on:click=move |_| group.undo()>{w::UNDO}</button>
        }.into_any()).into_any()
    };
    let more = move || {
        view! { <button class="btn" type="button" on:click=move |_| group.add()>{w::row_add(&group.one.get_value())}</button> }.into_any()
    };
    view! {
        // What is wrong with the group as a whole leads here.
        <div id=format!("f-{id}") tabindex="-1">{live(all)}</div>
        <p class="gone" role="status">{live(gone)}</p>
        {live(move || room.get().then(more).into_any())}
        {why}
    }
    .into_any()
}

fn one_row(group: Group, row: usize, may_go: bool, told: &Told) -> AnyView {
    let step = group.step.get_value();
    let fields = step.fields.iter().filter(|f| told.of_field(f).is_none()).map(|f| {
        let key = Key::Row { step: step.id.clone(), row, field: f.id.clone() };
        field(Asked { sheet: group.sheet, key, field: f.clone(), said: false })
    });
    let name = format!("{}{}", group.one.get_value(), row + 1);
    let label = w::row_remove(&name);
    let remove = may_go.then(|| {
        view! { <button class="chip" type="button" aria-label=label on:click=move |_| group.remove(row)>{w::REMOVE}</button> }.into_any()
    });
    view! {
        <section class="card row">
            <h2 class="with-end" id=row_id(&step.id, row) tabindex="-1">{name}{remove}</h2>
            {fields.collect_view()}
        </section>
    }
    .into_any()
}
