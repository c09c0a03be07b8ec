//! The list of what is in a backup, with a hash of each file. It finds damage, not forgery: guard the folder.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::facts::Facts;
use super::{BackupError, FILES};
use crate::infra::digest::to_hex;

/// Its name in the folder.
const NAME: &str = "manifest.json";

/// Name of the file with its own hash, as `sha256sum --check` reads it. Written last: without it a backup is not complete.
const MARK: &str = "manifest.sha256";

/// Form of this file.
const FORM: u32 = 1;

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    /// Within its folder.
    pub(super) name: String,
    bytes: u64,
    sha256: String,
}

/// All of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    form: u32,
    /// UTC, RFC 3339.
    made_at: String,
    /// Version of the program that made it.
    build: String,
    /// Figures of the database.
    pub(super) facts: Facts,
    /// Copy of the database.
    pub(super) database: Kept,
    /// Sealed files.
    pub(super) files: Vec<Kept>,
    /// Ids of the keys that sealed them.
    pub(super) files_sealed_by: BTreeSet<String>,
    /// Files that the database names and that were not there: deleted while the backup ran, or lost before.
    pub(super) missing: Vec<String>,
}

impl Kept {
    /// Reads a file that was just written.
    pub(super) fn of(folder: &Path, name: &str) -> Result<Self, BackupError> {
        let path = folder.join(name);
        let (bytes, sha256) = hash(&path).map_err(BackupError::file(&path))?;
        Ok(Self { name: name.to_owned(), bytes, sha256 })
    }

    /// It is there and whole.
    fn verify(&self, folder: &Path) -> Result<(), BackupError> {
        // A name leads nowhere but into its folder.
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
        if self.name.is_empty() || self.name.starts_with('.') || !self.name.chars().all(plain) {
            return Err(BackupError::damaged("the manifest names a file that no backup has"));
        }
        let found = hash(&folder.join(&self.name));
        let (bytes, sha256) = found.map_err(|e| BackupError::damaged(format!("{}: {e}", self.name)))?;
        if (bytes, &sha256) != (self.bytes, &self.sha256) {
            return Err(BackupError::damaged(format!("{} is not as it was written", self.name)));
        }
        Ok(())
    }
}

/// Bytes and SHA-256 of a file, as `sha256sum` has it.
fn hash(path: &Path) -> std::io::Result<(u64, String)> {
    let (mut file, mut sha, mut bytes) = (File::open(path)?, Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 20];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok((bytes, to_hex(&sha.finalize())));
        }
        sha.update(&buffer[..count]);
        bytes += count as u64;
    }
}

/// What stands in the file with the hash.
fn mark(manifest: &[u8]) -> String {
    format!("{}  {NAME}\n", to_hex(&Sha256::digest(manifest)))
}

impl Manifest {
    /// Of a backup that is complete but for this.
    pub(super) fn new(made_at: String, facts: Facts, database: Kept) -> Self {
        let build = env!("CARGO_PKG_VERSION").to_owned();
        Self {
            form: FORM,
            made_at,
            build,
            facts,
            database,
            files: Vec::new(),
            files_sealed_by: BTreeSet::new(),
            missing: Vec::new(),
        }
    }

    /// Writes it, last of all.
    pub(super) fn write(&self, folder: &Path) -> Result<(), BackupError> {
        let path = folder.join(NAME);
        let text = serde_json::to_vec_pretty(self).map_err(std::io::Error::from);
        let put = |text: Vec<u8>| {
            for (name, bytes) in [(NAME, text.as_slice()), (MARK, mark(&text).as_bytes())] {
                let mut file = File::create_new(folder.join(name))?;
                file.write_all(bytes)?;
                file.sync_all()?;
            }
            File::open(folder)?.sync_all()
        };
        text.and_then(put).map_err(BackupError::file(&path))
    }

    /// Reads it and checks every file that it names, before anything is touched.
    pub(super) fn verified(folder: &Path) -> Result<Self, BackupError> {
        let path = folder.join(NAME);
        let text = std::fs::read(&path).map_err(BackupError::file(&path))?;
        let known = std::fs::read(folder.join(MARK)).map_err(BackupError::file(&folder.join(MARK)))?;
        if known != mark(&text).as_bytes() {
            return Err(BackupError::damaged(format!("{NAME} is not as it was written")));
        }
        let manifest: Self =
            serde_json::from_slice(&text).map_err(|e| BackupError::damaged(format!("{NAME}: {e}")))?;
        if manifest.form != FORM {
            return Err(BackupError::refused(format!("this build does not know form {}", manifest.form)));
        }
        manifest.database.verify(folder)?;
        let files = folder.join(FILES);
        manifest.files.iter().try_for_each(|file| file.verify(&files))?;
        Ok(manifest)
    }

    /// Names of files that the database knows and the backup does not hold.
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// What to tell the operator.
    pub fn told(&self) -> String {
        let cases = self.facts.rows.get("case_file").copied().unwrap_or_default();
        let missing = match self.missing.len() {
            0 => String::new(),
            n => format!(", {n} files were gone (deleted meanwhile, or lost)"),
        };
        format!("{cases} cases and {} files of {}{missing}", self.files.len(), self.made_at)
    }
}
