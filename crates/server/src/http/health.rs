//! For whoever watches the process.

use axum::extract::State;
use axum::http::StatusCode;

use crate::infra::ctx::Ctx;

/// The process answers.
pub(super) async fn process() -> &'static str {
    "ok"
}

/// The database answers too.
pub(super) async fn database(State(ctx): State<Ctx>) -> (StatusCode, &'static str) {
    match ctx.db.ping().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}
