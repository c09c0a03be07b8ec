//! Rows of the acts.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Value};
use uuid::Uuid;
use yunlin_api::privacy::Receipt;

use super::Entry;
use crate::domain::identity::Resident;
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;

/// Receipts that a resident gets at once.
const SHOWN: i64 = 200;

/// One act with who did it.
pub(super) struct Row<'a> {
    pub(super) staff: Option<Uuid>,
    pub(super) unit: &'a str,
    pub(super) entry: &'a Entry,
}

/// Adds an act.
pub(super) async fn insert(tx: &DatabaseTransaction, row: &Row<'_>) -> Result<(), DbErr> {
    let text = "INSERT INTO audit_entry (id, at, staff, unit, person, act, case_id, about, reason) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let id = |id: Option<Uuid>| Value::from(id.map(|id| id.to_string()));
    let entry = row.entry;
    let values = [
        Uuid::now_v7().to_string().into(),
        entry.at.into(),
        id(row.staff),
        row.unit.into(),
        id(entry.person),
        entry.act.clone().into(),
        id(entry.case),
        entry.about.clone().into(),
        entry.reason.clone().into(),
    ];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// Who looked at, or changed, what of this resident's; newest first.
pub async fn receipts(ctx: &Ctx, of: &Resident) -> Result<Vec<Receipt>, DbErr> {
    let text = "SELECT id, at, unit, act, about, reason FROM audit_entry WHERE person = $1 \
        ORDER BY at DESC, id DESC LIMIT $2";
    let values = [of.person().to_string().into(), SHOWN.into()];
    let rows = ctx.db.read().query_all_raw(sql(ctx.db.backend(), text, values)).await?;
    rows.iter()
        .map(|row| {
            let (id, at): (String, DateTime<Utc>) = (row.try_get("", "id")?, row.try_get("", "at")?);
            Ok(Receipt {
                id: Uuid::parse_str(&id).map_err(|e| DbErr::Custom(e.to_string()))?,
                at: at.to_rfc3339_opts(SecondsFormat::Millis, true),
                unit: row.try_get("", "unit")?,
                act: row.try_get("", "act")?,
                about: row.try_get("", "about")?,
                reason: row.try_get("", "reason")?,
            })
        })
        .collect()
}
