//! The use cases of the guide.

use std::sync::Arc;

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use sea_orm::DatabaseTransaction;
use yunlin_api::guide::{Catalogue, Item, ReportError, Reported, Texts};
use yunlin_api::problem::Code;

use super::code::ItemCode;
use super::entity::{catalogue_version, guide_error_report};
use super::store;
use crate::infra::ctx::Ctx;
use crate::infra::shelf::Document;
use crate::infra::web::ApiError;

/// All cards of the current version, rendered once per version.
pub(super) async fn catalogue(ctx: &Ctx) -> Result<Arc<Document>, ApiError> {
    let current = current(ctx).await?;
    if let Some(document) = ctx.shelf.get("guide/catalogue", current.version) {
        return Ok(document);
    }
    let items = store::cards(ctx.db.read(), current.version).await?;
    let items = items.iter().map(|json| serde_json::from_str(json)).collect::<Result<_, _>>()?;
    let out = Catalogue { version: current.version, published_on: current.published_on, items };
    let bytes = serde_json::to_vec(&out)?;
    ctx.shelf.put("guide/catalogue", current.version, bytes).await.map_err(ApiError::internal)
}

/// All guides of the current version, rendered once per version.
pub(super) async fn texts(ctx: &Ctx) -> Result<Arc<Document>, ApiError> {
    let current = current(ctx).await?;
    if let Some(document) = ctx.shelf.get("guide/texts", current.version) {
        return Ok(document);
    }
    let items = store::texts(ctx.db.read(), current.version).await?;
    let items = items.iter().map(|json| serde_json::from_str(json)).collect::<Result<_, _>>()?;
    let out = Texts { version: current.version, published_on: current.published_on, items };
    let bytes = serde_json::to_vec(&out)?;
    ctx.shelf.put("guide/texts", current.version, bytes).await.map_err(ApiError::internal)
}

/// One item of the current version.
pub(super) async fn item(ctx: &Ctx, code: &ItemCode) -> Result<Item, ApiError> {
    let current = current(ctx).await?;
    let row = store::item(ctx.db.read(), current.version, code).await?.ok_or_else(ApiError::not_found)?;
    Ok(Item {
        card: serde_json::from_str(&row.card_json)?,
        text: serde_json::from_str(&row.text_json)?,
        version: current.version,
        published_on: current.published_on,
    })
}

/// Stores a report under the id that the phone made. The same report twice is one report.
pub(super) async fn report(
    tx: &DatabaseTransaction,
    input: &ReportError,
    now: DateTime<Utc>,
) -> Result<Reported, ApiError> {
    let unknown =
        || ApiError::field("item_code", "没有找到这个事项，可能已更新，请返回事项列表重新打开后再提交。");
    let code = ItemCode::parse(&input.item_code).ok_or_else(unknown)?;
    let current = store::current(tx).await?.ok_or_else(|| ApiError::new(Code::Unavailable))?;
    store::item(tx, current.version, &code).await?.ok_or_else(unknown)?;
    let kind = serde_json::to_value(input.kind)?;
    let kind = kind.as_str().ok_or_else(|| ApiError::internal("a kind of report that is no string"))?;
    let row = guide_error_report::Model {
        id: input.id.to_string(),
        version: current.version,
        item_code: code.as_str().to_owned(),
        kind: kind.to_owned(),
        text: input.text.as_str().to_owned(),
        received_at: now,
    };
    let stored = store::insert_report(tx, row.clone()).await?;
    if (&stored.item_code, &stored.kind, &stored.text) != (&row.item_code, &row.kind, &row.text) {
        return Err(ApiError::field("id", "这个编号已经用过，请刷新页面后重新填写。"));
    }
    let received_at = stored.received_at.to_rfc3339_opts(SecondsFormat::Millis, true);
    Ok(Reported { id: input.id, received_at })
}

/// Days that a report is kept: it may name somebody though the form asks not to, and by then it was worked through.
const REPORTS_DAYS: i64 = 180;

/// Lets go of reports that are older.
pub(super) async fn retain(ctx: &Ctx) -> Result<(), ApiError> {
    let before = ctx.now() - Duration::days(REPORTS_DAYS);
    Ok(ctx.db.tx(move |tx| Box::pin(store::forget_reports(tx, before))).await?)
}

/// The current version; there is one as soon as the server has seeded.
async fn current(ctx: &Ctx) -> Result<catalogue_version::Model, ApiError> {
    store::current(ctx.db.read()).await?.ok_or_else(|| ApiError::new(Code::Unavailable))
}
