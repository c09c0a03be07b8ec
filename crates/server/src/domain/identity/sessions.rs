//! Sessions of residents: opened by signing in, found by the hash of their token, listed and ended by their owner.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult};
use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::identity::{Level, SessionRow};

use super::Resident;
use super::people::id_of;
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::{ApiError, token_hash};

/// Days without a touch after which a session ends.
pub const IDLE_DAYS: i64 = 30;

/// Days after which a session ends in any case.
pub const LONGEST_DAYS: i64 = 180;

/// Minutes between two notes of being used.
const NOTE_EVERY: i64 = 5;

/// A session that begins.
#[derive(Clone, Debug)]
pub(super) struct NewSession {
    pub(super) id: Uuid,
    pub(super) token: String,
    pub(super) device: String,
    pub(super) at: DateTime<Utc>,
}

/// Begins a session and notes that the account is in use.
pub(super) async fn open(tx: &DatabaseTransaction, account: Uuid, new: &NewSession) -> Result<(), DbErr> {
    let backend = tx.get_database_backend();
    let text = "INSERT INTO session (id, account, token_hash, device, made_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)";
    let values = [
        new.id.to_string().into(),
        account.to_string().into(),
        token_hash(&new.token).into(),
        new.device.clone().into(),
        new.at.into(),
    ];
    tx.execute_raw(sql(backend, text, values)).await?;
    seen(tx, account, new.at).await
}

/// Gives a session a new token: the answer that carried the first one was lost. Only a young session of this id.
pub(super) async fn renew(
    tx: &DatabaseTransaction,
    id: Uuid,
    token: &str,
    younger: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let text = "UPDATE session SET token_hash = $2 WHERE id = $1 AND made_at > $3";
    let values = [id.to_string().into(), token_hash(token).into(), younger.into()];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}

/// The resident whose live session has this token.
pub(super) async fn find(ctx: &Ctx, token: &str) -> Result<Option<Resident>, ApiError> {
    let text = "SELECT s.id, s.account, s.seen_at, a.person, \
        CASE WHEN p.id_blind IS NULL THEN 0 ELSE 1 END AS named \
        FROM session s JOIN account a ON a.id = s.account JOIN person p ON p.id = a.person \
        WHERE s.token_hash = $1 AND s.seen_at > $2 AND s.made_at > $3 AND a.closed_at IS NULL";
    let now = ctx.now();
    let values = [
        token_hash(token).into(),
        (now - Duration::days(IDLE_DAYS)).into(),
        (now - Duration::days(LONGEST_DAYS)).into(),
    ];
    let Some(row) = ctx.db.read().query_one_raw(sql(ctx.db.backend(), text, values)).await? else {
        return Ok(None);
    };
    let named: i32 = row.try_get("", "named")?;
    let resident = Resident {
        account: id_of(&row, "account")?,
        person: id_of(&row, "person")?,
        session: id_of(&row, "id")?,
        level: if named == 1 { Level::RealName } else { Level::Phone },
    };
    let seen: DateTime<Utc> = row.try_get("", "seen_at")?;
    if seen < now - Duration::minutes(NOTE_EVERY) {
        note(ctx, &resident, now).await?;
    }
    Ok(Some(resident))
}

/// Notes that session and account are in use.
async fn note(ctx: &Ctx, resident: &Resident, now: DateTime<Utc>) -> Result<(), DbErr> {
    let (session, account) = (resident.session, resident.account);
    ctx.db
        .tx(move |tx| {
            Box::pin(async move {
                let text = "UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
                let values = [session.to_string().into(), now.into()];
                tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
                seen(tx, account, now).await
            })
        })
        .await
}

async fn seen(tx: &DatabaseTransaction, account: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "UPDATE account SET seen_at = $2 WHERE id = $1";
    let values = [account.to_string().into(), now.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// All live sessions of a resident, newest first.
pub async fn list(ctx: &Ctx, of: &Resident) -> Result<Vec<SessionRow>, DbErr> {
    let text = "SELECT id, device, made_at, seen_at FROM session \
        WHERE account = $1 AND seen_at > $2 AND made_at > $3 ORDER BY made_at DESC, id DESC";
    let now = ctx.now();
    let values = [
        of.account.to_string().into(),
        (now - Duration::days(IDLE_DAYS)).into(),
        (now - Duration::days(LONGEST_DAYS)).into(),
    ];
    let rows = ctx.db.read().query_all_raw(sql(ctx.db.backend(), text, values)).await?;
    rows.iter().map(|row| shown(row, of)).collect()
}

/// Devices on which somebody signed in, for the export.
pub async fn of_person(ctx: &Ctx, person: Uuid) -> Result<Vec<Value>, DbErr> {
    let text = "SELECT device, made_at, seen_at FROM session \
        WHERE account IN (SELECT id FROM account WHERE person = $1) ORDER BY made_at DESC";
    let rows = ctx.db.read().query_all_raw(sql(ctx.db.backend(), text, [person.to_string().into()])).await?;
    let device = |row: &QueryResult| -> Result<Value, DbErr> {
        let (device, since, seen): (String, DateTime<Utc>, DateTime<Utc>) =
            (row.try_get("", "device")?, row.try_get("", "made_at")?, row.try_get("", "seen_at")?);
        Ok(json!({ "device": device, "since": since.to_rfc3339(), "last_seen": seen.to_rfc3339() }))
    };
    rows.iter().map(device).collect()
}

fn shown(row: &QueryResult, of: &Resident) -> Result<SessionRow, DbErr> {
    let moment = |name: &str| -> Result<String, DbErr> {
        let at: DateTime<Utc> = row.try_get("", name)?;
        Ok(at.to_rfc3339_opts(SecondsFormat::Millis, true))
    };
    let id = id_of(row, "id")?;
    Ok(SessionRow {
        id,
        device: row.try_get("", "device")?,
        since: moment("made_at")?,
        last_seen: moment("seen_at")?,
        current: id == of.session,
    })
}

/// Ends one session of this resident; false when they have no such session.
pub async fn end(tx: &DatabaseTransaction, of: &Resident, id: Uuid) -> Result<bool, DbErr> {
    let text = "DELETE FROM session WHERE id = $1 AND account = $2";
    let values = [id.to_string().into(), of.account.to_string().into()];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}

/// Ends all sessions of an account but, perhaps, one.
pub async fn end_all(tx: &DatabaseTransaction, account: Uuid, but: Option<Uuid>) -> Result<(), DbErr> {
    let text = "DELETE FROM session WHERE account = $1 AND id <> $2";
    let values = [account.to_string().into(), but.unwrap_or_default().to_string().into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// Forgets sessions that are over.
pub async fn clean(tx: &DatabaseTransaction, now: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "DELETE FROM session WHERE seen_at < $1 OR made_at < $2";
    let values = [(now - Duration::days(IDLE_DAYS)).into(), (now - Duration::days(LONGEST_DAYS)).into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}
