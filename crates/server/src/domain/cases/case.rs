//! A case in memory: its row, how it stands, what happened to it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;
use yunlin_api::cases::{CaseAction, CaseState, MissingShown, Queue};
use yunlin_api::forms::Answers;

use super::entity::Model;
use super::standing::{Effect, Happened, Standing};
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// A day that never comes: cases without a due day stand last in the inbox.
pub(super) const NEVER: &str = "9999-12-31";

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// As stored.
    pub(super) row: Model,
    /// The fold of its events.
    pub(super) standing: Standing,
}

/// Who applied, as of the submission. Sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// 姓名, empty if not known.
    pub name: String,
    /// 身份证号, empty if not known.
    pub id_number: String,
    /// 手机号, empty for somebody without one.
    pub phone: String,
}

/// What was said with an event. Sealed: staff write freely.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// For the applicant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// For colleagues only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub inside: String,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingShown>,
    /// Against a refusal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remedies: String,
    /// Answers that were replaced.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub before: Answers,
}

impl Words {
    /// A sentence for the applicant.
    pub fn note(text: impl Into<String>) -> Self {
        Self { note: text.into(), ..Self::default() }
    }

    /// With a note for colleagues.
    #[must_use]
    pub fn inside(mut self, text: impl Into<String>) -> Self {
        self.inside = text.into();
        self
    }
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// For the fold.
    pub(super) happened: Happened,
    /// Who, as a unit.
    pub(super) unit: String,
    /// When.
    pub(super) at: DateTime<Utc>,
    /// What was said.
    pub(super) words: Words,
}

impl Case {
    /// From its row.
    pub(super) fn of(row: Model) -> Result<Self, ApiError> {
        let standing = serde_json::from_str(&row.standing)?;
        Ok(Self { row, standing })
    }

    /// Names it.
    pub fn id(&self) -> Uuid {
        Uuid::parse_str(&self.row.id).unwrap_or_default()
    }

    /// Whose it is.
    pub fn person(&self) -> Uuid {
        Uuid::parse_str(&self.row.person_id).unwrap_or_default()
    }

    /// How it stands.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// State.
    pub fn state(&self) -> CaseState {
        self.standing.state
    }

    /// Its queue.
    pub fn queue(&self) -> &Queue {
        &self.standing.queue
    }

    /// Community slug.
    pub fn community(&self) -> &str {
        &self.row.community
    }

    /// Name of the item.
    pub fn item_name(&self) -> &str {
        &self.row.item_name
    }

    /// Version: the number of its last event.
    pub fn version(&self) -> u32 {
        u32::try_from(self.row.version).unwrap_or_default()
    }

    /// Who applied.
    pub fn applicant(&self, keys: &Keys) -> Result<Applicant, ApiError> {
        open(keys, &applicant_place(&self.row.id), &self.row.applicant)
    }

    /// What was answered.
    pub fn answers(&self, keys: &Keys) -> Result<Answers, ApiError> {
        open(keys, &answers_place(&self.row.id), &self.row.answers)
    }

    /// Brings the columns up to the standing.
    pub(super) fn refresh(&mut self, now: DateTime<Utc>) -> Result<(), ApiError> {
        let s = &self.standing;
        let (kind, name) = queue_columns(&s.queue);
        (self.row.queue_kind, self.row.queue_name) = (kind.to_owned(), name.to_owned());
        self.row.state = wire(&s.state)?;
        self.row.holder_staff = s.holder.map(|id| id.to_string());
        self.row.next_due = s.next_due().map_or_else(|| NEVER.to_owned(), |day| day.to_string());
        self.row.standing = serde_json::to_string(s)?;
        self.row.changed_at = now;
        let closed = s.state.is_closed();
        if closed != self.row.closed {
            self.row.closed_at = closed.then_some(now);
        }
        self.row.closed = closed;
        Ok(())
    }
}

/// Columns of a queue.
pub(super) fn queue_columns(queue: &Queue) -> (&'static str, &str) {
    match queue {
        Queue::Window => ("window", ""),
        Queue::Bureau(name) => ("bureau", name),
    }
}

/// The wire name of a unit variant.
pub(super) fn wire<T: Serialize>(value: &T) -> Result<String, ApiError> {
    let value = serde_json::to_value(value)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// The variant of a wire name.
pub(super) fn unwire<T: DeserializeOwned>(name: &str) -> Result<T, ApiError> {
    Ok(serde_json::from_value(serde_json::Value::String(name.to_owned()))?)
}

pub(super) fn answers_place(id: &str) -> String {
    format!("case_file.answers/{id}")
}

pub(super) fn applicant_place(id: &str) -> String {
    format!("case_file.applicant/{id}")
}

pub(super) fn words_place(id: &str, seq: u32) -> String {
    format!("case_event.words/{id}/{seq}")
}

/// Seals a value as JSON.
pub(super) fn seal<T: Serialize>(keys: &Keys, place: &str, value: &T) -> Result<Vec<u8>, ApiError> {
    keys.seal(place, &serde_json::to_vec(value)?)
}

/// Opens it again.
pub(super) fn open<T: DeserializeOwned>(keys: &Keys, place: &str, sealed: &[u8]) -> Result<T, ApiError> {
    Ok(serde_json::from_slice(&keys.open(place, sealed)?)?)
}

/// An event without words, for the fold.
pub(super) fn happened(
    seq: u32,
    (action, state): (Option<CaseAction>, CaseState),
    by_staff: bool,
    effect: Effect,
    reverses: Option<u32>,
) -> Happened {
    Happened { seq, action, by_staff, state, effect, reverses }
}
