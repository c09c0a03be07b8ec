//! The data files that the server seeds from: built into the program, or a folder that the configuration names.

use std::borrow::Cow;
use std::path::PathBuf;

use super::config::Config;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Where data files come from.
#[derive(Clone, Debug)]
pub struct DataFiles {
    folder: Option<PathBuf>,
}

impl DataFiles {
    /// As configured.
    pub fn new(config: &Config) -> Self {
        let folder = Some(config.data_dir.clone()).filter(|d| !d.as_os_str().is_empty());
        Self { folder }
    }

    /// The text of a file such as `catalogue/items.csv`, if it is there.
    pub fn read(&self, name: &str) -> std::io::Result<Option<Cow<'static, str>>> {
        let Some(folder) = &self.folder else {
            let found = EMBEDDED.binary_search_by(|(known, _)| (*known).cmp(name)).ok();
            return Ok(found.map(|i| Cow::Borrowed(EMBEDDED[i].1)));
        };
        match std::fs::read_to_string(folder.join(name)) {
            Ok(text) => Ok(Some(Cow::Owned(text))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Names of the TOML files of a folder such as `forms`, in order; none when there is no such folder.
    pub fn list(&self, folder: &str) -> std::io::Result<Vec<String>> {
        let inside = |name: &str| {
            let rest = name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
            rest.is_some_and(|rest| !rest.contains('/') && rest.ends_with(".toml"))
        };
        let Some(root) = &self.folder else {
            return Ok(EMBEDDED.iter().map(|(name, _)| (*name).to_owned()).filter(|n| inside(n)).collect());
        };
        let entries = match std::fs::read_dir(root.join(folder)) {
            Ok(entries) => entries,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(e),
        };
        let mut names = Vec::new();
        for entry in entries {
            names.push(format!("{folder}/{}", entry?.file_name().to_string_lossy()));
        }
        names.retain(|name| inside(name));
        names.sort();
        Ok(names)
    }
}

/// Parses a TOML file of ours and refuses keys that nobody reads: on the wire unknown fields are for newer servers, in our
/// own files they are slips of the pen.
pub fn strict_toml<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, toml::de::Error> {
    let mut unread = Vec::new();
    let parsed =
        serde_ignored::deserialize(toml::Deserializer::parse(text)?, |path| unread.push(path.to_string()))?;
    if unread.is_empty() {
        Ok(parsed)
    } else {
        Err(serde::de::Error::custom(format!("unknown keys: {}", unread.join(", "))))
    }
}
