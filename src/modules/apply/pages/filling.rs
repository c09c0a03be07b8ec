//! A draft while its pages are open: kept at every input, one write at a time.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::forms::{Answers, FormStep};
use yunlin_api::problem::FieldError;

use super::pen::Pen;
use crate::domain::form::{Draft, Told, shown_steps};
use crate::domain::outbox::{self, Saved};
use crate::infra::clock;
use crate::modules::apply::keep::{self, Vault};
use crate::modules::apply::paths::Fill;
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
    /// Opens the draft anew, as it lies on the phone.
    anew: Callback<()>,
    /// Keeps it, until it is handed over.
    pen: Pen,
}

impl Filling {
    /// Opens a draft; `anew` opens it once more, as it lies on the phone by then.
    pub fn open(draft: Draft, wrong: Vec<FieldError>, anew: Callback<()>) -> Self {
        let (owner, name, answers) = (draft.id, draft.item_name.clone(), draft.answers.clone());
        let fleeting = outbox::in_memory(draft.account, draft.id);
        let stored = StoredValue::new(draft);
        let pen = Pen::new();
        // The sheet calls back when something was typed, and knows no more of the draft than that.
        let slot = StoredValue::new(None::<Sheet>);
        let sheet = Sheet::new(name, answers, Vault { owner }, move || {
            if let Some(sheet) = slot.get_value() {
                pen.write(sheet, move || kept(sheet, stored));
            }
        });
        slot.set_value(Some(sheet));
        sheet.errors.set(wrong);
        if fleeting {
            sheet.saving.set(Saving::Failed);
        }
        Self {
            sheet,
            draft: stored,
            trail: StoredValue::new(Vec::new()),
            from_check: StoredValue::new(false),
            anew,
            pen,
        }
    }

    /// Opens the draft as it lies on the phone now: another page has changed it.
    pub fn load_newest(self) {
        self.anew.run(());
    }

    /// The page of what becomes of it, once it is handed over.
    pub fn href_sent(self) -> String {
        Fill::Sent(self.draft.with_value(|d| d.id)).href()
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
        self.pen.close().await;
        self.draft.try_with_value(|d| Arc::new(d.clone()))
    }
}

/// The draft as it is now, on its way into the outbox. Not for somebody else: the person may have signed out elsewhere.
fn kept(sheet: Sheet, draft: StoredValue<Draft>) -> Option<impl Future<Output = Saved>> {
    let now = draft.try_update_value(|d| {
        d.answers = sheet.answers.try_get_untracked().unwrap_or_default();
        d.changed_ms = clock::now_ms();
        d.clone()
    })?;
    (now.account == keep::account()).then_some(async move {
        let mut now = now;
        let saved = keep::save(&mut now).await;
        draft.try_update_value(|d| d.seen = now.seen);
        saved
    })
}
