//! What waits, and what became of it. Plain rules, tested on the host.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use yunlin_api::endpoint::{Endpoint, Waiting, fill_path};
use yunlin_api::problem::{Code, FieldError};

use crate::domain::wording as w;
use crate::infra::http::CallError;

/// A file that goes with an entry; its bytes lie in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Made on this phone; the entry's body names it.
    pub id: Uuid,
    /// e.g. `image/jpeg`
    pub kind: String,
    /// The server has it.
    #[serde(default)]
    pub uploaded: bool,
}

/// Where an entry stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum EntryState {
    /// 草稿: being written.
    Draft,
    /// 待发送: goes by itself when it can; the reason says what it waits for, empty for a signal.
    Waiting {
        /// What it waits for.
        reason: String,
    },
    /// On its way now.
    Sending,
    /// 已送达
    Sent {
        /// Number of the case, if the answer has one.
        number: Option<String>,
        /// The server's answer.
        answer: serde_json::Value,
    },
    /// 未成功: needs the resident.
    Failed {
        /// The server's sentence.
        reason: String,
        /// Stable name of the refusal.
        code: Option<Code>,
        /// Wrong fields.
        fields: Vec<FieldError>,
    },
}

/// A write that is kept on this phone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Made on this phone; also the idempotency key of the write.
    pub id: Uuid,
    /// Who made it; nil for a guest.
    pub account: Uuid,
    /// [`Endpoint::ID`] of the write.
    pub endpoint: String,
    /// Its address, filled in.
    pub url: String,
    /// What the resident knows it by, e.g. the item's name.
    pub title: String,
    /// Page where it is changed.
    pub href: String,
    /// JSON body, or the draft's own form of it.
    pub body: serde_json::Value,
    /// Files that go first.
    pub files: Vec<FileRef>,
    /// Begun.
    pub made_ms: f64,
    /// Where it stands.
    pub state: EntryState,
    /// The revision that was read; none before it is kept for the first time.
    #[serde(skip)]
    pub seen: Option<Uuid>,
    /// When a person last touched it; it goes thirty days later.
    #[serde(skip)]
    pub touched_ms: f64,
}

impl Entry {
    /// A new draft of a write to `E`.
    pub fn draft<E: Endpoint>(id: Uuid, account: Uuid, path: &[&str], now_ms: f64) -> Self {
        const { assert!(matches!(E::WAITING, Waiting::MayWait), "this endpoint must not wait") };
        Self {
            id,
            account,
            endpoint: E::ID.to_owned(),
            url: fill_path(E::PATH, path),
            title: String::new(),
            href: String::new(),
            body: serde_json::Value::Null,
            files: Vec::new(),
            made_ms: now_ms,
            state: EntryState::Draft,
            seen: None,
            touched_ms: now_ms,
        }
    }

    /// What lists show.
    pub fn head(&self) -> EntryHead {
        EntryHead {
            id: self.id,
            account: self.account,
            endpoint: self.endpoint.clone(),
            title: self.title.clone(),
            href: self.href.clone(),
            made_ms: self.made_ms,
            touched_ms: self.touched_ms,
            state: self.state.clone(),
        }
    }
}

/// An entry without its content.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryHead {
    /// Names it.
    pub id: Uuid,
    /// Who made it.
    pub account: Uuid,
    /// Id of the endpoint.
    pub endpoint: String,
    /// What the resident knows it by.
    pub title: String,
    /// Page where it is changed.
    pub href: String,
    /// Begun.
    pub made_ms: f64,
    /// When a person last touched it; it goes thirty days later.
    pub touched_ms: f64,
    /// Where it stands.
    pub state: EntryState,
}

impl EntryState {
    /// Waiting for a signal.
    pub const fn waiting() -> Self {
        Self::Waiting { reason: String::new() }
    }

    /// Whether the resident would lose something by signing out.
    pub const fn is_unsent(&self) -> bool {
        matches!(self, Self::Draft | Self::Waiting { .. } | Self::Sending | Self::Failed { .. })
    }
}

/// The place of a photo among the answers of a body, as a refusal names places: `field`, or `step.row.field`.
pub fn place_of(body: &Value, file: Uuid) -> Option<String> {
    let file = file.to_string();
    let holds = |value: &Value| {
        value.as_array().is_some_and(|ids| ids.iter().any(|id| id.as_str() == Some(file.as_str())))
    };
    for (key, value) in body.get("answers")?.as_object()? {
        if holds(value) {
            return Some(key.clone());
        }
        for (row, answers) in value.as_array().into_iter().flatten().enumerate() {
            let mut fields = answers.as_object().into_iter().flatten();
            if let Some((field, _)) = fields.find(|(_, value)| holds(value)) {
                return Some(format!("{key}.{row}.{field}"));
            }
        }
    }
    None
}

/// A refusal for the sake of one photo: it names the question, and sending the same photo again is no way out.
pub fn refused_for(state: EntryState, body: &Value, file: Uuid) -> EntryState {
    let EntryState::Failed { reason, code, .. } = state else { return state };
    // Consent and the real name have nothing to do with the photo.
    if matches!(code, Some(Code::Forbidden | Code::NeedConsent | Code::NeedRealName)) {
        return EntryState::Failed { reason, code, fields: Vec::new() };
    }
    // The id belonged to a photo that the server has let go: no sentence about keys.
    let reason = if code == Some(Code::KeyReused) { w::FILE_GONE.to_owned() } else { reason };
    let fields = place_of(body, file).map(|field| FieldError { field, detail: reason.clone() });
    EntryState::Failed { reason, code: Some(Code::Invalid), fields: fields.into_iter().collect() }
}

/// Where an entry stands after the server's answer, or without one.
pub fn after(answer: Result<serde_json::Value, CallError>) -> EntryState {
    match answer {
        Ok(answer) => {
            let number = answer.get("number").and_then(|n| n.as_str()).map(str::to_owned);
            EntryState::Sent { number, answer }
        }
        Err(CallError::Offline) => EntryState::waiting(),
        // An answer that cannot be read tells nothing of the effect: the same key asks again after an update.
        Err(CallError::Unreadable) => EntryState::Waiting { reason: w::UPDATE_FIRST.to_owned() },
        Err(CallError::Refused(problem)) => match problem.code {
            Code::SignIn => EntryState::Waiting { reason: w::SIGN_IN_FIRST.to_owned() },
            Code::Timeout | Code::TooMany | Code::Unavailable | Code::Internal => {
                EntryState::Waiting { reason: problem.detail }
            }
            code => EntryState::Failed { reason: problem.detail, code: Some(code), fields: problem.fields },
        },
    }
}

#[cfg(test)]
mod tests {
    use yunlin_api::problem::Problem;

    use super::*;

    fn refused(code: Code) -> Result<serde_json::Value, CallError> {
        Err(CallError::Refused(Box::new(Problem {
            status: 400,
            code,
            title: String::new(),
            detail: "请核对。".to_owned(),
            fields: vec![FieldError { field: "name".to_owned(), detail: "请填写姓名。".to_owned() }],
            request_id: String::new(),
        })))
    }

    #[test]
    fn an_answer_brings_the_number() {
        let answer = serde_json::json!({ "number": "20261122-000418-7" });
        let EntryState::Sent { number, .. } = after(Ok(answer)) else { panic!("not sent") };
        assert_eq!(number.as_deref(), Some("20261122-000418-7"));
    }

    #[test]
    fn no_signal_and_no_session_keep_an_entry_waiting() {
        assert_eq!(after(Err(CallError::Offline)), EntryState::waiting());
        assert_eq!(after(refused(Code::SignIn)), EntryState::Waiting { reason: w::SIGN_IN_FIRST.to_owned() });
        for code in [Code::TooMany, Code::Unavailable, Code::Internal, Code::Timeout] {
            assert!(matches!(after(refused(code)), EntryState::Waiting { .. }), "{code:?}");
        }
    }

    #[test]
    fn a_refusal_needs_the_resident_and_keeps_the_wrong_fields() {
        for code in [Code::Invalid, Code::Conflict, Code::FormChanged, Code::KeyReused, Code::NeedRealName] {
            let EntryState::Failed { reason, code: told, fields } = after(refused(code)) else {
                panic!("{code:?} did not fail")
            };
            assert_eq!((reason.as_str(), told, fields.len()), ("请核对。", Some(code), 1));
        }
    }

    #[test]
    fn a_photo_is_found_in_a_question_of_its_own_and_in_a_row() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let body = serde_json::json!({ "answers": {
            "name": "某某", "id_photo": [one], "babies": [{ "name": "甲" }, { "paper": [two] }],
        } });
        assert_eq!(place_of(&body, one).as_deref(), Some("id_photo"));
        assert_eq!(place_of(&body, two).as_deref(), Some("babies.1.paper"));
        assert_eq!(place_of(&body, Uuid::nil()), None);
        assert_eq!(place_of(&Value::Null, one), None);
    }

    #[test]
    fn a_photo_that_was_refused_or_let_go_names_its_question() {
        let photo = Uuid::from_u128(1);
        let body = serde_json::json!({ "answers": { "id_photo": [photo] } });
        for (code, told) in [(Code::Invalid, "请核对。"), (Code::KeyReused, w::FILE_GONE)] {
            let state = refused_for(after(refused(code)), &body, photo);
            let EntryState::Failed { code, fields, .. } = state else { panic!("{code:?} did not fail") };
            assert_eq!(code, Some(Code::Invalid));
            assert_eq!(fields, [FieldError { field: "id_photo".to_owned(), detail: told.to_owned() }]);
        }
        assert_eq!(refused_for(EntryState::waiting(), &body, photo), EntryState::waiting());
        for code in [Code::Forbidden, Code::NeedConsent, Code::NeedRealName] {
            let state = refused_for(after(refused(code)), &body, photo);
            assert!(
                matches!(&state, EntryState::Failed { code: told, .. } if *told == Some(code)),
                "{state:?}"
            );
        }
    }

    #[test]
    fn a_state_survives_the_store() {
        for state in [EntryState::Draft, EntryState::waiting(), after(refused(Code::Invalid))] {
            let text = serde_json::to_string(&state).unwrap_or_default();
            assert_eq!(serde_json::from_str::<EntryState>(&text).ok(), Some(state));
        }
    }
}
