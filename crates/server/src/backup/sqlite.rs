//! The SQLite side: a copy as of one moment beside a server that writes on, and its way back.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};

use super::facts::{self, Facts};
use super::{BackupError, Manifest};
use crate::domain::files;
use crate::infra::db::{FileLock, sql};

/// Copies a database; gives its figures and the names of its files.
pub(super) async fn snapshot(database: &Path, into: &Path) -> Result<(Facts, Vec<String>), BackupError> {
    if !database.is_file() {
        return Err(BackupError::refused(format!("there is no database at {}", database.display())));
    }
    let live = open(database, false).await?;
    let name = into.to_string_lossy().into_owned();
    let copied = live.execute_raw(sql(live.get_database_backend(), "VACUUM INTO $1", [name.into()])).await;
    live.close().await?;
    copied?;
    File::open(into).and_then(|f| f.sync_all()).map_err(BackupError::file(into))?;
    let copy = open(into, true).await?;
    let found = async { Ok::<_, DbErr>((facts::read(&copy).await?, files::stored_names(&copy).await?)) };
    let found = found.await;
    copy.close().await?;
    Ok(found?)
}

/// Opens a file that is there. One that nobody else has is not even locked, so no file appears beside it.
async fn open(file: &Path, alone: bool) -> Result<DatabaseConnection, DbErr> {
    let path = file.to_owned();
    let mut options = ConnectOptions::new(format!("sqlite://{}", file.display()));
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite.filename(&path).create_if_missing(false).busy_timeout(Duration::from_secs(30));
        sqlite.immutable(alone).read_only(alone)
    });
    Database::connect(options).await
}

/// The place of a database that is to be restored. Holds the lock, so no server starts meanwhile.
pub(super) struct Target {
    file: PathBuf,
    _lock: FileLock,
}

impl Target {
    /// Takes the place, if it is empty.
    pub(super) fn take(file: PathBuf) -> Result<Self, BackupError> {
        if let Some(folder) = file.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(BackupError::file(folder))?;
        }
        let lock = FileLock::take(&file)?;
        for end in ["", "-wal", "-shm"] {
            let there = beside(&file, end);
            if there.exists() {
                let why = format!("{} is there; nothing is restored over it", there.display());
                return Err(BackupError::refused(why));
            }
        }
        Ok(Self { file, _lock: lock })
    }

    /// Puts the copy there, checked, in one step.
    pub(super) async fn fill(&self, from: &Path, manifest: &Manifest) -> Result<(), BackupError> {
        let coming = beside(&self.file, ".restoring");
        std::fs::copy(from, &coming).map_err(BackupError::file(&coming))?;
        File::open(&coming).and_then(|f| f.sync_all()).map_err(BackupError::file(&coming))?;
        let copy = open(&coming, true).await?;
        let whole = facts::hold(&copy, &manifest.facts).await;
        copy.close().await?;
        if !whole? {
            return Err(BackupError::damaged("the database does not hold what the manifest says"));
        }
        std::fs::rename(&coming, &self.file).map_err(BackupError::file(&self.file))?;
        let folder = self.file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|f| f.sync_all()).map_err(BackupError::file(folder))
    }
}

fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
