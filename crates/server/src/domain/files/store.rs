//! Rows of the files.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, Value};
use uuid::Uuid;

use super::Owner;
use crate::infra::db::sql;

/// What is read of a row.
const COLUMNS: &str =
    "id, owner_kind, owner, case_id, field, kind, bytes, sha256, stored_name, created_at, stored_at";

/// A file that somebody uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Made on the phone.
    pub id: Uuid,
    /// The case that it belongs to.
    pub case: Option<Uuid>,
    /// The field that it answers, or what it is to the case.
    pub field: String,
    /// `image/jpeg` or `application/pdf`.
    pub kind: String,
    /// Bytes, unsealed.
    pub bytes: i64,
    /// When it arrived.
    pub created_at: DateTime<Utc>,
    pub(super) owner_kind: String,
    pub(super) owner: String,
    pub(super) sha256: String,
    pub(super) stored_name: String,
    pub(super) stored: bool,
}

impl StoredFile {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let uuid = |text: &str| Uuid::parse_str(text).map_err(|e| DbErr::Custom(e.to_string()));
        let case: Option<String> = row.try_get("", "case_id")?;
        let field: Option<String> = row.try_get("", "field")?;
        let stored_at: Option<DateTime<Utc>> = row.try_get("", "stored_at")?;
        Ok(Self {
            id: uuid(&row.try_get::<String>("", "id")?)?,
            case: case.as_deref().map(uuid).transpose()?,
            field: field.unwrap_or_default(),
            kind: row.try_get("", "kind")?,
            bytes: row.try_get("", "bytes")?,
            created_at: row.try_get("", "created_at")?,
            owner_kind: row.try_get("", "owner_kind")?,
            owner: row.try_get("", "owner")?,
            sha256: row.try_get("", "sha256")?,
            stored_name: row.try_get("", "stored_name")?,
            stored: stored_at.is_some(),
        })
    }

    /// Whether it came from this owner.
    pub(super) fn is_of(&self, owner: &Owner) -> bool {
        self.owner_kind == owner.kind && self.owner == owner.id
    }
}

/// Counts one more file of the day, unless there have been enough.
pub(super) async fn count(tx: &DatabaseTransaction, owner: &Owner, day: &str) -> Result<bool, DbErr> {
    let text = "INSERT INTO stored_file_day (owner_kind, owner, day, files) VALUES ($1, $2, $3, 1) \
        ON CONFLICT (owner_kind, owner, day) DO UPDATE SET files = stored_file_day.files + 1 \
        WHERE stored_file_day.files < $4";
    let values = [owner.kind.into(), owner.id.clone().into(), day.into(), owner.per_day().into()];
    changed(tx, text, values).await.map(|rows| rows == 1)
}

/// Whether there have been enough on that day. Only `count` decides; this spares the work on what it would refuse.
pub(super) async fn is_enough<C: ConnectionTrait>(db: &C, owner: &Owner, day: &str) -> Result<bool, DbErr> {
    let text =
        "SELECT 1 FROM stored_file_day WHERE owner_kind = $1 AND owner = $2 AND day = $3 AND files >= $4";
    let values = [owner.kind.into(), owner.id.clone().into(), day.into(), owner.per_day().into()];
    Ok(db.query_one_raw(sql(db.get_database_backend(), text, values)).await?.is_some())
}

/// Notes a file before its bytes are written; false when the id is taken.
pub(super) async fn insert(
    tx: &DatabaseTransaction,
    owner: &Owner,
    file: &StoredFile,
) -> Result<bool, DbErr> {
    let text = "INSERT INTO stored_file (id, owner_kind, owner, kind, bytes, sha256, stored_name, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
    let values = [
        file.id.to_string().into(),
        owner.kind.into(),
        owner.id.clone().into(),
        file.kind.clone().into(),
        file.bytes.into(),
        file.sha256.clone().into(),
        file.stored_name.clone().into(),
        file.created_at.into(),
    ];
    changed(tx, text, values).await.map(|rows| rows == 1)
}

/// Its bytes are written.
pub(super) async fn stored(tx: &DatabaseTransaction, id: Uuid, now: DateTime<Utc>) -> Result<(), DbErr> {
    let text =
        "UPDATE stored_file SET stored_at = $2 WHERE id = $1 AND stored_at IS NULL AND deleted_at IS NULL";
    changed(tx, text, [id.to_string().into(), now.into()]).await.map(|_| ())
}

/// The file of this id, deleted ones not.
pub(super) async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<StoredFile>, DbErr> {
    let text = format!("SELECT {COLUMNS} FROM stored_file WHERE id = $1 AND deleted_at IS NULL");
    let row = db.query_one_raw(sql(db.get_database_backend(), &text, [id.to_string().into()])).await?;
    row.as_ref().map(StoredFile::read).transpose()
}

/// Gives a file to a field of a case; only one that is there, the owner's own and belonging nowhere yet, or one that hangs
/// there already, whoever brought it.
pub(super) async fn attach(
    tx: &DatabaseTransaction,
    owner: &Owner,
    id: Uuid,
    (case, field): (Uuid, &str),
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let text = "UPDATE stored_file SET case_id = $4, field = $5, attached_at = $6 \
        WHERE id = $1 AND stored_at IS NOT NULL AND deleted_at IS NULL \
        AND ((owner_kind = $2 AND owner = $3 AND case_id IS NULL) OR (case_id = $4 AND field = $5))";
    let values = [
        id.to_string().into(),
        owner.kind.into(),
        owner.id.clone().into(),
        case.to_string().into(),
        field.into(),
        now.into(),
    ];
    changed(tx, text, values).await.map(|rows| rows == 1)
}

/// Files of a case, in the order of their arrival.
pub(super) async fn of_case(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<StoredFile>, DbErr> {
    let text = format!(
        "SELECT {COLUMNS} FROM stored_file WHERE case_id = $1 AND deleted_at IS NULL ORDER BY created_at, id"
    );
    let rows = db.query_all_raw(sql(db.get_database_backend(), &text, [case.to_string().into()])).await?;
    rows.iter().map(StoredFile::read).collect()
}

/// Files of a field of a case hang under another name.
pub(super) async fn rename_field(
    tx: &DatabaseTransaction,
    case: Uuid,
    (from, to): (&str, &str),
) -> Result<(), DbErr> {
    let text = "UPDATE stored_file SET field = $3 WHERE case_id = $1 AND field = $2";
    changed(tx, text, [case.to_string().into(), from.into(), to.into()]).await.map(|_| ())
}

/// Marks all files of a case as deleted.
pub(super) async fn delete_of_case(
    tx: &DatabaseTransaction,
    case: Uuid,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let text = "UPDATE stored_file SET deleted_at = $2 WHERE case_id = $1 AND deleted_at IS NULL";
    changed(tx, text, [case.to_string().into(), now.into()]).await
}

/// Marks files that nobody attached in time as deleted.
pub(super) async fn delete_loose_before(
    tx: &DatabaseTransaction,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let text = "UPDATE stored_file SET deleted_at = $2 \
        WHERE case_id IS NULL AND deleted_at IS NULL AND created_at < $1";
    changed(tx, text, [before.into(), now.into()]).await
}

/// Names of deleted files whose bytes may still be there.
pub(super) async fn deleted(db: &impl ConnectionTrait, limit: u32) -> Result<Vec<(String, String)>, DbErr> {
    let text =
        "SELECT id, stored_name FROM stored_file WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT $1";
    let statement = sql(db.get_database_backend(), text, [i64::from(limit).into()]);
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "stored_name")?))).collect()
}

/// Forgets a deleted file.
pub(super) async fn forget(tx: &DatabaseTransaction, id: &str) -> Result<(), DbErr> {
    changed(tx, "DELETE FROM stored_file WHERE id = $1 AND deleted_at IS NOT NULL", [id.into()])
        .await
        .map(|_| ())
}

/// Forgets counters of days before this one.
pub(super) async fn forget_days(tx: &DatabaseTransaction, before: &str) -> Result<(), DbErr> {
    changed(tx, "DELETE FROM stored_file_day WHERE day < $1", [before.into()]).await.map(|_| ())
}

/// Files after an id, for walks over all of them.
pub(super) async fn after(db: &impl ConnectionTrait, id: &str) -> Result<Vec<StoredFile>, DbErr> {
    let text = format!(
        "SELECT {COLUMNS} FROM stored_file WHERE id > $1 AND stored_at IS NOT NULL AND deleted_at IS NULL \
        ORDER BY id LIMIT 100"
    );
    let rows = db.query_all_raw(sql(db.get_database_backend(), &text, [id.into()])).await?;
    rows.iter().map(StoredFile::read).collect()
}

/// Names under which bytes lie, of all files that are there.
pub(super) async fn names(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let text =
        "SELECT stored_name FROM stored_file WHERE stored_at IS NOT NULL AND deleted_at IS NULL ORDER BY id";
    let rows = db.query_all_raw(sql(db.get_database_backend(), text, [])).await?;
    rows.iter().map(|row| row.try_get("", "stored_name")).collect()
}

/// Marks a file as deleted whose bytes are gone.
pub(super) async fn gone(tx: &DatabaseTransaction, name: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "UPDATE stored_file SET deleted_at = $2 WHERE stored_name = $1 AND deleted_at IS NULL";
    changed(tx, text, [name.into(), now.into()]).await.map(|_| ())
}

/// Runs a statement and says how many rows it changed.
async fn changed(
    tx: &DatabaseTransaction,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, DbErr> {
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected())
}
