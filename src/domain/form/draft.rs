//! A draft: the form as it was when it was begun, and the answers so far. It lies on the phone until it is sent.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yunlin_api::forms::{Answer, Answers, FieldKind, Form, FormField, changed_fields, prune};

use super::Told;

/// What somebody is filling in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Becomes the id of the case, so a draft that is sent twice is one case.
    pub id: Uuid,
    /// Who fills it in.
    pub account: Uuid,
    /// The form, in the version that was begun.
    pub form: Form,
    /// Name of the item.
    pub item_name: String,
    /// Community whose counter takes it in.
    pub community: String,
    /// What was known of the person when it was begun, masked, so that filling without a signal does not ask for it.
    #[serde(default)]
    pub told: Told,
    /// What was answered.
    pub answers: Answers,
    /// The page that was open last.
    pub at: String,
    /// Begun, milliseconds since 1970 by this phone.
    pub made_ms: f64,
    /// Last change, milliseconds since 1970 by this phone.
    pub changed_ms: f64,
    /// Fields that a newer form asks anew or otherwise.
    #[serde(default)]
    pub look_again: Vec<String>,
    /// The revision on the phone that this page has read or written last.
    #[serde(skip)]
    pub seen: Option<Uuid>,
}

impl Draft {
    /// An empty one.
    pub fn new(account: Uuid, form: Form, item_name: String, community: String, now_ms: f64) -> Self {
        Self {
            id: Uuid::now_v7(),
            account,
            form,
            item_name,
            community,
            told: Told::default(),
            answers: Answers::new(),
            at: String::new(),
            made_ms: now_ms,
            changed_ms: now_ms,
            look_again: Vec::new(),
            seen: None,
        }
    }

    /// Goes over to a newer form: keeps what still fits and notes what must be looked at again.
    pub fn adopt(&mut self, newer: Form) {
        self.look_again = changed_fields(&self.form, &newer);
        let mut answers = prune(&newer, &self.answers);
        for (key, field) in fields(&newer).filter(|(key, _)| !key.contains('.')) {
            if answers.get(&key).is_some_and(|a| !fits(a, field)) {
                answers.remove(&key);
            }
        }
        self.answers = answers;
        self.form = newer;
    }

    /// Takes photos out that are not on the phone any more; gives the places where one is missing now.
    pub fn without_lost(&mut self, here: &[Uuid]) -> Vec<String> {
        let uploads = fields(&self.form).filter(|(_, f)| matches!(f.kind, FieldKind::Upload { .. }));
        let ids: Vec<String> = uploads.map(|(_, f)| f.id.clone()).collect();
        let lost = |id: &String| Uuid::parse_str(id).is_ok_and(|id| !here.contains(&id));
        let clean = |map: &mut Answers| {
            let mut places = Vec::new();
            for id in &ids {
                let Some(Answer::Many(files)) = map.get_mut(id) else { continue };
                let before = files.len();
                files.retain(|file| !lost(file));
                if files.len() < before {
                    places.push(id.clone());
                }
                if files.is_empty() {
                    map.remove(id);
                }
            }
            places
        };
        let mut places = clean(&mut self.answers);
        for (step, answer) in &mut self.answers {
            let Answer::Rows(rows) = answer else { continue };
            for (row, map) in rows.iter_mut().enumerate() {
                places.extend(clean(map).into_iter().map(|field| format!("{step}.{row}.{field}")));
            }
        }
        places
    }

    /// Ids of all photos of the draft.
    pub fn photos(&self) -> Vec<Uuid> {
        let uploads = fields(&self.form).filter(|(_, f)| matches!(f.kind, FieldKind::Upload { .. }));
        let ids: Vec<String> = uploads.map(|(_, f)| f.id.clone()).collect();
        let mut found = Vec::new();
        let mut take = |map: &Answers| {
            for id in &ids {
                if let Some(Answer::Many(files)) = map.get(id) {
                    found.extend(files.iter().filter_map(|f| Uuid::parse_str(f).ok()));
                }
            }
        };
        take(&self.answers);
        for answer in self.answers.values() {
            if let Answer::Rows(rows) = answer {
                rows.iter().for_each(&mut take);
            }
        }
        found
    }
}

/// Every field with its key; in a repeated group `step.field`.
fn fields(form: &Form) -> impl Iterator<Item = (String, &FormField)> {
    form.steps.iter().flat_map(|step| {
        step.fields.iter().map(move |field| {
            let key =
                if step.repeat.is_some() { format!("{}.{}", step.id, field.id) } else { field.id.clone() };
            (key, field)
        })
    })
}

/// Whether an answer can belong to a field at all.
fn fits(answer: &Answer, field: &FormField) -> bool {
    match (&field.kind, answer) {
        (FieldKind::Choice { options }, Answer::Text(value)) => options.iter().any(|o| o.value == *value),
        (FieldKind::Many { options }, Answer::Many(values)) => {
            values.iter().all(|v| options.iter().any(|o| o.value == *v))
        }
        (FieldKind::Upload { .. }, Answer::Many(_)) => true,
        (FieldKind::Choice { .. } | FieldKind::Many { .. } | FieldKind::Upload { .. }, _) => false,
        (_, Answer::Text(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::samples::{choices, field, form};

    fn text(value: &str) -> Answer {
        Answer::Text(value.into())
    }

    #[test]
    fn a_draft_survives_being_kept_as_text() {
        let mut draft = Draft::new(Uuid::nil(), form(), "参保".into(), "hanyuan".into(), 1.0);
        draft.answers.insert("card".into(), text("6222"));
        draft.answers.insert("photo".into(), Answer::Many(vec![Uuid::nil().to_string()]));
        let kept = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&kept).unwrap(), draft);
        assert_eq!(draft.photos(), vec![Uuid::nil()]);
    }

    #[test]
    fn a_photo_that_the_phone_lost_is_asked_for_again() {
        let (here, lost) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut draft = Draft::new(Uuid::nil(), form(), "参保".into(), "hanyuan".into(), 1.0);
        let photos = |ids: &[Uuid]| Answer::Many(ids.iter().map(Uuid::to_string).collect());
        draft.answers.insert("photo".into(), photos(&[here, lost]));
        assert_eq!(draft.without_lost(&[here]), ["photo"]);
        assert_eq!(draft.answers.get("photo"), Some(&photos(&[here])));
        assert_eq!(draft.without_lost(&[here]), Vec::<String>::new());
        let row = Answers::from([("photo".to_owned(), photos(&[lost]))]);
        draft.answers.insert("members".into(), Answer::Rows(vec![Answers::new(), row]));
        assert_eq!(draft.without_lost(&[here]), ["members.1.photo"]);
        assert_eq!(draft.photos(), [here]);
    }

    #[test]
    fn a_newer_form_keeps_what_fits_and_names_what_changed() {
        let mut draft = Draft::new(Uuid::nil(), form(), "参保".into(), "hanyuan".into(), 1.0);
        draft.answers.insert("card".into(), text("6222"));
        draft.answers.insert("family".into(), text("no"));
        let mut newer = form();
        newer.version = 2;
        newer.steps[1].fields[0].kind = FieldKind::Choice { options: choices(&["yes", "unsure"]) };
        newer.steps[1].fields.push(field("since", FieldKind::Name));
        draft.adopt(newer);
        assert_eq!(draft.answers.get("card"), Some(&text("6222")));
        assert_eq!(draft.answers.get("family"), None, "no longer offered");
        assert_eq!(draft.look_again, ["family", "since"]);
        assert_eq!(draft.form.version, 2);
    }
}
