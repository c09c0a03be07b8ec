//! What a database holds, in figures: kept in the manifest, compared after restoring.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};

use crate::domain::SEALED;
use crate::infra::db::sql;
use crate::infra::seal;

/// Tables whose rows are counted: those that nobody can make anew.
const TABLES: [&str; 8] =
    ["person", "account", "staff", "case_file", "case_event", "stored_file", "message", "audit_entry"];

/// Figures of one database at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facts {
    /// Steps of its schema.
    pub(super) schema: Vec<String>,
    /// Mark of the keys under which it was written; tells nothing about them.
    pub(super) keys: Option<String>,
    /// Ids of the keys that sealed its values.
    pub(super) sealed_by: BTreeSet<String>,
    /// Rows by table.
    pub(super) rows: BTreeMap<String, i64>,
}

/// Reads them.
pub(super) async fn read<C: ConnectionTrait>(db: &C) -> Result<Facts, DbErr> {
    let steps = sql(db.get_database_backend(), "SELECT name FROM migration ORDER BY name", []);
    let steps = db.query_all_raw(steps).await?;
    let schema = steps.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?;
    let mut rows = BTreeMap::new();
    for table in TABLES {
        let text = format!("SELECT CAST(COUNT(*) AS bigint) AS n FROM {table}");
        let row = db.query_one_raw(sql(db.get_database_backend(), &text, [])).await?;
        let count = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        rows.insert(table.to_owned(), count);
    }
    Ok(Facts { schema, keys: seal::mark_of(db).await?, sealed_by: sealed_by(db).await?, rows })
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
