//! Makes a backup, also while the server runs.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use chrono::SecondsFormat;

use super::manifest::{Kept, Manifest};
use super::{BackupError, FILES, Place, postgres, sqlite};
use crate::infra::clock::{Clock as _, SystemClock};
use crate::infra::config::Config;
use crate::infra::seal;
use crate::infra::vault::Vault;

/// Writes a backup into a folder that is not there yet, or empty.
pub async fn save(config: &Config, to: &Path) -> Result<Manifest, BackupError> {
    let files = to.join(FILES);
    make(to, &files)?;
    let vault = Vault::open(config)?;
    let made_at = SystemClock.now().to_rfc3339_opts(SecondsFormat::Secs, true);
    let place = Place::of(config);
    let copy = to.join(place.copy_name());
    // The database first: what it names is stored by then, and stays as it is.
    let (facts, names) = match &place {
        Place::Sqlite(file) => sqlite::snapshot(file, &copy).await?,
        Place::Postgres(url) => postgres::snapshot(url, &copy).await?,
    };
    let mut manifest = Manifest::new(made_at, facts, Kept::of(to, place.copy_name())?);
    for name in names {
        match vault.get(&name).await {
            Ok(sealed) => {
                write(&files.join(&name), &sealed)?;
                manifest.files_sealed_by.extend(seal::key_of(&sealed));
                manifest.files.push(Kept::of(&files, &name)?);
            }
            Err(error) if error.is_missing() => manifest.missing.push(name),
            Err(error) => return Err(error.into()),
        }
    }
    File::open(&files).and_then(|f| f.sync_all()).map_err(BackupError::file(&files))?;
    manifest.write(to)?;
    Ok(manifest)
}

/// Makes the folder, for its owner alone.
fn make(to: &Path, files: &Path) -> Result<(), BackupError> {
    if std::fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(BackupError::refused(format!("{} is not empty", to.display())));
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(files).map_err(BackupError::file(files))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), BackupError> {
    let put = || {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    put().map_err(BackupError::file(path))
}
