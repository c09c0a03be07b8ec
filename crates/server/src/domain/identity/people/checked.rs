//! Whose ID card the counter has seen. What somebody says of themselves online is a claim until then, and no more.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;
use yunlin_api::identity::{IdNumber, Phone};

use super::{id_of, kind};
use crate::infra::db::sql;
use crate::infra::seal::Keys;

/// Notes that the counter has seen the card.
pub(super) async fn mark(tx: &DatabaseTransaction, person: Uuid, at: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "INSERT INTO id_check (person, checked_at) VALUES ($1, $2) ON CONFLICT (person) DO NOTHING";
    let values = [person.to_string().into(), at.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// The person whose card with this number the counter has seen.
pub(super) async fn person<C: ConnectionTrait>(
    db: &C,
    keys: &Keys,
    number: &IdNumber,
) -> Result<Option<Uuid>, DbErr> {
    let text = "SELECT p.id AS person FROM person p JOIN id_check c ON c.person = p.id \
        WHERE p.id_blind = $1 AND p.erased_at IS NULL";
    let blind = keys.blind(kind::ID_NUMBER, number.as_str());
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [blind.into()])).await?;
    row.map(|row| id_of(&row, "person")).transpose()
}

/// The person who claims this number, if their account is on this phone too: card and phone of one person.
pub(super) async fn claimant_with_phone(
    tx: &DatabaseTransaction,
    keys: &Keys,
    (number, phone): (&IdNumber, &Phone),
) -> Result<Option<Uuid>, DbErr> {
    let text = "SELECT p.id AS person FROM person p JOIN account a ON a.person = p.id \
        JOIN account_phone ap ON ap.account = a.id JOIN phone ph ON ph.id = ap.phone \
        WHERE p.id_blind = $1 AND ph.blind = $2 AND a.closed_at IS NULL";
    let blinds =
        [keys.blind(kind::ID_NUMBER, number.as_str()).into(), keys.blind(kind::PHONE, phone.as_str()).into()];
    let row = tx.query_one_raw(sql(tx.get_database_backend(), text, blinds)).await?;
    row.map(|row| id_of(&row, "person")).transpose()
}

/// Takes this number from whoever only claims it; says from whom.
pub(super) async fn end_claim(
    tx: &DatabaseTransaction,
    keys: &Keys,
    number: &IdNumber,
) -> Result<Option<Uuid>, DbErr> {
    let backend = tx.get_database_backend();
    let blind = keys.blind(kind::ID_NUMBER, number.as_str());
    let claimed = "id_blind = $1 AND NOT EXISTS (SELECT 1 FROM id_check c WHERE c.person = person.id)";
    let end =
        format!("UPDATE person SET id_blind = NULL, id_sealed = NULL WHERE {claimed} RETURNING id AS person");
    let row = tx.query_one_raw(sql(backend, &end, [blind.into()])).await?;
    row.map(|row| id_of(&row, "person")).transpose()
}
