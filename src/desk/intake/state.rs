//! What is being taken in, as it is typed. Lives in memory only: it is about somebody who stands there now.

use leptos::prelude::*;
use uuid::Uuid;
use yunlin_api::desk::{FoundPerson, Source, StaffMe};
use yunlin_api::forms::Form;
use yunlin_api::guide::ItemCard;

use super::home::RoomTyped;
use crate::desk::ask::Tries;
use crate::domain::form::{Told, errors_of};
use crate::infra::http::CallError;
use crate::questions::Sheet;

/// A new person as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// As on the ID card.
    pub name: String,
    /// GB 11643.
    pub id_number: String,
    /// May stay empty.
    pub phone: String,
}

/// What is known of the form of the item.
#[derive(Clone, Debug, PartialEq)]
pub enum ItsForm {
    /// It has none, or no item is chosen.
    None,
    /// This one.
    Found(Box<Form>),
    /// It could not be loaded.
    Failed,
}

/// The form as far as it is filled in.
#[derive(Clone, Copy)]
pub struct Filled {
    /// What it asks at a counter.
    pub form: StoredValue<Form>,
    /// The answers.
    pub sheet: Sheet,
}

/// Everything on the page.
#[derive(Clone, Copy)]
pub struct Draft {
    /// Becomes the id of the case.
    pub id: StoredValue<Uuid>,
    /// How it comes in.
    pub source: RwSignal<Source>,
    /// Community slug.
    pub community: RwSignal<String>,
    /// Somebody found.
    pub known: RwSignal<Option<FoundPerson>>,
    /// Somebody new.
    pub fresh: RwSignal<NewPerson>,
    /// Where they live, if they say so.
    pub home: RwSignal<RoomTyped>,
    /// The item.
    pub item: RwSignal<Option<ItemCard>>,
    /// Its form.
    pub form: RwSignal<ItsForm>,
    /// The same, filled in here.
    pub filled: RwSignal<Option<Filled>>,
    /// The form came on paper and is not typed in.
    pub paper: RwSignal<bool>,
    /// Papers that the item asks for.
    pub papers: RwSignal<Vec<String>>,
    /// Papers seen.
    pub seen: RwSignal<Vec<String>>,
    /// Note.
    pub note: RwSignal<String>,
    /// The notice was told and agreed to.
    pub consent: RwSignal<bool>,
    /// On its way to the server.
    pub busy: RwSignal<bool>,
    /// How it was sent so far.
    pub tries: Tries,
}

impl Draft {
    /// An empty one, for the community of the counter.
    pub fn new(me: &StaffMe) -> Self {
        let own = me.grants.iter().find_map(|g| g.community.clone()).unwrap_or_default();
        let one = me.grants.iter().all(|g| g.community.as_deref() == Some(own.as_str()));
        Self {
            id: StoredValue::new(Uuid::now_v7()),
            source: RwSignal::new(Source::Counter),
            community: RwSignal::new(if one { own } else { String::new() }),
            known: RwSignal::new(None),
            fresh: RwSignal::new(NewPerson::default()),
            home: RwSignal::new(RoomTyped::default()),
            item: RwSignal::new(None),
            form: RwSignal::new(ItsForm::None),
            filled: RwSignal::new(None),
            paper: RwSignal::new(false),
            papers: RwSignal::new(Vec::new()),
            seen: RwSignal::new(Vec::new()),
            note: RwSignal::new(String::new()),
            consent: RwSignal::new(false),
            busy: RwSignal::new(false),
            tries: Tries::new(),
        }
    }

    /// Whether anything about somebody is typed or chosen.
    pub fn begun(self) -> bool {
        self.known.read_untracked().is_some()
            || *self.fresh.read_untracked() != NewPerson::default()
            || *self.home.read_untracked() != RoomTyped::default()
            || self.item.read_untracked().is_some()
            || !self.note.read_untracked().trim().is_empty()
    }

    /// Somebody else, or somebody new: where the one before lives goes.
    pub fn change(self, known: Option<FoundPerson>) {
        self.home.set(RoomTyped::default());
        self.known.set(known);
    }

    /// Another item, or none: what belonged to the one before goes.
    pub fn choose(self, item: Option<ItemCard>) {
        self.seen.set(Vec::new());
        self.papers.set(Vec::new());
        self.filled.set(None);
        self.paper.set(false);
        self.form.set(ItsForm::None);
        self.item.set(item);
    }

    /// What is known of the person, as a signal.
    pub fn told(self) -> Told {
        match self.known.get() {
            Some(known) => Told::at_counter(&known.name_masked, &known.id_masked, &known.phone_masked),
            None => self.fresh.with(|f| Told::at_counter(&f.name, &f.id_number, &f.phone)),
        }
    }

    /// Whether somebody is found, or written down with name and number.
    pub fn has_person(self) -> bool {
        let fresh = |f: &NewPerson| !f.name.trim().is_empty() && !f.id_number.trim().is_empty();
        self.known.read().is_some() || self.fresh.with(fresh)
    }

    /// The form that is filled in here; none where it stays on paper.
    pub fn asked(self) -> Option<Filled> {
        self.filled.get().filter(|_| !self.paper.get())
    }

    /// Puts a refusal of the server to the fields that it names; false where it names none of the form.
    pub fn take_errors(self, error: &CallError) -> bool {
        let CallError::Refused(problem) = error else { return false };
        let Some(filled) = untrack(|| self.asked()) else { return false };
        let named = |form: &Form| problem.fields.iter().any(|f| errors_of(form, &f.field).is_some());
        if !filled.form.with_value(named) {
            return false;
        }
        filled.sheet.errors.set(problem.fields.clone());
        true
    }
}
