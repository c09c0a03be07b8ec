//! What stands on the page of the intake as an intake, or what is still missing.

use leptos::prelude::*;
use yunlin_api::desk::{FoundPerson, Intake, IntakePerson, NoteText};
use yunlin_api::forms::{Answers, FormErrors};
use yunlin_api::guide::Mode;
use yunlin_api::identity::{IdNumber, Phone};
use yunlin_api::text::Text;

use super::state::{Draft, NewPerson};
use crate::desk::wording_intake as w;
use crate::domain::form::checked;
use crate::infra::clock;

/// Why nothing was sent.
#[derive(Debug, PartialEq, Eq)]
pub enum NotYet {
    /// Something is missing around the form.
    Said(String),
    /// Answers of the form are wrong or missing.
    Answers(FormErrors),
}

impl From<String> for NotYet {
    fn from(text: String) -> Self {
        Self::Said(text)
    }
}

impl Draft {
    /// The checked answers with the version of their form.
    fn answers(self) -> Result<(Option<u32>, Answers), NotYet> {
        let Some(filled) = untrack(|| self.asked()) else { return Ok((None, Answers::new())) };
        if filled.sheet.working.get_untracked() > 0 {
            return Err(w::PHOTOS_WAIT.to_owned().into());
        }
        let (told, answers) = (untrack(|| self.told()), filled.sheet.answers.get_untracked());
        let result = filled.form.with_value(|form| {
            checked(form, &answers, &told, &clock::today()).map(|good| (Some(form.version), good))
        });
        if result.is_ok() {
            filled.sheet.errors.set(FormErrors::new());
        }
        result.map_err(NotYet::Answers)
    }

    /// The intake, or what is still missing.
    pub fn intake(self) -> Result<Intake, NotYet> {
        let community = self.community.get_untracked();
        if community.is_empty() {
            return Err(w::NO_COMMUNITY.to_owned().into());
        }
        let person = person(self.known.get_untracked(), &self.fresh.get_untracked())?;
        let Some(item) = self.item.get_untracked() else { return Err(w::NO_ITEM.to_owned().into()) };
        if item.mode == Mode::Inform {
            return Err(w::INFORM_ONLY.to_owned().into());
        }
        let home = self.home.read_untracked().key_if_any().map_err(|e| e.detail().to_owned())?;
        let (form_version, answers) = self.answers()?;
        if !self.consent.get_untracked() {
            return Err(w::NO_CONSENT.to_owned().into());
        }
        let on_paper = self.filled.read_untracked().is_some() && self.paper.get_untracked();
        Ok(Intake {
            id: self.id.get_value(),
            item: item.code,
            form_version,
            community,
            source: self.source.get_untracked(),
            person,
            home,
            answers,
            note: note(on_paper, &self.seen.get_untracked(), &self.note.get_untracked())?,
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

/// The form on paper, papers seen and the note, in one text.
fn note(on_paper: bool, seen: &[String], typed: &str) -> Result<Option<NoteText>, String> {
    let paper = if on_paper { w::PAPER_TAKEN.to_owned() } else { String::new() };
    let seen = if seen.is_empty() { String::new() } else { w::seen(&seen.join("、")) };
    let lines = [paper, seen, typed.trim().to_owned()];
    let text = lines.iter().filter(|l| !l.is_empty()).cloned().collect::<Vec<_>>().join("\n");
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
        let note = note(true, &["身份证".into(), "户口簿".into()], " 本人不会用手机 ").unwrap().unwrap();
        let lines: Vec<&str> = note.as_str().lines().collect();
        assert_eq!(lines, [w::PAPER_TAKEN, "已看原件：身份证、户口簿", "本人不会用手机"]);
        assert_eq!(super::note(false, &[], " ").unwrap(), None);
    }
}
