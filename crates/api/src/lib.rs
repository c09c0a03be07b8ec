//! What the 云邻 app and its server agree on: wire types, the endpoint list, and pure rules that both sides run.
//!
//! Nothing here does I/O; everything builds for `wasm32-unknown-unknown` and for the host. A changed field breaks both
//! sides at compile time. The OpenAPI document derives from [`endpoint::Endpoint`] and, under the `openapi` feature, from
//! the schemas of the types.

pub mod apply;
pub mod calendar;
pub mod cases;
pub mod community;
pub mod desk;
pub mod endpoint;
pub mod files;
pub mod forms;
pub mod guide;
pub mod identity;
pub mod messages;
pub mod privacy;
pub mod problem;
pub mod registry;
pub mod search;
pub mod site;
pub mod text;
mod wire;
