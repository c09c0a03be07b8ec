//! The PostgreSQL side: its own tools, on one snapshot. The password goes by the environment, which others cannot see.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use reqwest::Url;
use sea_orm::{
    AccessMode, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, IsolationLevel,
    TransactionTrait as _,
};

use super::facts::{self, Facts};
use super::{BackupError, Manifest};
use crate::domain::files;
use crate::infra::db::sql;

/// Dumps a database; gives its figures and the names of its files, all as of one moment.
pub(super) async fn snapshot(url: &str, into: &Path) -> Result<(Facts, Vec<String>), BackupError> {
    let db = Database::connect(url).await?;
    let (isolation, access) = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
    let tx = db.begin_with_config(isolation, access).await?;
    let found = dump(&tx, url, into).await;
    tx.rollback().await?;
    db.close().await?;
    found
}

async fn dump(tx: &DatabaseTransaction, url: &str, into: &Path) -> Result<(Facts, Vec<String>), BackupError> {
    let export = sql(tx.get_database_backend(), "SELECT pg_export_snapshot() AS id", []);
    let row = tx.query_one_raw(export).await?;
    let id: String = row.map_or(Ok(String::new()), |row| row.try_get("", "id"))?;
    let (snapshot, file) = (format!("--snapshot={id}"), file_option("--file=", into));
    let options = ["--format=custom", "--no-owner", "--no-privileges", &snapshot];
    run("pg_dump", url, options.iter().map(OsStr::new).chain([file.as_os_str()]))?;
    Ok((facts::read(tx).await?, files::stored_names(tx).await?))
}

/// An empty database that is to be filled.
pub(super) struct Target {
    db: DatabaseConnection,
    url: String,
}

impl Target {
    /// Looks whether it is empty.
    pub(super) async fn take(url: &str) -> Result<Self, BackupError> {
        let db = Database::connect(url).await?;
        let text = "SELECT CAST(COUNT(*) AS bigint) AS n FROM information_schema.tables \
            WHERE table_schema = current_schema()";
        let row = db.query_one_raw(sql(db.get_database_backend(), text, [])).await?;
        let tables: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        if tables > 0 {
            return Err(BackupError::refused("the database holds tables; nothing is restored over them"));
        }
        Ok(Self { db, url: url.to_owned() })
    }

    /// Restores the dump, whole or not at all.
    pub(super) async fn fill(&self, from: &Path, manifest: &Manifest) -> Result<(), BackupError> {
        let options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"];
        run("pg_restore", &self.url, options.iter().map(OsStr::new).chain([from.as_os_str()]))?;
        if !facts::hold(&self.db, &manifest.facts).await? {
            return Err(BackupError::refused("the database does not hold what the manifest says; drop it"));
        }
        Ok(())
    }
}

fn file_option(name: &str, path: &Path) -> std::ffi::OsString {
    let mut option = std::ffi::OsString::from(name);
    option.push(path);
    option
}

/// Runs a tool on a database.
fn run<'a>(
    tool: &'static str,
    url: &str,
    options: impl Iterator<Item = &'a OsStr>,
) -> Result<(), BackupError> {
    let (bare, password) = without_password(url)?;
    let mut command = Command::new(tool);
    command.arg(format!("--dbname={bare}")).args(options);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let out = command.output().map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => BackupError::NoTool(tool),
        _ => BackupError::File { path: tool.into(), source },
    })?;
    if out.status.success() {
        return Ok(());
    }
    Err(BackupError::refused(format!("{tool}: {}", String::from_utf8_lossy(&out.stderr).trim())))
}

/// A URL that may stand in a list of processes, and the password that may not.
fn without_password(url: &str) -> Result<(String, Option<String>), BackupError> {
    let broken = || BackupError::refused("database_url cannot be read");
    let mut url = Url::parse(url).map_err(|_| broken())?;
    let password = url.password().map(decoded);
    url.set_password(None).map_err(|()| broken())?;
    Ok((url.to_string(), password))
}

/// `%41` is `A`.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => {
                bytes.push(b'%');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn the_password_is_in_no_argument() {
        let (bare, password) = without_password("postgres://me:s%40cret%25@host:5432/db").unwrap();
        assert_eq!((bare.as_str(), password.as_deref()), ("postgres://me@host:5432/db", Some("s@cret%")));
        let (bare, password) = without_password("postgres://me@host/db").unwrap();
        assert_eq!((bare.as_str(), password), ("postgres://me@host/db", None));
    }
}
