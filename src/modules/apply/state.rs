//! What a page of a form is made of while it is open: answers, what is wrong, whether it is kept.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::forms::{Answer, Answers, FormErrors};

use crate::domain::form::Key;

/// Whether what was typed is on the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing typed yet in this visit.
    Idle,
    /// Being written.
    Busy,
    /// Written.
    Done,
    /// Refused by the phone.
    Failed,
}

/// A sheet that is being filled: a draft, or the list of what was missing.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// Answers so far.
    pub answers: RwSignal<Answers>,
    /// What was wrong at the last 下一步.
    pub errors: RwSignal<FormErrors>,
    /// Whether it is kept.
    pub saving: RwSignal<Saving>,
    /// Name of the item, for the watermark.
    pub item_name: StoredValue<String>,
    /// What the photos belong to.
    pub owner: uuid::Uuid,
    keep: StoredValue<Arc<dyn Fn() + Send + Sync>>,
}

impl Sheet {
    /// A sheet; `keep` runs after every change.
    pub fn new(
        owner: uuid::Uuid,
        item_name: String,
        answers: Answers,
        keep: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let keep: Arc<dyn Fn() + Send + Sync> = Arc::new(keep);
        Self {
            answers: RwSignal::new(answers),
            errors: RwSignal::new(Vec::new()),
            saving: RwSignal::new(Saving::Idle),
            item_name: StoredValue::new(item_name),
            owner,
            keep: StoredValue::new(keep),
        }
    }

    /// Puts an answer down and keeps it.
    pub fn set(self, key: &Key, answer: Option<Answer>) {
        self.answers.update(|answers| key.write(answers, answer));
        self.touch();
    }

    /// One value; an empty one is no answer.
    pub fn set_text(self, key: &Key, value: String) {
        self.set(key, (!value.trim().is_empty()).then_some(Answer::Text(value)));
    }

    /// Several values; none is no answer.
    pub fn set_many(self, key: &Key, values: Vec<String>) {
        self.set(key, (!values.is_empty()).then_some(Answer::Many(values)));
    }

    /// Keeps what is there.
    pub fn touch(self) {
        self.keep.get_value()();
    }

    /// What is wrong with a field.
    pub fn error(self, key: &Key) -> Option<String> {
        let name = key.to_string();
        self.errors.read().iter().find(|e| e.field == name).map(|e| e.detail.clone())
    }
}
