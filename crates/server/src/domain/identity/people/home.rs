//! Where somebody lives, as they told the counter: noted to find them again by their room, and for nothing else.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;
use yunlin_api::community::RoomKey;

use super::{id_of, kind, place};
use crate::domain::catalogue;
use crate::domain::identity::Staff;
use crate::infra::db::sql;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// Notes where a person lives; what was noted before goes.
pub async fn note_home(
    _: &Staff,
    tx: &DatabaseTransaction,
    keys: &Keys,
    (person, room): (Uuid, &RoomKey),
    at: DateTime<Utc>,
) -> Result<(), ApiError> {
    let text = "INSERT INTO person_home (person, room_blind, sealed, noted_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (person) DO UPDATE SET room_blind = excluded.room_blind, sealed = excluded.sealed, \
        noted_at = excluded.noted_at";
    let values = [
        person.to_string().into(),
        keys.blind(kind::ROOM, room.as_str()).into(),
        keys.seal(&place::home(person), room.as_str().as_bytes())?.into(),
        at.into(),
    ];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
    Ok(())
}

/// Forgets where a person lives.
pub async fn forget_home(tx: &DatabaseTransaction, person: Uuid) -> Result<(), DbErr> {
    let text = "DELETE FROM person_home WHERE person = $1";
    tx.execute_raw(sql(tx.get_database_backend(), text, [person.to_string().into()])).await.map(|_| ())
}

/// Persons who told a counter that they live in exactly this room. Whoever asks has been found to work there.
pub async fn by_room<C: ConnectionTrait>(
    _: &Staff,
    db: &C,
    keys: &Keys,
    room: &RoomKey,
) -> Result<Vec<Uuid>, DbErr> {
    let text = "SELECT h.person FROM person_home h JOIN account a ON a.person = h.person \
        WHERE h.room_blind = $1 AND a.closed_at IS NULL ORDER BY a.made_at, a.id";
    let blind = keys.blind(kind::ROOM, room.as_str());
    let rows = db.query_all_raw(sql(db.get_database_backend(), text, [blind.into()])).await?;
    rows.iter().map(|row| id_of(row, "person")).collect()
}

/// The address that was noted of a person, in words.
pub async fn home_of<C: ConnectionTrait>(
    db: &C,
    keys: &Keys,
    person: Uuid,
) -> Result<Option<String>, ApiError> {
    let text = "SELECT sealed FROM person_home WHERE person = $1";
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [person.to_string().into()])).await?;
    let Some(row) = row else { return Ok(None) };
    let sealed: Vec<u8> = row.try_get("", "sealed")?;
    let room = keys.open_text(&place::home(person), &sealed)?;
    let room = RoomKey::parse(&room).map_err(|e| ApiError::internal(e.detail()))?;
    let estate = catalogue::estate(db, room.estate()).await?;
    Ok(Some(room.said(estate.as_ref().map_or(room.estate(), |e| &e.name))))
}
