//! One question with its label, help and what is wrong with it; the control itself by kind.

use leptos::prelude::*;
use yunlin_api::forms::{FieldKind, FormField, visible};

use super::sheet::Sheet;
use super::wording as w;
use super::{choices, dates, photos, texts};
use crate::domain::form::Key;
use crate::infra::live::{live, words};

/// A question and where its answer lies.
#[derive(Clone)]
pub struct Asked {
    /// The sheet.
    pub sheet: Sheet,
    /// The place of the answer.
    pub key: Key,
    /// The question.
    pub field: FormField,
    /// The heading of the page says the same already.
    pub said: bool,
}

impl Asked {
    /// Ids that describe the control, for screen readers.
    pub fn described_by(&self) -> String {
        let id = self.key.dom_id();
        format!("{id}-error {id}-help")
    }

    /// Whether something is wrong with it.
    pub fn is_wrong(&self) -> impl Fn() -> bool + Clone + Send + use<> {
        let (sheet, key) = (self.sheet, self.key.clone());
        move || sheet.error(&key).is_some()
    }

    /// `aria-invalid` of the control.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + use<> {
        let wrong = self.is_wrong();
        move || wrong().then_some("true")
    }
}

/// The question, while its condition holds.
pub fn field(asked: Asked) -> AnyView {
    let (sheet, key, when) = (asked.sheet, asked.key.clone(), asked.field.when.clone());
    let shows = Memo::new(move |_| match &when {
        None => true,
        when => sheet.answers.with(|a| visible(when.as_ref(), &key.around(a))),
    });
    live(move || shows.get().then(|| question(&asked)).into_any())
}

fn question(asked: &Asked) -> AnyView {
    match asked.field.kind {
        FieldKind::Choice { .. } => grouped(asked, choices::one(asked)),
        FieldKind::Many { .. } => grouped(asked, choices::many(asked)),
        FieldKind::Community => grouped(asked, choices::community(asked)),
        FieldKind::Date { .. } => grouped(asked, dates::date(asked)),
        FieldKind::Month { range } => grouped(asked, dates::month(asked, range)),
        FieldKind::Upload { min, max, watermark } => {
            grouped(asked, photos::upload(asked, min, max, watermark))
        }
        _ => single(asked, texts::control(asked)),
    }
}

/// A control with a label.
fn single(asked: &Asked, control: AnyView) -> AnyView {
    let wrong = asked.is_wrong();
    view! {
        <div class="q" class:bad=wrong>
            <label class="q-label" class:sr=asked.said for=asked.key.dom_id()>{label(asked)}</label>
            {help(asked)}
            {error(asked)}
            {control}
        </div>
    }
    .into_any()
}

/// Several controls under one legend.
fn grouped(asked: &Asked, controls: AnyView) -> AnyView {
    let wrong = asked.is_wrong();
    view! {
        <fieldset class="q" class:bad=wrong aria-describedby=asked.described_by()>
            <legend class="q-label" class:sr=asked.said>{label(asked)}</legend>
            {help(asked)}
            {error(asked)}
            {controls}
        </fieldset>
    }
    .into_any()
}

fn label(asked: &Asked) -> String {
    let optional = if asked.field.optional { w::OPTIONAL } else { "" };
    format!("{}{optional}", asked.field.label)
}

/// Help. What a personal answer is for stands once for the page, in [`super::why()`].
fn help(asked: &Asked) -> AnyView {
    let field = &asked.field;
    let hint = (!field.hint.is_empty()).then(|| view! { <p>{field.hint.clone()}</p> }.into_any());
    view! { <div class="q-help" id=format!("{}-help", asked.key.dom_id())>{hint}</div> }.into_any()
}

/// What is wrong, in the words of the summary above.
fn error(asked: &Asked) -> AnyView {
    let (sheet, key) = (asked.sheet, asked.key.clone());
    let id = format!("{}-error", key.dom_id());
    view! { <p class="q-error" id=id>{words(move || sheet.error(&key).unwrap_or_default())}</p> }.into_any()
}
