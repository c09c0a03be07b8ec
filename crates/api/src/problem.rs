//! The one wire form of every error: `application/problem+json` (RFC 9457).

use serde::{Deserialize, Serialize};

/// Media type of [`Problem`].
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Stable names of errors. The app decides by these, never by the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// 400: the request cannot be read.
    Malformed,
    /// 401: sign in first, or again.
    SignIn,
    /// 403: this step needs the real name first (L2).
    NeedRealName,
    /// 403: this step collects personal data; agree to the current privacy notice first.
    NeedConsent,
    /// 403: the write did not come from a page of ours, or is not for whoever asks.
    Forbidden,
    /// 404: no such thing, or not yours to see.
    NotFound,
    /// 405: the path exists, the verb does not.
    MethodNotAllowed,
    /// 408: the request took too long to arrive.
    Timeout,
    /// 409: somebody was faster, or the thing has moved on; read it again.
    Conflict,
    /// 409: the form has changed too much since the draft was begun; see `fields`.
    FormChanged,
    /// 413: the body is larger than allowed.
    TooLarge,
    /// 415: not `application/json`.
    MediaType,
    /// 422: readable, but a field is wrong; see `fields`.
    Invalid,
    /// 422: the idempotency key was used with another body.
    KeyReused,
    /// 429: too many writes from here; try later.
    TooMany,
    /// 500: our fault; the request id finds it in the log.
    Internal,
    /// 503: starting, or overloaded.
    Unavailable,
}

/// One wrong field: where, and a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Name of the input field.
    pub field: String,
    /// A Chinese sentence that a resident can act on.
    pub detail: String,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// HTTP status, repeated for proxies that lose it.
    pub status: u16,
    /// Stable name of the error.
    pub code: Code,
    /// Short title, the same for every error of the code.
    pub title: String,
    /// A sentence that a resident can act on.
    pub detail: String,
    /// Wrong fields, if any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Finds the request in the server's log.
    pub request_id: String,
}
