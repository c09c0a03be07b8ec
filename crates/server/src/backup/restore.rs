//! Restores a backup into an empty place. Everything is checked before anything is touched, and the database comes last: a
//! run that breaks off leaves no database, and can be repeated.

use std::path::Path;

use super::manifest::Manifest;
use super::{BackupError, FILES, Place, postgres, sqlite};
use crate::app;
use crate::infra::config::Config;
use crate::infra::seal::{self, KeyFile, Keys};
use crate::infra::vault::Vault;

/// Restores; the caller opens the database afterwards, which brings its schema up to date.
pub async fn restore(config: &Config, from: &Path) -> Result<Manifest, BackupError> {
    let place = Place::of(config);
    let manifest = Manifest::verified(from)?;
    if manifest.database.name != place.copy_name() {
        let why = "the backup is of another kind of database than database_url; see docs/operations.md";
        return Err(BackupError::refused(why));
    }
    known_schema(&manifest)?;
    fitting_keys(config, &manifest)?;
    let copy = from.join(place.copy_name());
    match place {
        Place::Sqlite(file) => {
            let target = sqlite::Target::take(file)?;
            put_files(config, from, &manifest).await?;
            target.fill(&copy, &manifest).await?;
        }
        Place::Postgres(url) => {
            let target = postgres::Target::take(url).await?;
            put_files(config, from, &manifest).await?;
            target.fill(&copy, &manifest).await?;
        }
    }
    Ok(manifest)
}

/// A newer build's backup is not for this one.
fn known_schema(manifest: &Manifest) -> Result<(), BackupError> {
    let known: Vec<&str> = app::migrations().iter().map(|step| step.name).collect();
    match manifest.facts.schema.iter().find(|step| !known.contains(&step.as_str())) {
        None => Ok(()),
        Some(step) => {
            Err(BackupError::refused(format!("the backup is of a newer build: it knows the step {step}")))
        }
    }
}

/// The key file is there, is the one under which the backup was written, and still has every key that sealed something in it.
fn fitting_keys(config: &Config, manifest: &Manifest) -> Result<(), BackupError> {
    let path = config.key_file();
    let keys = Keys::new(&KeyFile::read(&path)?)?;
    if manifest.facts.keys.as_ref().is_some_and(|mark| !seal::made(&keys, mark)) {
        let why = format!("{} holds other keys than those of the backup", path.display());
        return Err(BackupError::refused(why));
    }
    let needed = manifest.facts.sealed_by.union(&manifest.files_sealed_by);
    match needed.into_iter().find(|id| !keys.has(id)) {
        None => Ok(()),
        Some(id) => {
            let why = format!("{} lacks the older key {id}: take the key file as of then", path.display());
            Err(BackupError::refused(why))
        }
    }
}

async fn put_files(config: &Config, from: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    let vault = Vault::open(config)?;
    for file in &manifest.files {
        let path = from.join(FILES).join(&file.name);
        let sealed = std::fs::read(&path).map_err(BackupError::file(&path))?;
        vault.put(&file.name, sealed).await?;
    }
    Ok(())
}
