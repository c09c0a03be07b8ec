//! Rows of the codes: one a number, replaced by the next.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;
use yunlin_api::identity::Phone;

use super::MOST_TRIES;
use crate::domain::identity::people::id_of;
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// A code that is asked for.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) who: String,
    pub(super) made_at: DateTime<Utc>,
    pub(super) expires_at: DateTime<Utc>,
}

/// A code that is guessed at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) id: Uuid,
    pub(super) may_compare: bool,
}

/// Puts the row in place of the one before, unless that is younger than allowed.
pub(super) async fn put(
    tx: &DatabaseTransaction,
    keys: &Keys,
    row: &Row,
    phone: &Phone,
    not_after: DateTime<Utc>,
) -> Result<bool, ApiError> {
    let text = "INSERT INTO sign_in_code (phone_blind, id, phone_sealed, tries, made_at, expires_at) \
        VALUES ($1, $2, $3, 0, $4, $5) ON CONFLICT (phone_blind) DO UPDATE SET id = excluded.id, \
        phone_sealed = excluded.phone_sealed, tries = 0, made_at = excluded.made_at, \
        expires_at = excluded.expires_at, sent_at = NULL WHERE sign_in_code.made_at <= $6";
    let values = [
        row.who.clone().into(),
        row.id.to_string().into(),
        keys.seal(&place(row.id), phone.as_str().as_bytes())?.into(),
        row.made_at.into(),
        row.expires_at.into(),
        not_after.into(),
    ];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}

/// Takes one of the tries of the number's code. None when there is no code that is still valid.
pub(super) async fn take_try(ctx: &Ctx, who: &str) -> Result<Option<Found>, DbErr> {
    let (who, now) = (who.to_owned(), ctx.now());
    ctx.db
        .tx(move |tx| {
            let who = who.clone();
            Box::pin(async move {
                let backend = tx.get_database_backend();
                let text = "UPDATE sign_in_code SET tries = tries + 1 \
                    WHERE phone_blind = $1 AND expires_at > $2 AND tries < $3";
                let values = [who.clone().into(), now.into(), MOST_TRIES.into()];
                let taken = tx.execute_raw(sql(backend, text, values)).await?.rows_affected() == 1;
                let text = "SELECT id FROM sign_in_code WHERE phone_blind = $1 AND expires_at > $2";
                let row = tx.query_one_raw(sql(backend, text, [who.into(), now.into()])).await?;
                let found = |row| Ok(Found { id: id_of(&row, "id")?, may_compare: taken });
                row.map(found).transpose()
            })
        })
        .await
}

/// A right guess costs no try: the same code may be sent again with the answer to a question.
pub(super) async fn give_back(ctx: &Ctx, id: Uuid) -> Result<(), DbErr> {
    let text = "UPDATE sign_in_code SET tries = tries - 1 WHERE id = $1 AND tries > 0";
    change(ctx, text, id).await.map(|_| ())
}

/// The number to which a code is to be sent, while it is valid.
pub(super) async fn to_send(ctx: &Ctx, id: Uuid) -> Result<Option<Phone>, ApiError> {
    let text = "SELECT phone_sealed FROM sign_in_code WHERE id = $1 AND expires_at > $2";
    let statement = sql(ctx.db.backend(), text, [id.to_string().into(), ctx.now().into()]);
    let Some(row) = ctx.db.read().query_one_raw(statement).await? else { return Ok(None) };
    let sealed: Vec<u8> = row.try_get("", "phone_sealed")?;
    Ok(Phone::new(&ctx.keys.open_text(&place(id), &sealed)?).ok())
}

/// Notes that it was sent.
pub(super) async fn sent(tx: &DatabaseTransaction, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "UPDATE sign_in_code SET sent_at = $2 WHERE id = $1 AND sent_at IS NULL";
    let values = [id.to_string().into(), now.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// Where a number is sealed for.
fn place(id: Uuid) -> String {
    format!("sign_in_code.phone_sealed/{id}")
}

/// Removes a code; false when it is gone.
pub(super) async fn remove(tx: &DatabaseTransaction, id: Uuid) -> Result<bool, DbErr> {
    let text = "DELETE FROM sign_in_code WHERE id = $1";
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, [id.to_string().into()])).await?.rows_affected()
        == 1)
}

/// Removes codes that were over before a moment.
pub(super) async fn forget(tx: &DatabaseTransaction, before: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "DELETE FROM sign_in_code WHERE expires_at < $1";
    tx.execute_raw(sql(tx.get_database_backend(), text, [before.into()])).await.map(|_| ())
}

async fn change(ctx: &Ctx, text: &'static str, id: Uuid) -> Result<u64, DbErr> {
    ctx.db
        .tx(move |tx| {
            Box::pin(async move {
                let statement = sql(tx.get_database_backend(), text, [id.to_string().into()]);
                Ok(tx.execute_raw(statement).await?.rows_affected())
            })
        })
        .await
}
