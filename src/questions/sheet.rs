//! What a page of a form is made of while it is open: answers, what is wrong, whether it is kept.

use std::sync::Arc;

use futures::future::LocalBoxFuture;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::Blob;
use yunlin_api::forms::{Answer, Answers, FormErrors};

use super::wording as w;
use crate::domain::form::Key;
use crate::infra::announce;

/// Milliseconds between two looks at photos in work.
const LOOK_AGAIN_MS: u32 = 100;

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
    /// Not written: another page has changed it.
    Elsewhere,
    /// Not written: it was handed over already.
    Handed,
    /// Not written: it was deleted.
    Gone,
}

impl Saving {
    /// Whether nothing more is written from this page.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Elsewhere | Self::Handed | Self::Gone)
    }
}

/// Where the photos of a sheet lie until it is sent.
pub trait Photos: Send + Sync {
    /// Keeps one, or says why not.
    fn put(&self, id: Uuid, photo: Blob) -> LocalBoxFuture<'static, Result<(), String>>;
    /// One of them, to show it.
    fn get(&self, id: Uuid) -> LocalBoxFuture<'static, Option<Blob>>;
    /// Throws one away that nothing names any more.
    fn forget(&self, id: Uuid);
    /// Whether a scanned PDF will do as well: at a counter, where a scanner stands.
    fn takes_pdf(&self) -> bool {
        false
    }
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
    /// Fields whose photos are still being taken in.
    pub working: RwSignal<u32>,
    photos: StoredValue<Arc<dyn Photos>>,
    keep: StoredValue<Arc<dyn Fn() + Send + Sync>>,
}

impl Sheet {
    /// A sheet; `keep` runs after every change.
    pub fn new(
        item_name: String,
        answers: Answers,
        photos: impl Photos + 'static,
        keep: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let keep: Arc<dyn Fn() + Send + Sync> = Arc::new(keep);
        let photos: Arc<dyn Photos> = Arc::new(photos);
        Self {
            answers: RwSignal::new(answers),
            errors: RwSignal::new(Vec::new()),
            saving: RwSignal::new(Saving::Idle),
            item_name: StoredValue::new(item_name),
            working: RwSignal::new(0),
            photos: StoredValue::new(photos),
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

    /// Where its photos lie, while the sheet is open.
    pub fn photos(self) -> Option<Arc<dyn Photos>> {
        self.photos.try_get_value()
    }

    /// Keeps what is there.
    pub fn touch(self) {
        self.keep.get_value()();
    }

    /// Runs `then` once no photo is being taken in any more, unless the sheet is closed before.
    pub fn when_photos_are_done(self, then: impl FnOnce() + 'static) {
        announce::say(w::PHOTO_WORKING);
        spawn_local(async move {
            while self.working.try_get_untracked().is_some_and(|n| n > 0) {
                TimeoutFuture::new(LOOK_AGAIN_MS).await;
            }
            if self.working.try_get_untracked() == Some(0) {
                then();
            }
        });
    }

    /// What is wrong with a field.
    pub fn error(self, key: &Key) -> Option<String> {
        let name = key.to_string();
        self.errors.read().iter().find(|e| e.field == name).map(|e| e.detail.clone())
    }
}
