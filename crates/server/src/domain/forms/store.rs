//! Rows of the forms. A published version never changes.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, FromQueryResult};
use yunlin_api::forms::Form;

use crate::infra::db::sql;
use crate::infra::migrate::Migration;
use crate::infra::web::ApiError;

/// In order; a released step is never edited.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "forms_1_version",
    ddl: "CREATE TABLE IF NOT EXISTS form_version (
        item_code text NOT NULL,
        version bigint NOT NULL CHECK (version > 0),
        published_on text NOT NULL,
        superseded_on text,
        content_hash text NOT NULL,
        json text NOT NULL,
        PRIMARY KEY (item_code, version)
    )",
}];

#[derive(FromQueryResult)]
struct Row {
    json: String,
    superseded_on: Option<String>,
    content_hash: String,
}

/// A version with the day on which the next one came.
pub(super) struct Found {
    pub(super) form: Form,
    pub(super) superseded_on: Option<String>,
    pub(super) content_hash: String,
}

fn found(row: Row) -> Result<Found, ApiError> {
    let form = serde_json::from_str(&row.json)?;
    Ok(Found { form, superseded_on: row.superseded_on, content_hash: row.content_hash })
}

const COLUMNS: &str = "json, superseded_on, content_hash";

/// One version.
pub(super) async fn find<C: ConnectionTrait>(
    db: &C,
    item: &str,
    version: u32,
) -> Result<Option<Found>, ApiError> {
    let text = format!("SELECT {COLUMNS} FROM form_version WHERE item_code = $1 AND version = $2");
    let values = [item.into(), i64::from(version).into()];
    let row = Row::find_by_statement(sql(db.get_database_backend(), &text, values)).one(db).await?;
    row.map(found).transpose()
}

/// One version, whatever its age: for showing what was filled.
pub async fn version<C: ConnectionTrait>(db: &C, item: &str, version: u32) -> Result<Option<Form>, ApiError> {
    Ok(find(db, item, version).await?.map(|f| f.form))
}

/// The newest version of an item.
pub(super) async fn newest<C: ConnectionTrait>(db: &C, item: &str) -> Result<Option<Found>, ApiError> {
    let text = format!("SELECT {COLUMNS} FROM form_version WHERE item_code = $1 AND superseded_on IS NULL");
    let row = Row::find_by_statement(sql(db.get_database_backend(), &text, [item.into()])).one(db).await?;
    row.map(found).transpose()
}

/// The current form of an item.
pub(super) async fn current_of<C: ConnectionTrait>(db: &C, item: &str) -> Result<Option<Form>, ApiError> {
    Ok(newest(db, item).await?.map(|f| f.form))
}

/// All current forms, in catalogue order.
pub async fn current<C: ConnectionTrait>(db: &C) -> Result<Vec<Form>, ApiError> {
    let text = "SELECT f.json, f.superseded_on, f.content_hash FROM catalogue_current c \
        JOIN service_item i ON i.version = c.version JOIN form_version f ON f.item_code = i.code \
        WHERE c.id = 1 AND f.superseded_on IS NULL ORDER BY i.position";
    let rows = Row::find_by_statement(sql(db.get_database_backend(), text, [])).all(db).await?;
    rows.into_iter().map(|row| Ok(found(row)?.form)).collect()
}

/// Grows with each publication of any form.
pub async fn version_of_set<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    let text = "SELECT CAST(COUNT(*) AS bigint) AS n FROM form_version";
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [])).await?;
    row.map_or(Ok(0), |row| row.try_get("", "n"))
}

/// Adds a version and dates the end of the one before.
pub(super) async fn insert(
    tx: &DatabaseTransaction,
    form: &Form,
    hash: &str,
    today: &str,
) -> Result<(), ApiError> {
    let backend = tx.get_database_backend();
    let end = "UPDATE form_version SET superseded_on = $2 WHERE item_code = $1 AND superseded_on IS NULL";
    tx.execute_raw(sql(backend, end, [form.item.clone().into(), today.into()])).await?;
    let text = "INSERT INTO form_version (item_code, version, published_on, content_hash, json) \
        VALUES ($1, $2, $3, $4, $5)";
    let values = [
        form.item.clone().into(),
        i64::from(form.version).into(),
        form.published_on.clone().into(),
        hash.into(),
        serde_json::to_string(form)?.into(),
    ];
    tx.execute_raw(sql(backend, text, values)).await?;
    Ok(())
}
