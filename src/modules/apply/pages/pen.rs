//! Keeps what a sheet holds: one write at a time; what changes meanwhile is written after it; nothing once
//! it is closed, or once the draft is another one than the page has read.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::outbox::Saved;
use crate::questions::{Saving, Sheet};

/// Whether a write is under way, and whether another must follow.
#[derive(Clone, Copy, Default)]
struct State {
    writing: bool,
    again: bool,
    closed: bool,
}

/// What a page says of a write.
pub const fn told(saved: Saved) -> Saving {
    match saved {
        Saved::OnPhone => Saving::Done,
        Saved::InMemory => Saving::Failed,
        Saved::Elsewhere => Saving::Elsewhere,
        Saved::Handed => Saving::Handed,
        Saved::Gone => Saving::Gone,
    }
}

/// The pen of one sheet.
#[derive(Clone, Copy)]
pub struct Pen(StoredValue<State>);

impl Pen {
    /// Nothing written yet.
    pub fn new() -> Self {
        Self(StoredValue::new(State::default()))
    }

    /// Writes what `save` takes up at that moment; `None` when there is nothing to keep any more.
    pub fn write<F>(self, sheet: Sheet, save: impl Fn() -> Option<F> + 'static)
    where
        F: Future<Output = Saved> + 'static,
    {
        let before = self.0.try_update_value(|state| {
            let before = *state;
            if !state.closed {
                *state = State { writing: true, again: state.writing, closed: false };
            }
            before
        });
        if before.is_none_or(|before| before.writing || before.closed) {
            return;
        }
        sheet.saving.set(Saving::Busy);
        spawn_local(async move {
            let mut kept = Saved::OnPhone;
            loop {
                let Some(saving) = save() else { break };
                kept = saving.await;
                let state = told(kept);
                if state.is_over() {
                    self.0.try_update_value(|state| *state = State { closed: true, ..State::default() });
                    break;
                }
                if !self.again() {
                    break;
                }
            }
            sheet.saving.try_set(told(kept));
        });
    }

    /// The write that asked for another one, if the sheet is still open.
    fn again(self) -> bool {
        let more = self.0.try_update_value(|state| {
            let more = state.again;
            (state.writing, state.again) = (more, false);
            more
        });
        more == Some(true)
    }

    /// Returns once the last write is through.
    pub async fn rest(self) {
        while self.0.try_get_value().is_some_and(|state| state.writing) {
            TimeoutFuture::new(50).await;
        }
    }

    /// The same; from now on nothing is written.
    pub async fn close(self) {
        self.0.try_update_value(|state| state.closed = true);
        self.rest().await;
    }
}
