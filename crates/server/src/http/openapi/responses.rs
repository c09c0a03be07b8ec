//! Answers of an operation, errors included.

use axum::http::StatusCode;
use utoipa::ToSchema;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::response::{Response, ResponseBuilder, Responses, ResponsesBuilder};
use utoipa::openapi::schema::Type;
use utoipa::openapi::{ContentBuilder, Header, ObjectBuilder};
use yunlin_api::endpoint::{Access, Verb};
use yunlin_api::problem::{Code, PROBLEM_JSON, Problem};

use super::reference;
use crate::infra::web::{Operation, status_of};

/// Errors that any operation may answer.
const ALWAYS: [Code; 4] = [Code::Malformed, Code::Invalid, Code::Internal, Code::Unavailable];

/// Errors that a write may answer as well; what it names may not exist.
const OF_WRITES: [Code; 5] = [Code::Timeout, Code::TooLarge, Code::MediaType, Code::TooMany, Code::NotFound];

/// Errors that an operation for somebody who is signed in may answer as well.
const OF_SIGNED_IN: [Code; 2] = [Code::SignIn, Code::Forbidden];

/// All of them.
pub(super) fn of(op: &Operation) -> Responses {
    let good = if op.verb == Verb::Post { StatusCode::CREATED } else { StatusCode::OK };
    let mut all = ResponsesBuilder::new().response(good.as_str(), success(op));
    let mut codes = ALWAYS.to_vec();
    match op.verb {
        Verb::Post => codes.extend(OF_WRITES),
        Verb::Get => all = all.response("304", headed("The copy at hand is still good.").build()),
    }
    if op.access != Access::Guest {
        codes.extend(OF_SIGNED_IN);
        if op.verb == Verb::Post {
            codes.push(Code::Conflict);
        }
    }
    if !op.about.params.is_empty() {
        codes.push(Code::NotFound);
    }
    for code in codes {
        all = all.response(status_of(code).as_str(), problem(code));
    }
    all.build()
}

/// The good answer.
fn success(op: &Operation) -> Response {
    let content = ContentBuilder::new().schema(Some(reference(&op.output.0))).build();
    let mut response = headed("Done.").content("application/json", content);
    if op.verb == Verb::Get {
        response = response.header("etag", text_header("Names this very content."));
    }
    response.build()
}

/// An error.
pub(super) fn problem(code: Code) -> Response {
    let content = ContentBuilder::new().schema(Some(reference(&Problem::name()))).build();
    let status = status_of(code);
    let reason = status.canonical_reason().unwrap_or_default();
    let mut response = headed(reason).content(PROBLEM_JSON, content);
    if matches!(code, Code::TooMany | Code::Unavailable) {
        response =
            response.header("retry-after", text_header("Seconds until another try makes sense, if known."));
    }
    response.build()
}

/// Headers that every answer carries.
pub(super) fn headed(description: &str) -> ResponseBuilder {
    ResponseBuilder::new()
        .description(description)
        .header("x-request-id", text_header("Finds the request in the log."))
        .header("x-api-version", text_header("Version of the server."))
}

fn text_header(description: &str) -> Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .description(Some(description))
        .build()
}
