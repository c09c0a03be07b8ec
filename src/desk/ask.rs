//! Calls of the desk: what a refusal means in words, keys for repeated tries, and the lock when the session is over.

use leptos::prelude::*;
use serde::Serialize;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use yunlin_api::endpoint::Endpoint;
use yunlin_api::problem::Code;

use super::{lock, wording as w};
use crate::infra::http::{self, CallError};

/// What is loaded: nothing yet, the value, or why not.
#[derive(Clone, Debug)]
pub enum Got<T> {
    /// On its way.
    Loading,
    /// Here it is.
    Ready(T),
    /// Why not.
    Failed(CallError),
}

/// Reads; a session that is over covers the screen.
pub async fn read<E: Endpoint>(path: &[&str], query: &[(&str, &str)]) -> Result<E::Out, CallError> {
    watched(http::query::<E>(path, query).await)
}

/// Writes; a session that is over covers the screen and keeps what was typed.
pub async fn write<E: Endpoint>(path: &[&str], key: Uuid, input: &E::In) -> Result<E::Out, CallError> {
    watched(http::post_to::<E>(path, &key.to_string(), input).await)
}

/// Stores a file; likewise.
pub async fn upload(id: Uuid, kind: &str, body: &JsValue) -> Result<(), CallError> {
    watched(http::desk_upload(&id.to_string(), kind, body).await).map(drop)
}

fn watched<T>(answer: Result<T, CallError>) -> Result<T, CallError> {
    if let Err(error) = &answer
        && is(error, Code::SignIn)
    {
        lock::session_over();
    }
    answer
}

/// Whether the server refused for this reason.
pub fn is(error: &CallError, code: Code) -> bool {
    matches!(error, CallError::Refused(problem) if problem.code == code)
}

/// A sentence that says what to do.
pub fn sentence(error: &CallError) -> String {
    match error {
        CallError::Offline => w::OFFLINE.to_owned(),
        CallError::Unreadable => w::UNREADABLE.to_owned(),
        CallError::Refused(problem) if problem.fields.is_empty() => problem.detail.clone(),
        CallError::Refused(problem) => {
            problem.fields.iter().map(|f| f.detail.as_str()).collect::<Vec<_>>().join("")
        }
    }
}

/// Keys for tries of one write: the same content goes out under the same key, other content under a new one.
#[derive(Clone, Copy)]
pub struct Tries(StoredValue<(String, Uuid)>);

impl Tries {
    /// None yet.
    pub fn new() -> Self {
        Self(StoredValue::new((String::new(), Uuid::nil())))
    }

    /// The key for this content.
    pub fn key(self, input: &impl Serialize) -> Uuid {
        let body = serde_json::to_string(input).unwrap_or_default();
        let (known, key) = self.0.get_value();
        if known == body && !key.is_nil() {
            return key;
        }
        let key = Uuid::now_v7();
        self.0.set_value((body, key));
        key
    }

    /// The server has answered: the next try is another write.
    pub fn settled(self) {
        self.0.set_value((String::new(), Uuid::nil()));
    }
}
