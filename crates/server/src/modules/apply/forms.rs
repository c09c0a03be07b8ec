//! All current forms in one document, rendered once per version.

use std::sync::Arc;

use yunlin_api::forms::Forms;

use crate::domain::{calendar, cases, forms};
use crate::infra::ctx::Ctx;
use crate::infra::data::DataFiles;
use crate::infra::seed::SeedError;
use crate::infra::shelf::Document;
use crate::infra::web::ApiError;

/// Publishes forms and calendar, plans the look at the calendar, and renders.
pub(super) async fn publish(ctx: &Ctx, files: &DataFiles) -> Result<(), SeedError> {
    calendar::publish(ctx, files).await?;
    forms::publish(ctx, files).await?;
    cases::plan_alarm(ctx).await?;
    document(ctx).await?;
    Ok(())
}

/// The document of the current version.
pub(super) async fn document(ctx: &Ctx) -> Result<Arc<Document>, ApiError> {
    let version = forms::version_of_set(ctx.db.read()).await?;
    if let Some(document) = ctx.shelf.get("apply/forms", version) {
        return Ok(document);
    }
    let forms = forms::current(ctx.db.read()).await?;
    let bytes = serde_json::to_vec(&Forms { version, forms })?;
    ctx.shelf.put("apply/forms", version, bytes).await.map_err(ApiError::internal)
}
