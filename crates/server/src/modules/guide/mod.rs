//! 办事公示: residents read the published service items and report errors in them.

mod code;
mod entity;
mod handlers;
mod migrations;
mod router;
mod seed;
mod service;
mod store;

pub use seed::{SourceItem, read as read_source};

use super::Module;

/// Entry of the module list.
pub const MODULE: Module = Module {
    info: &yunlin_api::guide::INFO,
    routes: router::routes,
    migrations: migrations::MIGRATIONS,
    seed: |ctx, files| Box::pin(seed::publish(ctx, files)),
    retain: |ctx| Box::pin(service::retain(ctx)),
};
