//! What a database holds, in figures: kept in the manifest, compared after restoring.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};

use crate::domain::SEALED;
use crate::infra::db::sql;
use crate::infra::seal;

/// Tables whose rows are counted: those that nobody can make anew.
const TABLES: [&str; 9] = [
    "person",
    "account",
    "staff",
    "case_file",
    "case_event",
    "stored_file",
    "message",
    "audit_entry",
    "guide_error_report",
];

/// Figures of one database at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facts {
    /// Steps of its schema.
    pub(super) schema: BTreeSet<String>,
    /// Mark of the keys under which it was written; tells nothing about them.
    pub(super) keys: Option<String>,
    /// Ids of the keys that sealed its values.
    pub(super) sealed_by: BTreeSet<String>,
    /// Rows by table.
    pub(super) rows: BTreeMap<String, i64>,
}

/// Reads them, of a database of this build.
pub(super) async fn read<C: ConnectionTrait>(db: &C) -> Result<Facts, DbErr> {
    let mut rows = BTreeMap::new();
    for table in TABLES {
        rows.insert(table.to_owned(), count(db, table).await?);
    }
    let (keys, sealed_by) = (seal::mark_of(db).await?, sealed_by(db).await?);
    Ok(Facts { schema: schema(db).await?, keys, sealed_by, rows })
}

/// Whether a copy holds what was noted; an older build's may lack tables that this one has.
pub(super) async fn hold<C: ConnectionTrait>(db: &C, noted: &Facts) -> Result<bool, DbErr> {
    for (table, rows) in &noted.rows {
        let plain = table.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if !plain || count(db, table).await? != *rows {
            return Ok(false);
        }
    }
    Ok(schema(db).await? == noted.schema && seal::mark_of(db).await? == noted.keys)
}

async fn schema<C: ConnectionTrait>(db: &C) -> Result<BTreeSet<String>, DbErr> {
    let steps = sql(db.get_database_backend(), "SELECT name FROM migration", []);
    db.query_all_raw(steps).await?.iter().map(|row| row.try_get("", "name")).collect()
}

async fn count<C: ConnectionTrait>(db: &C, table: &str) -> Result<i64, DbErr> {
    let text = format!("SELECT CAST(COUNT(*) AS bigint) AS n FROM {table}");
    let row = db.query_one_raw(sql(db.get_database_backend(), &text, [])).await?;
    row.map_or(Ok(0), |row| row.try_get("", "n"))
}

/// Ids of the keys of all sealed columns.
async fn sealed_by<C: ConnectionTrait>(db: &C) -> Result<BTreeSet<String>, DbErr> {
    let mut ids = BTreeSet::new();
    for column in SEALED.iter().flat_map(|columns| columns.iter()) {
        let (table, name) = (column.table, column.column);
        let text =
            format!("SELECT DISTINCT substr({name}, 1, 5) AS head FROM {table} WHERE {name} IS NOT NULL");
        for row in db.query_all_raw(sql(db.get_database_backend(), &text, [])).await? {
            let head: Vec<u8> = row.try_get("", "head")?;
            ids.extend(seal::key_of(&head));
        }
    }
    Ok(ids)
}
