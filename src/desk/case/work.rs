//! One case on the desk: what the server says, and what is being typed. The second survives the first.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::cases::CaseAction;
use yunlin_api::desk::{Act, DeskAct, DeskCase, GetDeskCase, PostAct};
use yunlin_api::forms::{Answers, FormErrors};
use yunlin_api::problem::Code;

use super::files::Attached;
use super::missing::Lacks;
use crate::desk::ask::{self, Got, Tries};
use crate::desk::photos::AtCounter;
use crate::desk::{labels, wording_case as wc};
use crate::infra::http::CallError;
use crate::questions::{Sheet, to_summary};

/// What is said above the case.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Done.
    Good(String),
    /// Not done, and why.
    Bad(String),
}

/// A case with everything that is typed about it.
#[derive(Clone, Copy)]
pub struct Work {
    /// Names the case.
    pub id: Uuid,
    /// As the server last told it.
    pub case: RwSignal<Got<Arc<DeskCase>>>,
    /// The form that is open.
    pub open: RwSignal<Option<CaseAction>>,
    /// The form that a key asked for, until the case is there.
    pub wish: RwSignal<Option<CaseAction>>,
    /// What is said above the case.
    pub said: RwSignal<Option<Said>>,
    /// An act is on its way.
    pub busy: RwSignal<bool>,
    /// Texts by name.
    pub texts: RwSignal<BTreeMap<String, String>>,
    /// All personal values in clear, by their keys, for some minutes after a logged look.
    pub clear: RwSignal<BTreeMap<String, String>>,
    /// What is missing, as marked and typed.
    pub lacks: RwSignal<Lacks>,
    /// What is filled in of what was missing.
    pub sheet: Sheet,
    /// Files chosen for a result, by field.
    pub files: RwSignal<BTreeMap<String, Vec<Attached>>>,
    touched: RwSignal<u32>,
    tries: Tries,
}

/// All cases opened since the inbox stands: going to another and back keeps what was typed.
#[derive(Clone, Copy)]
pub struct Desks {
    known: StoredValue<HashMap<Uuid, Work>>,
    owner: StoredValue<Option<Owner>>,
    touched: RwSignal<u32>,
}

impl Desks {
    /// None opened yet; `touched` grows when a case was changed.
    pub fn new(touched: RwSignal<u32>) -> Self {
        Self { known: StoredValue::new(HashMap::new()), owner: StoredValue::new(Owner::current()), touched }
    }

    /// The desk of a case.
    pub fn of(self, id: Uuid) -> Work {
        if let Some(work) = self.known.with_value(|known| known.get(&id).copied()) {
            return work;
        }
        // Belongs to the inbox, not to the panel that is shown now.
        let make = || Work::new(id, self.touched);
        let work = match self.owner.get_value() {
            Some(owner) => owner.with(make),
            None => make(),
        };
        self.known.update_value(|known| {
            known.insert(id, work);
        });
        work
    }
}

impl Work {
    fn new(id: Uuid, touched: RwSignal<u32>) -> Self {
        Self {
            id,
            case: RwSignal::new(Got::Loading),
            open: RwSignal::new(None),
            wish: RwSignal::new(None),
            said: RwSignal::new(None),
            busy: RwSignal::new(false),
            texts: RwSignal::new(BTreeMap::new()),
            clear: RwSignal::new(BTreeMap::new()),
            lacks: RwSignal::new(Lacks::default()),
            sheet: Sheet::new(String::new(), Answers::new(), AtCounter::new(), || ()),
            files: RwSignal::new(BTreeMap::new()),
            touched,
            tries: Tries::new(),
        }
    }

    /// The case as known, as a signal.
    pub fn now(self) -> Option<Arc<DeskCase>> {
        match self.case.get() {
            Got::Ready(case) => Some(case),
            _ => None,
        }
    }

    /// The same without asking for a signal.
    pub fn case_now(self) -> Option<Arc<DeskCase>> {
        match self.case.get_untracked() {
            Got::Ready(case) => Some(case),
            _ => None,
        }
    }

    fn version(self) -> u32 {
        match self.case.try_get_untracked() {
            Some(Got::Ready(case)) => case.row.version,
            _ => 0,
        }
    }

    /// Reads the case; what is shown stays until the answer is there.
    pub fn load(self) {
        if self.case_now().is_none() {
            self.case.set(Got::Loading);
        }
        spawn_local(async move {
            let answer = ask::read::<GetDeskCase>(&[&self.id.to_string()], &[]).await;
            self.take(answer.map(Arc::new));
        });
    }

    /// Whenever the panel opens: fresh from the server.
    pub fn load_if_new(self) {
        self.said.set(None);
        self.load();
    }

    fn take(self, answer: Result<Arc<DeskCase>, CallError>) {
        match answer {
            // Asked before an act, answered after it: what is shown is newer.
            Ok(case) if self.version() > case.row.version => {}
            Ok(case) => {
                self.case.try_set(Got::Ready(case));
            }
            Err(error) if self.case.try_get_untracked().is_some_and(|c| matches!(c, Got::Ready(_))) => {
                self.said.try_set(Some(Said::Bad(ask::sentence(&error))));
            }
            Err(error) => {
                self.case.try_set(Got::Failed(error));
            }
        }
    }

    /// Opens the form that a key asked for, if it may be used now.
    pub fn follow_wish(self) {
        Effect::new(move |_| {
            let (Some(wish), Some(case)) = (self.wish.get(), self.now()) else { return };
            self.wish.set(None);
            if case.may.contains(&wish) {
                self.open.set(Some(wish));
            } else {
                self.said.set(Some(Said::Bad(wc::may_not(labels::action(wish)))));
            }
        });
    }

    /// A typed text.
    pub fn text(self, name: &str) -> String {
        self.texts.read().get(name).cloned().unwrap_or_default()
    }

    /// Types a text.
    pub fn put(self, name: &str, text: String) {
        self.texts.update(|texts| {
            texts.insert(name.to_owned(), text);
        });
    }

    /// Acts on the version seen. Somebody was faster: the case is read again, what was typed stays.
    pub fn act(self, action: CaseAction, act: DeskAct) {
        let Some(case) = self.case_now() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.said.set(None);
        let input = Act { version: case.row.version, act };
        let key = self.tries.key(&input);
        spawn_local(async move {
            let answer = ask::write::<PostAct>(&[&self.id.to_string()], key, &input).await;
            self.busy.try_set(false);
            match answer {
                Ok(case) => self.done(action, case),
                Err(error) => {
                    if matches!(error, CallError::Refused(_)) {
                        self.tries.settled();
                    }
                    self.said.try_set(Some(Said::Bad(ask::sentence(&error))));
                    if action == CaseAction::Supplement
                        && let CallError::Refused(problem) = &error
                    {
                        self.sheet.errors.try_set(problem.fields.clone());
                        to_summary();
                    }
                    if ask::is(&error, Code::Conflict) {
                        self.touched.try_update(|n| *n += 1);
                        self.load();
                    }
                }
            }
        });
    }

    fn done(self, action: CaseAction, case: DeskCase) {
        self.tries.settled();
        self.said.try_set(Some(Said::Good(wc::done(labels::action(action)))));
        let prefix = format!("{action:?}.");
        self.texts.try_update(|texts| texts.retain(|name, _| !name.starts_with(&prefix)));
        if action == CaseAction::AskSupplement {
            self.lacks.try_set(Lacks::default());
        }
        if action == CaseAction::Grant {
            self.files.try_update(BTreeMap::clear);
        }
        if action == CaseAction::Supplement {
            self.sheet.answers.try_set(Answers::new());
            self.sheet.errors.try_set(FormErrors::new());
        }
        self.open.try_set(None);
        self.case.try_set(Got::Ready(Arc::new(case)));
        self.touched.try_update(|n| *n += 1);
    }
}

/// Name of a text of an act: it is forgotten when the act is done.
pub fn text_name(action: CaseAction, field: &str) -> String {
    format!("{action:?}.{field}")
}
