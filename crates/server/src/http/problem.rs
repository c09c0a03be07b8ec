//! Writes an error as problem+json, now that the request id is known.

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::response::Response;
use uuid::Uuid;
use yunlin_api::problem::{PROBLEM_JSON, Problem};

use crate::infra::web::{Failure, status_of, title_of};

/// Fills the empty answer of a failure.
pub(super) fn render(response: &mut Response, failure: &Failure, id: Uuid) {
    let problem = Problem {
        status: status_of(failure.code).as_u16(),
        code: failure.code,
        title: title_of(failure.code).to_owned(),
        detail: failure.detail.clone(),
        fields: failure.fields.clone(),
        request_id: id.to_string(),
    };
    // Strings and numbers always become JSON; the status says enough without it.
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    *response.status_mut() = status_of(failure.code);
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = failure.retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    *response.body_mut() = Body::from(body);
}
