//! What is known of one person.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;
use yunlin_api::identity::{IdNumber, Phone};

use super::{id_of, kind, place, stored_phone};
use crate::infra::db::sql;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// A person in clear. Never to be sent or logged as it is: mask it, or record the act of showing it.
#[derive(Clone)]
pub struct Known {
    /// Names the person.
    pub person: Uuid,
    /// As on the ID card, if given.
    pub name: Option<String>,
    /// If given.
    pub id_number: Option<IdNumber>,
    /// Number of the account, if any.
    pub phone: Option<Phone>,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known").field("person", &self.person).finish_non_exhaustive()
    }
}

/// One person in clear. The caller has checked that whoever asks may know.
pub async fn known<C: ConnectionTrait>(db: &C, keys: &Keys, person: Uuid) -> Result<Option<Known>, ApiError> {
    let text = "SELECT p.name_sealed, p.id_sealed, ph.id AS phone, ph.sealed AS phone_sealed FROM person p \
        LEFT JOIN account a ON a.person = p.id LEFT JOIN account_phone ap ON ap.account = a.id \
        LEFT JOIN phone ph ON ph.id = ap.phone WHERE p.id = $1 AND p.erased_at IS NULL";
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [person.to_string().into()])).await?;
    let Some(row) = row else { return Ok(None) };
    let open = |place: &str, sealed: Option<Vec<u8>>| sealed.map(|s| keys.open_text(place, &s)).transpose();
    let name = open(&place::name(person), row.try_get("", "name_sealed")?)?;
    let id_number = open(&place::id_number(person), row.try_get("", "id_sealed")?)?;
    let phone_id: Option<String> = row.try_get("", "phone")?;
    let phone = match phone_id {
        Some(_) => open(&place::phone(id_of(&row, "phone")?), row.try_get("", "phone_sealed")?)?,
        None => None,
    };
    let id_number = id_number.and_then(|n| IdNumber::new(&n).ok());
    Ok(Some(Known { person, name, id_number, phone: phone.and_then(|p| stored_phone(&p)) }))
}

/// A new person with name and ID number; false when the number belongs to somebody. A counter that registers the same number
/// at this moment is waited for, and the constraint decides: an error would end the whole transaction on PostgreSQL.
pub(super) async fn new_named(
    tx: &DatabaseTransaction,
    keys: &Keys,
    person: Uuid,
    (name, id_number): (&str, &IdNumber),
    at: DateTime<Utc>,
) -> Result<bool, ApiError> {
    let text = "INSERT INTO person (id, name_sealed, id_sealed, id_blind, made_at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (id_blind) DO NOTHING";
    let values = [
        person.to_string().into(),
        keys.seal(&place::name(person), name.as_bytes())?.into(),
        keys.seal(&place::id_number(person), id_number.as_str().as_bytes())?.into(),
        keys.blind(kind::ID_NUMBER, id_number.as_str()).into(),
        at.into(),
    ];
    let done = tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
    Ok(done.rows_affected() == 1)
}

/// Notes name and ID number of a person; false when the number belongs to somebody else, or when the person has another one:
/// a number that is noted stays, also where two are given at once.
pub async fn name_person(
    tx: &DatabaseTransaction,
    keys: &Keys,
    person: Uuid,
    name: &str,
    id_number: &IdNumber,
) -> Result<bool, ApiError> {
    let blind = keys.blind(kind::ID_NUMBER, id_number.as_str());
    let text = "UPDATE person SET name_sealed = $2, id_sealed = $3, id_blind = $4 WHERE id = $1 \
        AND (id_blind IS NULL OR id_blind = $4) \
        AND NOT EXISTS (SELECT 1 FROM person other WHERE other.id_blind = $4 AND other.id <> $1)";
    let values = [
        person.to_string().into(),
        keys.seal(&place::name(person), name.as_bytes())?.into(),
        keys.seal(&place::id_number(person), id_number.as_str().as_bytes())?.into(),
        blind.into(),
    ];
    match tx.execute_raw(sql(tx.get_database_backend(), text, values)).await {
        Ok(done) => Ok(done.rows_affected() == 1),
        // Two at once with one number: the constraint decides. The caller refuses, so the transaction is over anyway.
        Err(e) if is_unique(&e) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// Notes a name alone.
pub async fn set_name(
    tx: &DatabaseTransaction,
    keys: &Keys,
    person: Uuid,
    name: &str,
) -> Result<(), ApiError> {
    let text = "UPDATE person SET name_sealed = $2 WHERE id = $1";
    let values = [person.to_string().into(), keys.seal(&place::name(person), name.as_bytes())?.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
    Ok(())
}

fn is_unique(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}
