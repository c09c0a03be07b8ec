//! 社区名片: residents find their community, its bounds, its hall and its phone.

mod entity;
mod handlers;
mod migrations;
mod router;
mod seed;
mod service;
mod store;

use super::Module;

/// Entry of the module list.
pub const MODULE: Module = Module {
    info: &yunlin_api::community::INFO,
    routes: router::routes,
    migrations: migrations::MIGRATIONS,
    seed: |ctx, files| Box::pin(seed::publish(ctx, files)),
    retain: |_| Box::pin(async { Ok(()) }),
};
