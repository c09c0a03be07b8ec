//! The one error type of handlers. It becomes problem+json at the edge, where the request id is known.

use std::error::Error;
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use sea_orm::DbErr;
use yunlin_api::problem::{Code, FieldError};

use super::wording::{detail_of, status_of};
use crate::infra::db::{Retryable, is_out_of_reach, is_retryable};

/// What went wrong, for the resident and, apart from that, for the log.
#[derive(Debug, thiserror::Error)]
#[error("{code:?}")]
pub struct ApiError {
    code: Code,
    detail: String,
    fields: Vec<FieldError>,
    retry_after: Option<u32>,
    cause: Option<Box<dyn Error + Send + Sync>>,
    retryable: bool,
}

/// An error on its way to the edge, carried in the response's extensions.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Stable name.
    pub code: Code,
    /// Sentence for the resident.
    pub detail: String,
    /// Wrong fields.
    pub fields: Vec<FieldError>,
    /// Seconds until another try makes sense.
    pub retry_after: Option<u32>,
    /// For the log only.
    pub cause: Option<Arc<str>>,
}

impl ApiError {
    /// An error with the standing sentence of its code.
    pub fn new(code: Code) -> Self {
        let detail = detail_of(code).to_owned();
        Self { code, detail, fields: Vec::new(), retry_after: None, cause: None, retryable: false }
    }

    /// A field that is wrong, with a sentence that says what to do.
    pub fn field(field: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut error = Self::new(Code::Invalid);
        error.fields.push(FieldError { field: field.into(), detail: detail.into() });
        error
    }

    /// The same error with a sentence that fits better than the standing one.
    #[must_use]
    pub fn because(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The stable name.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The same error with the fields that it is about.
    #[must_use]
    pub fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        self.fields = fields;
        self
    }

    /// The same refusal once more, of something that was looked up before a transaction: to run that again changes nothing.
    #[must_use]
    pub fn again(&self) -> Self {
        let cause = self.cause.as_ref().map(|c| c.to_string().into());
        let (detail, fields) = (self.detail.clone(), self.fields.clone());
        Self { code: self.code, detail, fields, retry_after: self.retry_after, cause, retryable: false }
    }

    /// No such thing.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound)
    }

    /// Too many writes; try again after so many seconds.
    pub fn too_many(seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..Self::new(Code::TooMany) }
    }

    /// A fault of ours.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { cause: Some(cause.into()), ..Self::new(Code::Internal) }
    }
}

impl From<DbErr> for ApiError {
    fn from(error: DbErr) -> Self {
        let retryable = is_retryable(&error);
        let out_of_reach = is_out_of_reach(&error);
        let code = if out_of_reach { Code::Unavailable } else { Code::Internal };
        let retry_after = out_of_reach.then_some(5);
        Self { retryable, retry_after, cause: Some(error.into()), ..Self::new(code) }
    }
}

impl From<serde_json::Error> for ApiError {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

impl Retryable for ApiError {
    fn is_retryable(&self) -> bool {
        self.retryable
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let cause = self.cause.map(|c| Arc::from(c.to_string()));
        let failure = Failure {
            code: self.code,
            detail: self.detail,
            fields: self.fields,
            retry_after: self.retry_after,
            cause,
        };
        let mut response = status_of(failure.code).into_response();
        response.extensions_mut().insert(failure);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_that_was_prepared_is_not_tried_again() {
        let busy =
            ApiError { retryable: true, ..ApiError::new(Code::Internal).because("忙，请稍后再试。") };
        let again = busy.again();
        assert!(busy.is_retryable() && !again.is_retryable());
        assert_eq!((again.code(), again.detail), (Code::Internal, busy.detail));
    }
}
