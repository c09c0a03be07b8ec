//! The use cases of the community cards.

use std::sync::Arc;

use yunlin_api::community::Places;
use yunlin_api::problem::Code;

use super::store;
use crate::infra::ctx::Ctx;
use crate::infra::shelf::Document;
use crate::infra::web::ApiError;

/// All communities of the current version, rendered once per version.
pub(super) async fn places(ctx: &Ctx) -> Result<Arc<Document>, ApiError> {
    let current = store::current(ctx.db.read()).await?.ok_or_else(|| ApiError::new(Code::Unavailable))?;
    if let Some(document) = ctx.shelf.get("community/places", current.version) {
        return Ok(document);
    }
    let communities = store::communities(ctx.db.read(), current.version).await?;
    let communities = communities.iter().map(|json| serde_json::from_str(json)).collect::<Result<_, _>>()?;
    let out = Places { version: current.version, published_on: current.published_on, communities };
    let bytes = serde_json::to_vec(&out)?;
    ctx.shelf.put("community/places", current.version, bytes).await.map_err(ApiError::internal)
}
