//! What is being taken in, and how it becomes an intake. Lives in memory only: it is about somebody who stands there now.

use leptos::prelude::*;
use uuid::Uuid;
use yunlin_api::desk::{FoundPerson, Intake, IntakePerson, NoteText, Source, StaffMe};
use yunlin_api::forms::Answers;
use yunlin_api::guide::{ItemCard, Mode};
use yunlin_api::identity::{IdNumber, Phone};
use yunlin_api::text::Text;

use crate::desk::wording_intake as w;

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

/// Everything on the page.
#[derive(Clone, Copy)]
pub struct Draft {
    id: StoredValue<Uuid>,
    /// How it comes in.
    pub source: RwSignal<Source>,
    /// Community slug.
    pub community: RwSignal<String>,
    /// Somebody found.
    pub known: RwSignal<Option<FoundPerson>>,
    /// Somebody new.
    pub fresh: RwSignal<NewPerson>,
    /// The item.
    pub item: RwSignal<Option<ItemCard>>,
    /// Papers that the item asks for.
    pub papers: RwSignal<Vec<String>>,
    /// Papers seen.
    pub seen: RwSignal<Vec<String>>,
    /// Note.
    pub note: RwSignal<String>,
    /// The notice was told and agreed to.
    pub consent: RwSignal<bool>,
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
            item: RwSignal::new(None),
            papers: RwSignal::new(Vec::new()),
            seen: RwSignal::new(Vec::new()),
            note: RwSignal::new(String::new()),
            consent: RwSignal::new(false),
        }
    }

    /// The intake, or what is still missing.
    pub fn intake(self) -> Result<Intake, String> {
        let community = self.community.get_untracked();
        if community.is_empty() {
            return Err(w::NO_COMMUNITY.to_owned());
        }
        let person = person(self.known.get_untracked(), &self.fresh.get_untracked())?;
        let Some(item) = self.item.get_untracked() else { return Err(w::NO_ITEM.to_owned()) };
        if item.mode == Mode::Inform {
            return Err(w::INFORM_ONLY.to_owned());
        }
        if !self.consent.get_untracked() {
            return Err(w::NO_CONSENT.to_owned());
        }
        Ok(Intake {
            id: self.id.get_value(),
            item: item.code,
            form_version: None,
            community,
            source: self.source.get_untracked(),
            person,
            answers: Answers::new(),
            note: note(&self.seen.get_untracked(), &self.note.get_untracked())?,
            consent: true,
        })
    }
}

/// Known or new; what is wrong with a new one is named.
fn person(known: Option<FoundPerson>, fresh: &NewPerson) -> Result<IntakePerson, String> {
    if let Some(known) = known {
        return Ok(IntakePerson::Known { person: known.person });
    }
    let name = Text::new(&fresh.name).map_err(|_| w::NO_PERSON.to_owned())?;
    let id_number = IdNumber::new(&fresh.id_number).map_err(|e| e.detail().to_owned())?;
    let phone = match fresh.phone.trim() {
        "" => None,
        typed => Some(Phone::new(typed).map_err(|e| e.detail().to_owned())?),
    };
    Ok(IntakePerson::New { name, id_number, phone })
}

/// Papers seen and the note, in one text.
fn note(seen: &[String], typed: &str) -> Result<Option<NoteText>, String> {
    let mut text =
        if seen.is_empty() { String::new() } else { format!("已看原件：{}", seen.join("、")) };
    if !typed.trim().is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(typed.trim());
    }
    if text.is_empty() {
        return Ok(None);
    }
    NoteText::new(&text).map(Some).map_err(|e| e.detail(500))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_person_needs_no_phone_but_name_and_number() {
        let mut fresh =
            NewPerson {
                name: "示例一".into(), id_number: "11010519491231002X".into(), phone: String::new()
            };
        assert!(matches!(person(None, &fresh), Ok(IntakePerson::New { phone: None, .. })));
        fresh.phone = "123".into();
        assert!(person(None, &fresh).unwrap_err().contains("11位"));
        assert!(person(None, &NewPerson::default()).is_err());
    }

    #[test]
    fn papers_seen_stand_in_the_note() {
        let note = note(&["身份证".into(), "户口簿".into()], " 本人不会用手机 ").unwrap().unwrap();
        assert_eq!(note.as_str(), "已看原件：身份证、户口簿\n本人不会用手机");
        assert_eq!(super::note(&[], " ").unwrap(), None);
    }
}
