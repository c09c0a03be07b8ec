//! Rows of the acts.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, Value};
use uuid::Uuid;
use yunlin_api::privacy::Receipt;

use super::Entry;
use crate::domain::identity::Resident;
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// Receipts that a resident gets at once; the export has all.
const SHOWN: i64 = 200;

/// Reasons that one transaction seals.
const AT_ONCE: i64 = 200;

/// One act with who did it.
pub(super) struct Row<'a> {
    pub(super) staff: Option<Uuid>,
    pub(super) unit: &'a str,
    pub(super) entry: &'a Entry,
}

/// Adds an act and names it.
pub(super) async fn insert(tx: &DatabaseTransaction, row: &Row<'_>) -> Result<String, DbErr> {
    let text = "INSERT INTO audit_entry (id, at, staff, unit, person, act, case_id, about, reason) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')";
    let id = |id: Option<Uuid>| Value::from(id.map(|id| id.to_string()));
    let (entry, own) = (row.entry, Uuid::now_v7().to_string());
    let values = [
        own.clone().into(),
        entry.at.into(),
        id(row.staff),
        row.unit.into(),
        id(entry.person),
        entry.act.clone().into(),
        id(entry.case),
        entry.about.clone().into(),
    ];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
    Ok(own)
}

/// Where a reason is sealed for.
fn place(id: &str) -> String {
    format!("audit_reason.sealed/{id}")
}

/// Adds the reason of an act.
pub(super) async fn give_reason(
    tx: &DatabaseTransaction,
    keys: &Keys,
    id: &str,
    reason: &str,
) -> Result<(), ApiError> {
    let text = "INSERT INTO audit_reason (id, sealed) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
    let values = [id.into(), keys.seal(&place(id), reason.as_bytes())?.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
    Ok(())
}

/// Seals reasons that an older build wrote in clear, a batch; says how many.
pub async fn seal_reasons(tx: &DatabaseTransaction, keys: &Keys) -> Result<usize, ApiError> {
    let backend = tx.get_database_backend();
    let text = "SELECT id, reason FROM audit_entry WHERE reason <> '' ORDER BY id LIMIT $1";
    let rows = tx.query_all_raw(sql(backend, text, [AT_ONCE.into()])).await?;
    for row in &rows {
        let (id, reason): (String, String) = (row.try_get("", "id")?, row.try_get("", "reason")?);
        give_reason(tx, keys, &id, &reason).await?;
        let text = "UPDATE audit_entry SET reason = '' WHERE id = $1";
        tx.execute_raw(sql(backend, text, [id.into()])).await?;
    }
    Ok(rows.len())
}

/// Drops acts from before a moment, with their reasons.
pub async fn forget(tx: &DatabaseTransaction, before: DateTime<Utc>) -> Result<(), DbErr> {
    for text in [
        "DELETE FROM audit_reason WHERE id IN (SELECT id FROM audit_entry WHERE at < $1)",
        "DELETE FROM audit_entry WHERE at < $1",
    ] {
        tx.execute_raw(sql(tx.get_database_backend(), text, [before.into()])).await?;
    }
    Ok(())
}

/// Who looked at, or changed, what of this resident's; newest first.
pub async fn receipts(ctx: &Ctx, of: &Resident) -> Result<Vec<Receipt>, ApiError> {
    newest(ctx, of.person(), SHOWN).await
}

/// All of them, for the export.
pub async fn all_receipts(ctx: &Ctx, person: Uuid) -> Result<Vec<Receipt>, ApiError> {
    newest(ctx, person, i64::MAX).await
}

async fn newest(ctx: &Ctx, person: Uuid, most: i64) -> Result<Vec<Receipt>, ApiError> {
    let text = "SELECT e.id, e.at, e.unit, e.act, e.about, e.reason, r.sealed FROM audit_entry e \
        LEFT JOIN audit_reason r ON r.id = e.id WHERE e.person = $1 ORDER BY e.at DESC, e.id DESC LIMIT $2";
    let values = [person.to_string().into(), most.into()];
    let rows = ctx.db.read().query_all_raw(sql(ctx.db.backend(), text, values)).await?;
    rows.iter().map(|row| receipt(&ctx.keys, row)).collect()
}

fn receipt(keys: &Keys, row: &QueryResult) -> Result<Receipt, ApiError> {
    let (id, at): (String, DateTime<Utc>) = (row.try_get("", "id")?, row.try_get("", "at")?);
    let sealed: Option<Vec<u8>> = row.try_get("", "sealed")?;
    let reason = match sealed {
        Some(sealed) => keys.open_text(&place(&id), &sealed)?,
        None => row.try_get("", "reason")?,
    };
    Ok(Receipt {
        id: Uuid::parse_str(&id).map_err(ApiError::internal)?,
        at: at.to_rfc3339_opts(SecondsFormat::Millis, true),
        unit: row.try_get("", "unit")?,
        act: row.try_get("", "act")?,
        about: row.try_get("", "about")?,
        reason,
    })
}
