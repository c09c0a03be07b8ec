//! Where somebody lives, as they told the counter: noted to find them again by their room, and for nothing else.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Value};
use uuid::Uuid;
use yunlin_api::community::RoomKey;

use super::{id_of, kind, place};
use crate::domain::identity::Staff;
use crate::domain::{audit, catalogue};
use crate::infra::db::sql;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// Notes where a person lives; what was noted before goes, and they read that it did.
pub async fn note_home(
    by: &Staff,
    tx: &DatabaseTransaction,
    keys: &Keys,
    (person, room): (Uuid, &RoomKey),
    at: DateTime<Utc>,
) -> Result<(), ApiError> {
    let values: [Value; 4] = [
        person.to_string().into(),
        keys.blind(kind::ROOM, room.as_str()).into(),
        keys.seal(&place::home(person), room.as_str().as_bytes())?.into(),
        at.into(),
    ];
    // The first note, or another room than the one before; the same room again changes nothing and is no act.
    let steps = [
        (
            "登记了住址",
            "INSERT INTO person_home (person, room_blind, sealed, noted_at) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (person) DO NOTHING",
        ),
        (
            "更改了住址",
            "UPDATE person_home SET room_blind = $2, sealed = $3, noted_at = $4 \
                WHERE person = $1 AND room_blind <> $2",
        ),
    ];
    for (act, text) in steps {
        let done = tx.execute_raw(sql(tx.get_database_backend(), text, values.clone())).await?;
        if done.rows_affected() == 1 {
            audit::record(tx, by, &audit::Entry::at_counter(person, act, at)).await?;
            break;
        }
    }
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
