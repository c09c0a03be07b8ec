//! All personal values of a case by one look, which is logged as one receipt; nothing stays in clear behind the lock.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::desk::{PostRevealAll, RevealAll};
use yunlin_api::privacy::ReasonText;

use super::{ask, lock};

/// Personal values in clear, by their keys.
pub type Clear = BTreeMap<String, String>;

/// How long all of them stay, for typing them into another system.
const SHOWN_FOR: Duration = Duration::from_secs(300);

/// What is in clear of a case, and whether a look is on its way.
#[derive(Clone, Copy)]
pub struct Look {
    case: Uuid,
    /// In clear now.
    pub clear: RwSignal<Clear>,
    /// On its way.
    pub busy: RwSignal<bool>,
    looks: StoredValue<u32>,
}

impl Look {
    /// At a case, into `clear`. Whoever leaves the desk locked leaves no names on it.
    pub fn at(case: Uuid, clear: RwSignal<Clear>) -> Self {
        let look = Self { case, clear, busy: RwSignal::new(false), looks: StoredValue::new(0) };
        let locked = lock::locked();
        Effect::new(move |_| {
            if locked.get() {
                look.hide();
            }
        });
        look
    }

    /// Whether nothing is in clear.
    pub fn is_hidden(self) -> bool {
        self.clear.read().is_empty()
    }

    /// Hides all again.
    pub fn hide(self) {
        self.clear.try_set(Clear::new());
    }

    /// Shows all for some minutes; `said` hears that it did, or why not.
    pub fn show(self, reason: Option<ReasonText>, said: impl Fn(Result<(), String>) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let input = RevealAll { reason };
            let answer = ask::write::<PostRevealAll>(&[&self.case.to_string()], Uuid::now_v7(), &input).await;
            self.busy.try_set(false);
            match answer {
                Ok(shown) => {
                    self.clear.try_set(shown.values);
                    self.hide_later();
                    said(Ok(()));
                }
                Err(error) => said(Err(ask::sentence(&error))),
            }
        });
    }

    /// The end of an earlier look does not hide a later one.
    fn hide_later(self) {
        let this = self.looks.try_update_value(|n| {
            *n += 1;
            *n
        });
        let hide = move || {
            if self.looks.try_get_value() == this {
                self.hide();
            }
        };
        set_timeout(hide, SHOWN_FOR);
    }
}
