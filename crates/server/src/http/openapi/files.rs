//! The part of the document about files, written by hand: their bodies are bytes, which no JSON endpoint describes.

use axum::http::StatusCode;
use utoipa::ToSchema;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathItem, PathsBuilder,
};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::response::ResponsesBuilder;
use utoipa::openapi::schema::{KnownFormat, SchemaFormat, Type};
use utoipa::openapi::{Content, ContentBuilder, ObjectBuilder, Required};
use yunlin_api::files::{DESK_UPLOAD_PATH, FileStored, UPLOAD_PATH, VIEW_PATH};
use yunlin_api::problem::Code;

use super::{parameters, reference, responses};
use crate::infra::web::status_of;

/// Errors of an upload.
const OF_UPLOADS: [Code; 11] = [
    Code::Malformed,
    Code::SignIn,
    Code::Forbidden,
    Code::NotFound,
    Code::Timeout,
    Code::TooLarge,
    Code::MediaType,
    Code::Invalid,
    Code::TooMany,
    Code::Internal,
    Code::Unavailable,
];

/// Errors of a view.
const OF_VIEWS: [Code; 5] =
    [Code::Malformed, Code::Forbidden, Code::NotFound, Code::Internal, Code::Unavailable];

/// Adds the three paths.
pub(super) fn add(paths: PathsBuilder) -> PathsBuilder {
    let photos = ["image/jpeg", "image/png", "image/webp"];
    let papers = ["image/jpeg", "image/png", "image/webp", "application/pdf"];
    let resident = upload("files_upload", "Upload a photo under an id made on the phone", &photos);
    let desk = upload("files_desk_upload", "Upload a photo or a PDF as a member of staff", &papers);
    paths
        .path(UPLOAD_PATH, PathItem::new(HttpMethod::Post, resident))
        .path(DESK_UPLOAD_PATH, PathItem::new(HttpMethod::Post, desk))
        .path(VIEW_PATH, PathItem::new(HttpMethod::Get, view()))
}

fn upload(name: &str, summary: &str, kinds: &[&str]) -> OperationBuilder {
    let content = ContentBuilder::new().schema(Some(reference(&FileStored::name()))).build();
    let done = responses::headed("Stored.").content("application/json", content);
    let mut all = ResponsesBuilder::new().response(StatusCode::CREATED.as_str(), done.build());
    for code in OF_UPLOADS {
        all = all.response(status_of(code).as_str(), responses::problem(code));
    }
    OperationBuilder::new()
        .operation_id(Some(name))
        .summary(Some(summary))
        .tag("files")
        .parameter(id())
        .parameter(parameters::idempotency_key())
        .request_body(Some(bytes(kinds)))
        .responses(all.build())
}

fn view() -> OperationBuilder {
    let token = ParameterBuilder::new()
        .name("t")
        .parameter_in(ParameterIn::Query)
        .required(Required::True)
        .description(Some("From a FileLink: signed for one viewer, dead within minutes."))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).build()))
        .build();
    let found =
        responses::headed("The file.").content("image/jpeg", binary()).content("application/pdf", binary());
    let mut all = ResponsesBuilder::new().response(StatusCode::OK.as_str(), found.build());
    for code in OF_VIEWS {
        all = all.response(status_of(code).as_str(), responses::problem(code));
    }
    OperationBuilder::new()
        .operation_id(Some("files_view"))
        .summary(Some("A file, for whom its link was made"))
        .tag("files")
        .parameter(id())
        .parameter(token)
        .responses(all.build())
}

fn id() -> utoipa::openapi::path::Parameter {
    let uuid = SchemaFormat::KnownFormat(KnownFormat::Uuid);
    ParameterBuilder::new()
        .name("id")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).format(Some(uuid)).build()))
        .build()
}

fn bytes(kinds: &[&str]) -> RequestBody {
    let body = RequestBodyBuilder::new().required(Some(Required::True));
    kinds.iter().fold(body, |body, kind| body.content(*kind, binary())).build()
}

fn binary() -> Content {
    let format = SchemaFormat::KnownFormat(KnownFormat::Binary);
    ContentBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).format(Some(format)).build()))
        .build()
}
