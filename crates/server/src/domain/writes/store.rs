//! Rows of the idempotency keys, the counters and the secret.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Value};
use yunlin_api::endpoint::Endpoint;

use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::{ApiError, Call};

/// One key with what was sent under it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) scope: String,
    pub(super) key: String,
    pub(super) request_hash: String,
    pub(super) created_at: DateTime<Utc>,
}

impl Entry {
    /// The key of a guest: whoever has it shares the answer.
    pub(super) fn guest<E: Endpoint>(call: &Call<E>) -> Result<Self, ApiError> {
        let key = call.key()?;
        let (request_hash, created_at) = (key.request_hash.clone(), call.ctx.now());
        Ok(Self { scope: E::ID.to_owned(), key: key.id.to_string(), request_hash, created_at })
    }

    /// The key of an account. What was sent may be personal and short: its hash is keyed, so that nobody guesses it.
    pub(super) fn signed_in<E: Endpoint>(call: &Call<E>, scope: &str) -> Result<Self, ApiError> {
        let mut entry = Self::guest(call)?;
        entry.scope = format!("{}/{scope}", E::ID);
        entry.request_hash = call.ctx.keys.blind("request", &entry.request_hash);
        Ok(entry)
    }
}

/// What was answered to a key.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) request_hash: String,
    pub(super) body: String,
}

/// Claims the key; false when it has been used. A second claim waits here for the first one's commit.
pub(super) async fn claim(tx: &DatabaseTransaction, entry: &Entry) -> Result<bool, DbErr> {
    let text = "INSERT INTO idempotency (scope, key, request_hash, created_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (scope, key) DO NOTHING";
    let values = [
        entry.scope.clone().into(),
        entry.key.clone().into(),
        entry.request_hash.clone().into(),
        entry.created_at.into(),
    ];
    changed(tx, text, values).await.map(|rows| rows == 1)
}

/// Notes the answer under the claimed key.
pub(super) async fn fill(
    tx: &DatabaseTransaction,
    entry: &Entry,
    status: u16,
    body: &str,
) -> Result<(), DbErr> {
    let text = "UPDATE idempotency SET status = $3, response = $4 WHERE scope = $1 AND key = $2";
    let values =
        [entry.scope.clone().into(), entry.key.clone().into(), i32::from(status).into(), body.into()];
    changed(tx, text, values).await.map(|_| ())
}

/// The answer under a key.
pub(super) async fn answer<C: ConnectionTrait>(tx: &C, entry: &Entry) -> Result<Option<Answer>, DbErr> {
    let text = "SELECT request_hash, response FROM idempotency WHERE scope = $1 AND key = $2";
    let values = [entry.scope.clone().into(), entry.key.clone().into()];
    let Some(row) = tx.query_one_raw(sql(tx.get_database_backend(), text, values)).await? else {
        return Ok(None);
    };
    Ok(Some(Answer { request_hash: row.try_get("", "request_hash")?, body: row.try_get("", "response")? }))
}

/// Counts one more write, unless the counter has reached its limit.
pub(super) async fn count(
    tx: &DatabaseTransaction,
    who: &str,
    span: &str,
    limit: u32,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let text = "INSERT INTO guest_counter (who, span, writes, started_at) VALUES ($1, $2, 1, $3) \
        ON CONFLICT (who, span) DO UPDATE SET writes = guest_counter.writes + 1 WHERE guest_counter.writes < $4";
    let values = [who.into(), span.into(), now.into(), i64::from(limit).into()];
    changed(tx, text, values).await.map(|rows| rows == 1)
}

/// The secret of this database under which addresses are hashed; made on first use.
pub(super) async fn secret(ctx: &Ctx) -> Result<String, DbErr> {
    let find = "SELECT value FROM server_secret WHERE name = $1";
    let name = "address";
    if let Some(row) = ctx.db.read().query_one_raw(sql(ctx.db.backend(), find, [name.into()])).await? {
        return row.try_get("", "value");
    }
    let fresh = format!("{}{}", ctx.random_id(), ctx.random_id());
    ctx.db
        .tx(move |tx| {
            let fresh = fresh.clone();
            Box::pin(async move {
                let text =
                    "INSERT INTO server_secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
                changed(tx, text, [name.into(), fresh.clone().into()]).await?;
                let row = tx.query_one_raw(sql(tx.get_database_backend(), find, [name.into()])).await?;
                row.map_or(Ok(fresh), |row| row.try_get("", "value"))
            })
        })
        .await
}

/// Deletes keys that were made before a moment.
pub(super) async fn forget_keys(tx: &DatabaseTransaction, before: DateTime<Utc>) -> Result<(), DbErr> {
    changed(tx, "DELETE FROM idempotency WHERE created_at < $1", [before.into()]).await.map(|_| ())
}

/// Deletes counters that started before a moment.
pub(super) async fn forget_counters(tx: &DatabaseTransaction, before: DateTime<Utc>) -> Result<(), DbErr> {
    changed(tx, "DELETE FROM guest_counter WHERE started_at < $1", [before.into()]).await.map(|_| ())
}

/// Runs a statement and says how many rows it changed.
async fn changed(
    tx: &DatabaseTransaction,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, DbErr> {
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected())
}
