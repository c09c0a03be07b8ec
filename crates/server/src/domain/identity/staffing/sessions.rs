//! Sessions of staff: short, and read with account and grants at every request, so that a dismissed worker is out at once.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;

use super::store;
use crate::domain::identity::Staff;
use crate::domain::identity::people::id_of;
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::{ApiError, token_hash};

/// Minutes without a touch after which the session is dead.
pub const IDLE_MINUTES: i64 = 15;

/// Hours after which it is dead in any case.
pub(super) const LONGEST_HOURS: i64 = 12;

/// Begins a session.
pub(super) async fn open(
    tx: &DatabaseTransaction,
    staff: Uuid,
    session: Uuid,
    token: &str,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let text =
        "INSERT INTO staff_session (id, staff, token_hash, made_at, seen_at) VALUES ($1, $2, $3, $4, $4)";
    let values = [session.to_string().into(), staff.to_string().into(), token_hash(token).into(), at.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// The member of staff whose live session has this token. How long nobody has touched the desk is what the row says: a request
/// that a person is behind (`touched`) moves it, one that the page makes by itself does not.
pub(in super::super) async fn find(ctx: &Ctx, token: &str, touched: bool) -> Result<Option<Staff>, ApiError> {
    let text = "SELECT s.id, s.staff, s.seen_at, f.name, f.unit, f.must_change, f.totp_on, \
        g.role, g.queue, g.community FROM staff_session s JOIN staff f ON f.id = s.staff \
        LEFT JOIN staff_grant g ON g.staff = f.id \
        WHERE s.token_hash = $1 AND s.seen_at > $2 AND s.made_at > $3 AND f.active = $4 \
        ORDER BY g.role, g.queue, g.community";
    let now = ctx.now();
    let values = [
        token_hash(token).into(),
        (now - Duration::minutes(IDLE_MINUTES)).into(),
        (now - Duration::hours(LONGEST_HOURS)).into(),
        true.into(),
    ];
    let rows = ctx.db.read().query_all_raw(sql(ctx.db.backend(), text, values)).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let session = id_of(row, "id")?;
    let seen: DateTime<Utc> = row.try_get("", "seen_at")?;
    if touched && seen < now - Duration::minutes(1) {
        touch(ctx, session, now).await?;
    }
    Ok(Some(Staff {
        id: id_of(row, "staff")?,
        session,
        name: row.try_get("", "name")?,
        unit: row.try_get("", "unit")?,
        grants: rows.iter().filter_map(|row| store::grant(row).transpose()).collect::<Result<_, _>>()?,
        must_change: row.try_get("", "must_change")?,
        totp: row.try_get("", "totp_on")?,
    }))
}

async fn touch(ctx: &Ctx, session: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    ctx.db
        .tx(move |tx| {
            Box::pin(async move {
                let text = "UPDATE staff_session SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
                let values = [session.to_string().into(), now.into()];
                tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
            })
        })
        .await
}

/// Ends the session that asks.
pub async fn end(tx: &DatabaseTransaction, of: &Staff) -> Result<(), DbErr> {
    let text = "DELETE FROM staff_session WHERE id = $1";
    tx.execute_raw(sql(tx.get_database_backend(), text, [of.session().to_string().into()])).await.map(|_| ())
}

/// Ends all sessions of a member of staff but, perhaps, one.
pub(super) async fn end_all(tx: &DatabaseTransaction, staff: Uuid, but: Option<Uuid>) -> Result<(), DbErr> {
    let text = "DELETE FROM staff_session WHERE staff = $1 AND id <> $2";
    let values = [staff.to_string().into(), but.unwrap_or_default().to_string().into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// Forgets sessions that are over.
pub async fn clean(tx: &DatabaseTransaction, now: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "DELETE FROM staff_session WHERE seen_at < $1 OR made_at < $2";
    let values =
        [(now - Duration::minutes(IDLE_MINUTES)).into(), (now - Duration::hours(LONGEST_HOURS)).into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// Gives a session a new token: the answer that carried the first one was lost.
pub(super) async fn renew(tx: &DatabaseTransaction, id: Uuid, token: &str) -> Result<bool, DbErr> {
    let text = "UPDATE staff_session SET token_hash = $2 WHERE id = $1";
    let values = [id.to_string().into(), token_hash(token).into()];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}
