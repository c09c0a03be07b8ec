//! A draft while its pages are open: kept at every input, one write at a time.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::forms::{Answers, FormStep};
use yunlin_api::problem::FieldError;

use crate::domain::form::{Draft, Told, shown_steps};
use crate::domain::outbox::Saved;
use crate::infra::clock;
use crate::modules::apply::keep::{self, Vault};
use crate::questions::{Saving, Sheet};

/// Everything that the pages of one draft share.
#[derive(Clone, Copy)]
pub struct Filling {
    /// Answers and what is wrong with them.
    pub sheet: Sheet,
    /// The rest of the draft.
    pub draft: StoredValue<Draft>,
    /// The page before the current one, when it was left by 下一步 in this visit.
    pub trail: StoredValue<Vec<String>>,
    /// 核对信息 was left by 修改 in this visit.
    pub from_check: StoredValue<bool>,
    /// Handed over: nothing is kept as a draft any more.
    closed: StoredValue<bool>,
}

/// Whether a write is under way, and whether another must follow.
#[derive(Clone, Copy, Default)]
struct Pen {
    writing: bool,
    again: bool,
}

impl Filling {
    /// Opens a draft.
    pub fn open(draft: Draft, wrong: Vec<FieldError>) -> Self {
        let (owner, name, answers) = (draft.id, draft.item_name.clone(), draft.answers.clone());
        let stored = StoredValue::new(draft);
        let closed = StoredValue::new(false);
        let pen = StoredValue::new(Pen::default());
        // The sheet calls back when something was typed, and knows no more of the draft than that.
        let slot = StoredValue::new(None::<Sheet>);
        let sheet = Sheet::new(name, answers, Vault { owner }, move || {
            if let (Some(sheet), false) = (slot.get_value(), closed.get_value()) {
                write(sheet, stored, pen);
            }
        });
        slot.set_value(Some(sheet));
        sheet.errors.set(wrong);
        Self {
            sheet,
            draft: stored,
            trail: StoredValue::new(Vec::new()),
            from_check: StoredValue::new(false),
            closed,
        }
    }

    /// What is known of the person.
    pub fn told(self) -> Told {
        self.draft.with_value(|d| d.told.clone())
    }

    /// The pages that show under the answers so far; tracks them.
    pub fn steps(self) -> Vec<FormStep> {
        let told = self.told();
        self.sheet.answers.with(|a| self.shown(a, &told))
    }

    /// The same without tracking.
    pub fn steps_now(self) -> Vec<FormStep> {
        let told = self.told();
        self.sheet.answers.with_untracked(|a| self.shown(a, &told))
    }

    fn shown(self, answers: &Answers, told: &Told) -> Vec<FormStep> {
        self.draft.with_value(|d| shown_steps(&d.form, answers, told).into_iter().cloned().collect())
    }

    /// Remembers the open page, so that a killed tab comes back to it.
    pub fn at(self, step: &str) {
        let moved = self.draft.try_update_value(|d| {
            let moved = d.at != step;
            step.clone_into(&mut d.at);
            moved
        });
        if moved == Some(true) {
            self.sheet.touch();
        }
    }

    /// The draft as it stands, once the last write is through; from now on nothing is written.
    pub async fn close(self) -> Option<Arc<Draft>> {
        self.closed.try_set_value(true);
        for _ in 0..100 {
            if self.sheet.saving.try_get_untracked() != Some(Saving::Busy) {
                break;
            }
            TimeoutFuture::new(50).await;
        }
        self.draft.try_with_value(|d| Arc::new(d.clone()))
    }
}

/// Writes the draft; what changes meanwhile is written after it.
fn write(sheet: Sheet, draft: StoredValue<Draft>, pen: StoredValue<Pen>) {
    let busy =
        pen.try_update_value(|p| std::mem::replace(p, Pen { writing: true, again: p.writing }).writing);
    if busy != Some(false) {
        return;
    }
    sheet.saving.set(Saving::Busy);
    spawn_local(async move {
        let kept = loop {
            let now = draft.try_update_value(|d| {
                d.answers = sheet.answers.try_get_untracked().unwrap_or_default();
                d.changed_ms = clock::now_ms();
                d.clone()
            });
            let Some(now) = now else { return };
            let kept = keep::save(&now).await;
            let more =
                pen.try_update_value(|p| std::mem::replace(p, Pen { writing: p.again, again: false }).again);
            if more != Some(true) {
                break kept;
            }
        };
        let state = if kept == Saved::InMemory { Saving::Failed } else { Saving::Done };
        sheet.saving.try_set(state);
    });
}
