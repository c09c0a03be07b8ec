//! 在线办理: residents apply on the phone, follow the case, complete it, rate it; and their inbox.

mod forms;
mod handlers;
mod prepare;
mod router;

use super::Module;

/// Entry of the module list. Its tables belong to the mechanisms that it shares with the desk.
pub const MODULE: Module = Module {
    info: &yunlin_api::apply::INFO,
    routes: router::routes,
    migrations: &[],
    seed: |ctx, files| Box::pin(forms::publish(ctx, files)),
    retain: |_| Box::pin(async { Ok(()) }),
};
