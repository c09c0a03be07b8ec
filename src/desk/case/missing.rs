//! The one list of what is missing: built from marks on photos and from choices, with a reason for each field.

use yunlin_api::cases::{CaseAction, CaseEvent, Missing};
use yunlin_api::desk::DeskAct;
use yunlin_api::forms::Askable;
use yunlin_api::text::Text;

use crate::desk::wording_acts as w;

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// Key of the field.
    pub field: String,
    /// What is wrong.
    pub reason: String,
}

/// Marks on photos, and the list that grows out of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacks {
    /// In the order in which they were chosen.
    pub list: Vec<Lack>,
    /// Fields whose photos were found clear.
    clear: Vec<String>,
}

impl Lacks {
    /// Whether the photos of a field were found clear (true) or not (false).
    pub fn mark_of(&self, field: &str) -> Option<bool> {
        if self.clear.iter().any(|f| f == field) {
            return Some(true);
        }
        self.has(field).then_some(false)
    }

    /// Marks photos: not clear puts the field on the list, clear takes it off.
    pub fn mark(&mut self, field: &str, clear: bool) {
        self.clear.retain(|f| f != field);
        if clear {
            self.clear.push(field.to_owned());
            self.list.retain(|l| l.field != field);
        } else {
            self.choose(field, w::UNREADABLE);
        }
    }

    /// Whether a field is on the list.
    pub fn has(&self, field: &str) -> bool {
        self.list.iter().any(|l| l.field == field)
    }

    /// Puts a field on the list; its reason stays when it is there already.
    pub fn choose(&mut self, field: &str, reason: &str) {
        self.clear.retain(|f| f != field);
        if !self.has(field) {
            self.list.push(Lack { field: field.to_owned(), reason: reason.to_owned() });
        }
    }

    /// Takes a field off the list.
    pub fn drop(&mut self, field: &str) {
        self.list.retain(|l| l.field != field);
    }

    /// Types a reason.
    pub fn reason(&mut self, field: &str, reason: &str) {
        if let Some(lack) = self.list.iter_mut().find(|l| l.field == field) {
            reason.clone_into(&mut lack.reason);
        }
    }

    /// The reason typed for a field.
    pub fn reason_of(&self, field: &str) -> String {
        self.list.iter().find(|l| l.field == field).map(|l| l.reason.clone()).unwrap_or_default()
    }
}

/// Whether a list was already sent: another one needs a supervisor's reason.
pub fn is_second(events: &[CaseEvent]) -> bool {
    events.iter().any(|e| e.action == Some(CaseAction::AskSupplement) && !e.reversed)
}

/// The act, or what is still to be done to the list.
pub fn act(lacks: &Lacks, askable: &[Askable], second: bool, why: &str) -> Result<DeskAct, String> {
    if lacks.list.is_empty() {
        return Err(w::NOTHING_MISSING.to_owned());
    }
    let label = |field: &str| {
        askable.iter().find(|a| a.field == field).map_or_else(|| field.to_owned(), |a| a.label.clone())
    };
    let mut missing = Vec::new();
    for lack in &lacks.list {
        let reason =
            Text::new(&lack.reason).map_err(|e| w::reason_of(&label(&lack.field), &e.detail(200)))?;
        missing.push(Missing { field: lack.field.clone(), reason });
    }
    let second_reason = if second { Some(Text::new(why).map_err(|_| w::SECOND.to_owned())?) } else { None };
    Ok(DeskAct::AskSupplement { missing, second_reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn askable() -> Vec<Askable> {
        let one =
            |field: &str, label: &str| Askable { field: field.into(), label: label.into(), photo: true };
        vec![one("card", "银行卡照片"), one("id", "身份证正反面")]
    }

    #[test]
    fn an_unreadable_photo_is_on_the_list_and_a_clear_one_is_not() {
        let mut lacks = Lacks::default();
        lacks.mark("card", false);
        lacks.mark("id", true);
        assert_eq!(lacks.list, vec![Lack { field: "card".into(), reason: w::UNREADABLE.into() }]);
        assert_eq!(
            (lacks.mark_of("card"), lacks.mark_of("id"), lacks.mark_of("x")),
            (Some(false), Some(true), None)
        );
        lacks.mark("card", true);
        assert!(lacks.list.is_empty());
    }

    #[test]
    fn a_typed_reason_survives_a_second_mark() {
        let mut lacks = Lacks::default();
        lacks.mark("card", false);
        lacks.reason("card", "卡号被手指挡住");
        lacks.mark("card", false);
        assert_eq!(lacks.reason_of("card"), "卡号被手指挡住");
    }

    #[test]
    fn the_list_must_say_everything_and_why() {
        let mut lacks = Lacks::default();
        assert!(act(&lacks, &askable(), false, "").is_err());
        lacks.choose("card", " ");
        assert!(act(&lacks, &askable(), false, "").unwrap_err().contains("银行卡照片"));
        lacks.reason("card", "看不清卡号");
        assert!(act(&lacks, &askable(), false, "").is_ok());
        assert!(act(&lacks, &askable(), true, "").is_err());
        let DeskAct::AskSupplement { missing, second_reason } =
            act(&lacks, &askable(), true, "书记同意").unwrap()
        else {
            panic!("another act");
        };
        assert_eq!((missing.len(), second_reason.is_some()), (1, true));
    }
}
