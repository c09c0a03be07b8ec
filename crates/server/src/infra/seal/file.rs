//! The key file: TOML, readable by its owner alone, kept apart from the database and its backups.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::{ID, Keys};
use crate::infra::chance;
use crate::infra::config::{Config, Profile};
use crate::infra::data::strict_toml;

/// First lines of a file that we make.
const HEADER: &str = "# Keys of this site. Whoever has this file and the database reads all personal data;\n\
    # without it nobody reads any. Keep a copy apart from the backups of the database. See docs/security.md.\n\n";

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file cannot be read or made.
    #[error("key file {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file does not hold what it should; the message never shows a key.
    #[error("key file: {0}")]
    Content(String),
    /// Production makes no keys by itself.
    #[error(
        "key file {0} is not there; make one with `yunlin-server keys new` and keep a copy in a safe place"
    )]
    Missing(PathBuf),
}

impl KeyFileError {
    /// Wrong content.
    pub(super) fn content(message: &str) -> Self {
        Self::Content(message.to_owned())
    }
}

/// One key that seals.
#[derive(Clone, Deserialize, Serialize)]
pub struct SealKey {
    id: String,
    key: String,
}

impl SealKey {
    /// A new one.
    fn random() -> Self {
        let id: [u8; ID] = chance::bytes();
        Self { id: crate::infra::digest::to_hex(&id), key: random_key() }
    }

    pub(super) fn id(&self) -> Result<[u8; ID], KeyFileError> {
        let number = u32::from_str_radix(&self.id, 16).ok().filter(|_| self.id.len() == ID * 2);
        number
            .map(u32::to_be_bytes)
            .ok_or_else(|| KeyFileError::content("a key id must be eight hexadecimal digits"))
    }

    pub(super) fn bytes(&self) -> Result<[u8; 32], KeyFileError> {
        key_bytes(&self.key)
    }
}

/// All keys. No `Debug`: nothing may print them.
#[derive(Clone, Deserialize, Serialize)]
pub struct KeyFile {
    index: String,
    link: String,
    /// Newest first: it seals; all of them open.
    pub(super) seal: Vec<SealKey>,
    /// Will seal after the next rotation; until then it only opens, so that all servers know it before one of them uses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<SealKey>,
}

impl KeyFile {
    /// New keys.
    pub fn random() -> Self {
        Self { index: random_key(), link: random_key(), seal: vec![SealKey::random()], next: None }
    }

    /// The same with a key that waits for the next rotation; one that waits already stays.
    #[must_use]
    pub fn with_next(mut self) -> Self {
        self.next.get_or_insert_with(SealKey::random);
        self
    }

    /// Whether a key waits for the next rotation.
    pub fn has_next(&self) -> bool {
        self.next.is_some()
    }

    /// The same with another key in front, which seals from now on: the one that waits, or a new one.
    #[must_use]
    pub fn with_new_seal_key(mut self) -> Self {
        let key = self.next.take().unwrap_or_else(SealKey::random);
        self.seal.insert(0, key);
        self
    }

    /// The same with the key that seals alone; values of the others would not open any more.
    #[must_use]
    pub fn without_old_seal_keys(mut self) -> Self {
        self.seal.truncate(1);
        self
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let file = |source| KeyFileError::File { path: path.to_owned(), source };
        let text = std::fs::read_to_string(path).map_err(file)?;
        // The parser's message would show the line with the key.
        strict_toml(&text)
            .map_err(|_| KeyFileError::content("not a TOML file with index, link and [[seal]] of id and key"))
    }

    /// Makes a file that is not there yet, for its owner alone.
    pub fn create(&self, path: &Path) -> Result<(), KeyFileError> {
        self.write(path, true)
    }

    /// Replaces a file in one step.
    pub fn replace(&self, path: &Path) -> Result<(), KeyFileError> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        // Left over from a run that was killed.
        let _ = std::fs::remove_file(&beside);
        self.write(&beside, true)?;
        std::fs::rename(&beside, path).map_err(|source| KeyFileError::File { path: path.to_owned(), source })
    }

    fn write(&self, path: &Path, new: bool) -> Result<(), KeyFileError> {
        let file = |source| KeyFileError::File { path: path.to_owned(), source };
        let text = toml::to_string(self).map_err(|_| KeyFileError::content("cannot be written as TOML"))?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(new);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut out = options.open(path).map_err(file)?;
        out.write_all(HEADER.as_bytes()).and_then(|()| out.write_all(text.as_bytes())).map_err(file)?;
        out.sync_all().map_err(file)
    }

    pub(super) fn index_bytes(&self) -> Result<[u8; 32], KeyFileError> {
        key_bytes(&self.index)
    }

    pub(super) fn link_bytes(&self) -> Result<[u8; 32], KeyFileError> {
        key_bytes(&self.link)
    }
}

impl Keys {
    /// The keys that the configuration names. Without a file, a demonstration makes one; production refuses.
    pub fn load(config: &Config) -> Result<Self, KeyFileError> {
        let path = config.key_file();
        match KeyFile::read(&path) {
            Err(KeyFileError::File { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                if config.profile == Profile::Production {
                    return Err(KeyFileError::Missing(path));
                }
                if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
                    std::fs::create_dir_all(folder)
                        .map_err(|source| KeyFileError::File { path: path.clone(), source })?;
                }
                match KeyFile::random().create(&path) {
                    // Another replica was faster: its keys count.
                    Err(KeyFileError::File { source, .. })
                        if source.kind() == std::io::ErrorKind::AlreadyExists => {}
                    made => made?,
                }
                Self::new(&KeyFile::read(&path)?)
            }
            read => Self::new(&read?),
        }
    }
}

fn random_key() -> String {
    STANDARD.encode(chance::bytes::<32>())
}

fn key_bytes(text: &str) -> Result<[u8; 32], KeyFileError> {
    let bytes = STANDARD.decode(text).ok().and_then(|b| b.try_into().ok());
    bytes.ok_or_else(|| KeyFileError::content("a key must be 32 bytes in base64"))
}
