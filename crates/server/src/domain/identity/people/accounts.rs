//! Accounts and the numbers they are reached by.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;
use yunlin_api::identity::Phone;

use super::{id_of, kind, place};
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// Days without use after which a number may have a new owner.
pub(in super::super) const IDLE_DAYS: i64 = 90;

/// An account on a number.
#[derive(Clone, Debug)]
pub(in super::super) struct Held {
    pub(in super::super) account: Uuid,
    pub(in super::super) person: Uuid,
    pub(in super::super) seen_at: DateTime<Utc>,
}

/// All open accounts on a number, the oldest first.
pub(in super::super) async fn on_phone<C: ConnectionTrait>(
    db: &C,
    keys: &Keys,
    phone: &Phone,
) -> Result<Vec<Held>, DbErr> {
    let text = "SELECT a.id, a.person, a.seen_at FROM phone ph JOIN account_phone ap ON ap.phone = ph.id \
        JOIN account a ON a.id = ap.account WHERE ph.blind = $1 AND a.closed_at IS NULL ORDER BY a.made_at, a.id";
    let blind = keys.blind(kind::PHONE, phone.as_str());
    let rows = db.query_all_raw(sql(db.get_database_backend(), text, [blind.into()])).await?;
    rows.iter()
        .map(|row| {
            Ok(Held {
                account: id_of(row, "id")?,
                person: id_of(row, "person")?,
                seen_at: row.try_get("", "seen_at")?,
            })
        })
        .collect()
}

/// A new person with an account of their own.
pub(in super::super) async fn new_account(
    tx: &DatabaseTransaction,
    person: Uuid,
    account: Uuid,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    new_person(tx, person, at).await?;
    open(tx, person, account, (at, at)).await
}

/// The same at the counter.
pub(super) async fn new_unused_account(
    tx: &DatabaseTransaction,
    person: Uuid,
    account: Uuid,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    new_person(tx, person, at).await?;
    open_unused(tx, person, account, at).await
}

/// An account that the counter opens for a person who has none. Its phone was typed by somebody else, so it counts as long
/// idle: whoever signs in with it first shows once that they are this person.
pub(super) async fn open_unused(
    tx: &DatabaseTransaction,
    person: Uuid,
    account: Uuid,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    open(tx, person, account, (at, at - Duration::days(IDLE_DAYS))).await
}

async fn new_person(tx: &DatabaseTransaction, person: Uuid, at: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "INSERT INTO person (id, made_at) VALUES ($1, $2)";
    let values = [person.to_string().into(), at.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

async fn open(
    tx: &DatabaseTransaction,
    person: Uuid,
    account: Uuid,
    (made, seen): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), DbErr> {
    let text = "INSERT INTO account (id, person, made_at, seen_at) VALUES ($1, $2, $3, $4)";
    let values = [account.to_string().into(), person.to_string().into(), made.into(), seen.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// Makes a number the one of an account; the one before is let go.
pub async fn attach(
    tx: &DatabaseTransaction,
    keys: &Keys,
    account: Uuid,
    phone: &Phone,
    at: DateTime<Utc>,
) -> Result<(), ApiError> {
    let backend = tx.get_database_backend();
    let id = phone_id(tx, keys, phone).await?;
    let text = "INSERT INTO account_phone (account, phone, since) VALUES ($1, $2, $3) \
        ON CONFLICT (account) DO UPDATE SET phone = excluded.phone, since = excluded.since";
    let values = [account.to_string().into(), id.into(), at.into()];
    tx.execute_raw(sql(backend, text, values)).await?;
    Ok(())
}

/// Gives a person who is reached by no number their first one; false when nothing changed. Whoever signs in with it shows
/// once that they are this person: an account without a number is one that nobody has used.
pub(super) async fn attach_first(
    tx: &DatabaseTransaction,
    keys: &Keys,
    person: Uuid,
    phone: &Phone,
    at: DateTime<Utc>,
) -> Result<bool, ApiError> {
    let id = phone_id(tx, keys, phone).await?;
    let text = "INSERT INTO account_phone (account, phone, since) SELECT a.id, $2, $3 FROM account a \
        WHERE a.person = $1 AND a.closed_at IS NULL AND a.seen_at <= $4 AND NOT EXISTS (SELECT 1 FROM account b \
            JOIN account_phone ap ON ap.account = b.id WHERE b.person = $1 AND b.closed_at IS NULL) \
        ORDER BY a.made_at, a.id LIMIT 1 ON CONFLICT (account) DO NOTHING";
    let idle = at - Duration::days(IDLE_DAYS);
    let values = [person.to_string().into(), id.into(), at.into(), idle.into()];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}

/// Names the number of an account, for work that is done after another one has taken its place.
pub async fn number_of(tx: &DatabaseTransaction, account: Uuid) -> Result<Option<Uuid>, DbErr> {
    let text = "SELECT phone FROM account_phone WHERE account = $1";
    let row = tx.query_one_raw(sql(tx.get_database_backend(), text, [account.to_string().into()])).await?;
    row.map(|row| id_of(&row, "phone")).transpose()
}

/// The number of this name, while it is kept.
pub async fn stored_number(ctx: &Ctx, number: Uuid) -> Result<Option<Phone>, ApiError> {
    let text = "SELECT sealed FROM phone WHERE id = $1";
    let statement = sql(ctx.db.backend(), text, [number.to_string().into()]);
    let Some(row) = ctx.db.read().query_one_raw(statement).await? else { return Ok(None) };
    let sealed: Vec<u8> = row.try_get("", "sealed")?;
    Ok(super::stored_phone(&ctx.keys.open_text(&place::phone(number), &sealed)?))
}

/// Forgets numbers that are nobody's any more, but for one that a job has still something to say to.
pub async fn forget_unused_numbers(tx: &DatabaseTransaction) -> Result<(), DbErr> {
    let text = "DELETE FROM phone WHERE NOT EXISTS (SELECT 1 FROM account_phone ap WHERE ap.phone = phone.id) \
        AND NOT EXISTS (SELECT 1 FROM job WHERE job.subject = phone.id AND job.done_at IS NULL)";
    tx.execute_raw(sql(tx.get_database_backend(), text, [])).await.map(|_| ())
}

/// The row of a number; made when there is none.
async fn phone_id(tx: &DatabaseTransaction, keys: &Keys, phone: &Phone) -> Result<String, ApiError> {
    let backend = tx.get_database_backend();
    let (blind, fresh) = (keys.blind(kind::PHONE, phone.as_str()), Uuid::now_v7());
    let sealed = keys.seal(&place::phone(fresh), phone.as_str().as_bytes())?;
    let text = "INSERT INTO phone (id, blind, sealed) VALUES ($1, $2, $3) ON CONFLICT (blind) DO NOTHING";
    let values = [fresh.to_string().into(), blind.clone().into(), sealed.into()];
    tx.execute_raw(sql(backend, text, values)).await?;
    let row = tx.query_one_raw(sql(backend, "SELECT id FROM phone WHERE blind = $1", [blind.into()])).await?;
    Ok(row.ok_or_else(|| ApiError::internal("a phone row vanished"))?.try_get("", "id")?)
}

/// Lets the accounts on a number go that nobody has used since a moment, and that had it then: the number has a new owner.
/// Who was given a family's phone at the counter yesterday keeps it.
pub(in super::super) async fn detach_idle(
    tx: &DatabaseTransaction,
    keys: &Keys,
    phone: &Phone,
    since: DateTime<Utc>,
) -> Result<(), DbErr> {
    let blind = keys.blind(kind::PHONE, phone.as_str());
    let idle = "SELECT a.id FROM account a JOIN account_phone ap ON ap.account = a.id \
        JOIN phone ph ON ph.id = ap.phone WHERE ph.blind = $1 AND a.seen_at <= $2 AND ap.since <= $2";
    for text in [
        format!("DELETE FROM session WHERE account IN ({idle})"),
        format!("DELETE FROM account_phone WHERE account IN ({idle})"),
    ] {
        let values = [blind.clone().into(), since.into()];
        tx.execute_raw(sql(tx.get_database_backend(), &text, values)).await?;
    }
    Ok(())
}
