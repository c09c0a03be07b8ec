//! Backups: the database and the sealed files in one folder, with a manifest that finds damage and is written last.
//!
//! The key file is never part of it: whoever had both would read everything. The database is copied first and the files
//! after it; a file never changes once it is stored, so the server may write on meanwhile.

mod facts;
mod manifest;
mod postgres;
mod restore;
mod save;
mod sqlite;

use std::path::{Path, PathBuf};

use sea_orm::DbErr;

pub use manifest::Manifest;
pub use restore::restore;
pub use save::save;

use crate::infra::config::Config;
use crate::infra::db::OpenError;
use crate::infra::seal::KeyFileError;
use crate::infra::vault::VaultError;

/// Folder of the sealed files in a backup.
const FILES: &str = "files";

/// Why there is no backup, or nothing restored from it.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// What was asked makes no sense here.
    #[error("{0}")]
    Refused(String),
    /// The backup is not what its manifest says; nothing was touched.
    #[error("the backup is damaged: {0}; nothing was touched")]
    Damaged(String),
    /// A tool of PostgreSQL is not there.
    #[error("{0} is not installed; it comes with the client of PostgreSQL (package postgresql-client)")]
    NoTool(&'static str),
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database refuses.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// Another process has the database.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The place of the files.
    #[error(transparent)]
    Files(#[from] VaultError),
    /// The key file that goes with the backup.
    #[error("the key file is needed to restore, and is not part of a backup: {0}")]
    Keys(#[from] KeyFileError),
}

impl BackupError {
    fn refused(why: impl Into<String>) -> Self {
        Self::Refused(why.into())
    }

    fn damaged(why: impl Into<String>) -> Self {
        Self::Damaged(why.into())
    }

    /// For `map_err` on what was done with a file.
    fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        |source| Self::File { path: path.to_owned(), source }
    }
}

/// Where the database of a configuration is.
enum Place<'a> {
    Sqlite(PathBuf),
    Postgres(&'a str),
}

impl<'a> Place<'a> {
    fn of(config: &'a Config) -> Self {
        match config.sqlite_file() {
            Some(file) => Self::Sqlite(file),
            None => Self::Postgres(&config.database_url),
        }
    }

    /// Name of the copy in a backup; it also says of which kind the database was.
    fn copy_name(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "database.sqlite",
            Self::Postgres(_) => "database.pgdump",
        }
    }
}
