//! For whoever watches the process.

use std::time::Duration;

use axum::extract::State;
use yunlin_api::problem::Code;

use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// The process answers.
pub(super) async fn process() -> &'static str {
    "ok"
}

/// The database answers too.
pub(super) async fn database(State(ctx): State<Ctx>) -> Result<&'static str, ApiError> {
    let patience = Duration::from_secs(ctx.config.request_timeout);
    match tokio::time::timeout(patience, ctx.db.ping()).await {
        Ok(Ok(())) => Ok("ready"),
        // Whatever it says, it is the database that is not ready, and not a fault of this program.
        Ok(Err(_)) | Err(_) => Err(ApiError::new(Code::Unavailable)),
    }
}
