//! The OpenAPI document, built from the same list that mounts the handlers.

mod files;
mod parameters;
mod responses;

use utoipa::openapi::path::{HttpMethod, OperationBuilder, PathItem, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, License, OpenApi, OpenApiBuilder, Ref, RefOr, Required,
    Schema,
};
use utoipa::{PartialSchema, ToSchema};
use yunlin_api::endpoint::{Access, FROM_APP, Verb};
use yunlin_api::files::FileStored;
use yunlin_api::forms::Answer;
use yunlin_api::problem::Problem;

use crate::infra::web::{Cookie, Operation};

const TITLE: &str = "云邻 API";
const DESCRIPTION: &str = "Everything the resident app asks of the server. \
    Each POST carries an idempotency key: the same key and body have one effect and get one answer. \
    Every error is application/problem+json with a stable `code` and a sentence in `detail` that a resident can act on.";

/// The document of a list of operations.
pub fn document(operations: &[Operation]) -> OpenApi {
    let mut info = InfoBuilder::new()
        .title(TITLE)
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(License::new(env!("CARGO_PKG_LICENSE"))))
        .build();
    info.contact = None;
    let paths = operations.iter().fold(PathsBuilder::new(), |paths, op| {
        let method = match op.verb {
            Verb::Get => HttpMethod::Get,
            Verb::Post => HttpMethod::Post,
        };
        paths.path(op.path, PathItem::new(method, operation(op)))
    });
    let paths = files::add(paths);
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components(operations).build())).build()
}

/// One operation.
fn operation(op: &Operation) -> OperationBuilder {
    let tag = op.path.split('/').nth(2).unwrap_or_default();
    let mut built = OperationBuilder::new()
        .operation_id(Some(op.id))
        .summary(Some(op.summary))
        .tag(tag)
        .responses(responses::of(op));
    if let Some(scheme) = scheme_of(op.access) {
        built = built.security(SecurityRequirement::new(scheme, [""; 0]));
    }
    for parameter in parameters::of(op) {
        built = built.parameter(parameter);
    }
    if op.verb == Verb::Post {
        let content = ContentBuilder::new()
            .schema(Some(reference(&op.input.0)))
            .example(op.about.example.clone())
            .build();
        let body =
            RequestBodyBuilder::new().content("application/json", content).required(Some(Required::True));
        built = built.request_body(Some(body.build()));
    }
    built
}

/// Every schema that an operation names.
fn components(operations: &[Operation]) -> ComponentsBuilder {
    let mut schemas: Vec<(String, RefOr<Schema>)> = Vec::new();
    <Problem as ToSchema>::schemas(&mut schemas);
    schemas.push((Problem::name().into_owned(), Problem::schema()));
    schemas.push((FileStored::name().into_owned(), FileStored::schema()));
    // A type that holds itself does not name itself.
    schemas.push((Answer::name().into_owned(), Answer::schema()));
    for op in operations {
        schemas.extend(op.schemas.clone());
        schemas.push(op.output.clone());
        if op.verb == Verb::Post {
            schemas.push(op.input.clone());
        }
    }
    let schemes = ComponentsBuilder::new()
        .security_scheme("resident", cookie_scheme(Cookie::Resident))
        .security_scheme("desk", cookie_scheme(Cookie::Desk));
    schemas.into_iter().fold(schemes, |all, (name, schema)| all.schema(name, schema))
}

/// Name of the security scheme: whose cookie the operation wants.
fn scheme_of(access: Access) -> Option<&'static str> {
    match access {
        Access::Guest => None,
        Access::Resident => Some("resident"),
        Access::Staff => Some("desk"),
    }
}

/// A session cookie. Writes that carry one need the header of our pages too.
fn cookie_scheme(name: Cookie) -> SecurityScheme {
    let text = format!(
        "Session cookie, set by signing in. A write that carries it needs the header {FROM_APP} as well."
    );
    SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(name.name(true), &text)))
}

/// A reference to a schema by name.
fn reference(name: &str) -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(name))
}
