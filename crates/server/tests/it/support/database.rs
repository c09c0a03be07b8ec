//! A new database for each test.

use std::path::Path;

use sea_orm::{ConnectionTrait, Database, DbBackend, QueryResult, Statement};
use yunlin_server::infra::db::Db;

/// Which database a story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub(crate) fn postgres_is_given() -> bool {
        std::env::var("YUNLIN_TEST_PG_URL").is_ok()
    }
}

/// An empty database; dropped with the test (PostgreSQL: with its cluster).
pub(crate) struct Fresh {
    pub(crate) url: String,
}

impl Fresh {
    pub(crate) async fn of(engine: Engine, folder: &Path) -> Self {
        match engine {
            Engine::Sqlite => Self { url: format!("sqlite:{}", folder.join("test.db").display()) },
            Engine::Postgres => Self { url: postgres("").await },
        }
    }
}

/// A database with what this one holds; nobody may be connected to it.
pub(super) async fn postgres_like(template: &Fresh) -> String {
    let (_, name) = template.url.rsplit_once('/').unwrap();
    postgres(&format!("TEMPLATE {name}")).await
}

/// Creates a database of a random name beside the one that is given.
async fn postgres(like: &str) -> String {
    let given = std::env::var("YUNLIN_TEST_PG_URL").unwrap();
    let name = format!("t_{}", uuid::Uuid::new_v4().simple());
    let admin = Database::connect(&given).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name} {like}")).await.unwrap();
    admin.close().await.unwrap();
    let (server, _) = given.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

/// The only number that a query gives.
pub(super) async fn count(db: &Db, query: &str) -> i64 {
    let statement = Statement::from_string(db.backend(), format!("SELECT CAST(({query}) AS bigint) AS n"));
    let row = db.read().query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}

/// The only text that a query gives.
pub(super) async fn text(db: &Db, query: &str) -> String {
    let statement = Statement::from_string(db.backend(), query.to_owned());
    let row = db.read().query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// Every value of every table, by `table.column`. The schema itself is walked, so a new column is looked at from its first day.
pub(super) async fn everything(db: &Db) -> Vec<(String, String)> {
    let tables = match db.backend() {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        }
        _ => {
            "SELECT CAST(table_name AS text) AS name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1"
        }
    };
    let mut all = Vec::new();
    for table in db.read().query_all_raw(Statement::from_string(db.backend(), tables)).await.unwrap() {
        let table: String = table.try_get("", "name").unwrap();
        let rows = Statement::from_string(db.backend(), format!("SELECT * FROM {table}"));
        for row in db.read().query_all_raw(rows).await.unwrap() {
            for column in row.column_names() {
                all.push((format!("{table}.{column}"), value(&row, &column)));
            }
        }
    }
    all
}

/// A value as text, of whatever type: bytes that read as text, numbers as digits.
fn value(row: &QueryResult, column: &str) -> String {
    if let Ok(Some(text)) = row.try_get::<Option<String>>("", column) {
        return text;
    }
    if let Ok(Some(bytes)) = row.try_get::<Option<Vec<u8>>>("", column) {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    if let Ok(Some(number)) = row.try_get::<Option<i64>>("", column) {
        return number.to_string();
    }
    row.try_get::<Option<i32>>("", column).ok().flatten().map(|n| n.to_string()).unwrap_or_default()
}

/// Runs a statement.
pub(super) async fn write(db: &Db, statement: &str) {
    let statement = Statement::from_string(db.backend(), statement.to_owned());
    let done = db.tx::<(), sea_orm::DbErr, _>(move |tx| {
        let statement = statement.clone();
        Box::pin(async move { tx.execute_raw(statement).await.map(|_| ()) })
    });
    done.await.unwrap();
}
