//! Opens the pools with the settings that durability and speed need.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database};

use super::group::Group;
use super::{Db, FileLock, OpenError};
use crate::infra::config::Config;

/// Readers of SQLite beside its one writer.
const SQLITE_READERS: u32 = 4;

/// Rows that a reader fetches ahead: a page of a list goes over in one piece.
const ROWS_AHEAD: usize = 256;

/// How long a request waits for a free connection.
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(8);

impl Db {
    /// Opens the database that the configuration names.
    pub async fn open(config: &Config) -> Result<Self, OpenError> {
        match config.sqlite_file() {
            Some(file) => Self::open_sqlite(file).await,
            None => Self::open_postgres(&config.database_url, config.database_connections).await,
        }
    }

    /// Opens a SQLite file that a server has open, for one short command; SQLite itself lets writers take turns.
    pub async fn open_beside(file: PathBuf) -> Result<Self, OpenError> {
        Self::connect_sqlite(file, None).await
    }

    async fn open_sqlite(file: PathBuf) -> Result<Self, OpenError> {
        if let Some(folder) = file.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let lock = FileLock::take(&file)?;
        Self::connect_sqlite(file, Some(Arc::new(lock))).await
    }

    async fn connect_sqlite(file: PathBuf, lock: Option<Arc<FileLock>>) -> Result<Self, OpenError> {
        let write = Database::connect(sqlite_options(&file, 1, false)).await?;
        let read = Database::connect(sqlite_options(&file, SQLITE_READERS, true)).await?;
        let group = Some(Group::start(write.clone()));
        Ok(Self { write, read, group, lock })
    }

    async fn open_postgres(url: &str, connections: u32) -> Result<Self, OpenError> {
        let mut options = ConnectOptions::new(url.to_owned());
        options.max_connections(connections).min_connections(1).sqlx_logging(false);
        options.acquire_timeout(WAIT_FOR_CONNECTION).connect_timeout(WAIT_FOR_CONNECTION);
        let pool = Database::connect(options).await?;
        Ok(Self { write: pool.clone(), read: pool, group: None, lock: None })
    }
}

/// WAL with a full sync at each commit: what was acknowledged survives a power cut.
fn sqlite_options(file: &std::path::Path, connections: u32, read_only: bool) -> ConnectOptions {
    let file = file.to_owned();
    let mut options = ConnectOptions::new(format!("sqlite://{}", file.display()));
    options.max_connections(connections).min_connections(1).sqlx_logging(false);
    options.acquire_timeout(WAIT_FOR_CONNECTION).test_before_acquire(false);
    options.map_sqlx_sqlite_opts(move |sqlite: SqliteConnectOptions| {
        sqlite
            .filename(&file)
            .create_if_missing(!read_only)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .row_buffer_size(ROWS_AHEAD)
            .pragma("cache_size", "-20000")
            .pragma("temp_store", "memory")
            .pragma("query_only", if read_only { "on" } else { "off" })
            .optimize_on_close(!read_only, None)
    });
    options
}
