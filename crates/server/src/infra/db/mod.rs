//! The database: SQLite by default, PostgreSQL by URL, one code path.

mod connect;
mod errors;
mod group;
mod lock;
mod tx;

use std::sync::Arc;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement, Value};

pub use errors::{Retryable, is_out_of_reach, is_retryable};
pub use lock::FileLock;
pub use tx::TxFuture;

/// Why the database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has the SQLite file.
    #[error("{0} is in use by another process; only one server may open a SQLite database")]
    InUse(String),
    /// The lock file cannot be made.
    #[error("cannot lock the database file: {0}")]
    Lock(#[from] std::io::Error),
    /// The database refuses.
    #[error("cannot open the database: {0}")]
    Db(#[from] DbErr),
}

/// Two pools: one that may write and one that only reads (the same one on PostgreSQL).
#[derive(Clone)]
pub struct Db {
    write: DatabaseConnection,
    read: DatabaseConnection,
    /// Shares commits among writers of SQLite.
    group: Option<group::Group>,
    /// Held as long as any clone lives.
    lock: Option<Arc<FileLock>>,
}

impl Db {
    /// For reads outside a transaction.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Whether one process owns the whole database, as with SQLite.
    pub fn is_exclusive(&self) -> bool {
        self.lock.is_some()
    }

    /// SQL dialect.
    pub fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read.query_one_raw(Statement::from_string(self.backend(), "SELECT 1")).await.map(|_| ())
    }

    /// Closes both pools; SQLite folds its log into the file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }
}

/// `$2, $3, $4` for the first place 2 and three values: what stands in the brackets of an `IN`.
pub fn places(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    places.join(", ")
}

/// A statement with `$1`, `$2` … as placeholders, which both databases understand.
pub fn sql(backend: DbBackend, text: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(backend, text, values)
}
