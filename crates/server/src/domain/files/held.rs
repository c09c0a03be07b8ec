//! Photos that a resident has uploaded and not sent with a case yet: shown, exported by their day, gone with the account.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, FromQueryResult};
use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::privacy::{HeldField, HeldGroup};

use super::wording;
use crate::domain::privacy::{Asked, Source};
use crate::infra::ctx::Ctx;
use crate::infra::db::{TxFuture, sql};
use crate::infra::web::ApiError;

/// What the files hold of a resident beside those of the cases.
pub const SOURCE: Source = Source { name: "loose_files", held, export, kept, erase };

/// Which files these are; the person is the first value.
const LOOSE: &str = "case_id IS NULL AND deleted_at IS NULL AND owner_kind = 'resident' \
    AND owner IN (SELECT id FROM account WHERE person = $1)";

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    bytes: i64,
    created_at: chrono::DateTime<chrono::Utc>,
}

async fn all(ctx: &Ctx, person: Uuid) -> Result<Vec<Row>, DbErr> {
    let text =
        format!("SELECT kind, bytes, created_at FROM stored_file WHERE {LOOSE} ORDER BY created_at, id");
    let find = sql(ctx.db.backend(), &text, [person.to_string().into()]);
    Row::find_by_statement(find).all(ctx.db.read()).await
}

fn held(ctx: &Ctx, person: Uuid) -> Asked<'_, Vec<HeldGroup>> {
    Box::pin(async move {
        let count = all(ctx, person).await?.len();
        if count == 0 {
            return Ok(Vec::new());
        }
        let field = HeldField {
            label: wording::LOOSE.to_owned(),
            masked: wording::loose(count),
            purpose: wording::LOOSE_PURPOSE.to_owned(),
            kept: wording::LOOSE_KEPT.to_owned(),
        };
        Ok(vec![HeldGroup { title: wording::LOOSE.to_owned(), fields: vec![field] }])
    })
}

fn export(ctx: &Ctx, person: Uuid) -> Asked<'_, Value> {
    Box::pin(async move {
        let one =
            |row: Row| json!({ "at": row.created_at.to_rfc3339(), "kind": row.kind, "bytes": row.bytes });
        Ok(all(ctx, person).await?.into_iter().map(one).collect())
    })
}

fn kept(_: &Ctx, _: Uuid) -> Asked<'_, Vec<String>> {
    Box::pin(async { Ok(Vec::new()) })
}

/// The bytes go with the next sweep.
fn erase(tx: &DatabaseTransaction, person: Uuid) -> TxFuture<'_, (), ApiError> {
    Box::pin(async move {
        let text = format!("UPDATE stored_file SET deleted_at = created_at WHERE {LOOSE}");
        tx.execute_raw(sql(tx.get_database_backend(), &text, [person.to_string().into()])).await?;
        Ok(())
    })
}
