//! What the OpenAPI document says of an operation beyond the endpoint's types.

use serde::Serialize;
use serde_json::Value;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use yunlin_api::endpoint::{Access, Endpoint, Verb};

/// A path parameter.
#[derive(Clone, Copy, Debug)]
pub struct PathParam {
    /// Name in the template.
    pub name: &'static str,
    /// Regular expression that it matches.
    pub pattern: &'static str,
    /// One that exists.
    pub example: &'static str,
}

/// Additions of a module to one of its endpoints.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Path parameters.
    pub params: &'static [PathParam],
    /// An input that works.
    pub example: Option<Value>,
}

impl About {
    /// With path parameters.
    pub fn params(params: &'static [PathParam]) -> Self {
        Self { params, example: None }
    }

    /// With an input that works.
    pub fn example<T: Serialize>(input: &T) -> Self {
        // Only the reference page shows it.
        Self { params: &[], example: serde_json::to_value(input).ok() }
    }
}

/// Schemas by name.
pub type Schemas = Vec<(String, RefOr<Schema>)>;

/// One line of the list from which the OpenAPI document is built.
#[derive(Clone)]
pub struct Operation {
    /// Unique name.
    pub id: &'static str,
    /// Verb.
    pub verb: Verb,
    /// Path template.
    pub path: &'static str,
    /// Least role that may call.
    pub access: Access,
    /// One sentence.
    pub summary: &'static str,
    /// Additions.
    pub about: About,
    /// Name and schema of the input.
    pub input: (String, RefOr<Schema>),
    /// Name and schema of the output.
    pub output: (String, RefOr<Schema>),
    /// What both refer to.
    pub schemas: Schemas,
}

impl Operation {
    /// What an endpoint says of itself.
    pub(super) fn of<E: Endpoint>(about: About) -> Self
    where
        E::In: ToSchema,
        E::Out: ToSchema,
    {
        let mut schemas = Vec::new();
        <E::In as ToSchema>::schemas(&mut schemas);
        <E::Out as ToSchema>::schemas(&mut schemas);
        Self {
            id: E::ID,
            verb: E::VERB,
            path: E::PATH,
            access: E::ACCESS,
            summary: E::SUMMARY,
            about,
            input: (E::In::name().into_owned(), E::In::schema()),
            output: (E::Out::name().into_owned(), E::Out::schema()),
            schemas,
        }
    }
}
