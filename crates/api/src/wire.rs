//! Two small macros that keep the wire types and the endpoint lists short.

/// Gives each type the derives of the wire: JSON both ways, equality, and a schema under the `openapi` feature.
macro_rules! wire {
    ($($item:item)+) => {$(
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        $item
    )+};
}

/// Declares endpoints: `Name: Verb "/path", "id", "summary", Access, Waiting, In => Out;`
macro_rules! endpoints {
    ($($(#[$meta:meta])* $name:ident: $verb:ident $path:literal, $id:literal, $summary:literal, $access:ident, $waiting:ident, $in:ty => $out:ty;)+) => {$(
        $(#[$meta])*
        pub struct $name;
        impl $crate::endpoint::Endpoint for $name {
            const VERB: $crate::endpoint::Verb = $crate::endpoint::Verb::$verb;
            const PATH: &'static str = $path;
            const ID: &'static str = $id;
            const SUMMARY: &'static str = $summary;
            const ACCESS: $crate::endpoint::Access = $crate::endpoint::Access::$access;
            const WAITING: $crate::endpoint::Waiting = $crate::endpoint::Waiting::$waiting;
            type In = $in;
            type Out = $out;
        }
    )+};
}

pub(crate) use {endpoints, wire};
