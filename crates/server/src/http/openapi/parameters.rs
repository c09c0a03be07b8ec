//! Parameters of an operation: path, query, and the headers that the server reads.

use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, Object, SchemaFormat, Type};
use utoipa::openapi::{ObjectBuilder, RefOr, Required, Schema};
use yunlin_api::endpoint::{IDEMPOTENCY_KEY, Verb};

use crate::infra::web::Operation;

/// All of them.
pub(super) fn of(op: &Operation) -> Vec<Parameter> {
    let mut all: Vec<Parameter> =
        op.about.params.iter().map(|p| path(p.name, p.pattern, p.example)).collect();
    match op.verb {
        Verb::Get => {
            all.extend(query(&op.input.1));
            all.push(if_none_match());
        }
        Verb::Post => all.push(idempotency_key()),
    }
    all
}

fn path(name: &str, pattern: &str, example: &str) -> Parameter {
    let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).build();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(schema))
        .example(Some(example.into()))
        .build()
}

/// Each property of the input type is a query parameter.
fn query(input: &RefOr<Schema>) -> Vec<Parameter> {
    let RefOr::T(Schema::Object(Object { properties, required, .. })) = input else { return Vec::new() };
    let one = |(name, schema): (&String, &RefOr<Schema>)| {
        let must = if required.contains(name) { Required::True } else { Required::False };
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Query)
            .required(must)
            .schema(Some(schema.clone()))
            .build()
    };
    properties.iter().map(one).collect()
}

fn if_none_match() -> Parameter {
    ParameterBuilder::new()
        .name("if-none-match")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("ETag of the copy at hand: 304 when it is still good."))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).build()))
        .build()
}

/// The header that names a write.
pub(super) fn idempotency_key() -> Parameter {
    let uuid = SchemaFormat::KnownFormat(KnownFormat::Uuid);
    ParameterBuilder::new()
        .name(IDEMPOTENCY_KEY)
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some("Names this write: sent again with the same body, it has no second effect and gets the same answer."))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).format(Some(uuid)).build()))
        .build()
}
