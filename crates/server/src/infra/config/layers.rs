//! Lays one source of settings over the other and remembers which source a bad value comes from.

use std::path::Path;

use toml::{Table, Value};

use super::{Config, ConfigError, DEFAULTS};

/// Prefix of the environment variables.
const PREFIX: &str = "YUNLIN_";

/// Settings collected so far.
#[derive(Clone, Debug)]
pub struct Layers {
    table: Table,
}

impl Layers {
    /// The embedded defaults.
    pub fn defaults() -> Result<Self, ConfigError> {
        Ok(Self { table: parse(DEFAULTS, "config.default.toml")? })
    }

    /// Lays a file over what is there. Without `must_exist`, a missing file is fine.
    pub fn file(self, path: &Path, must_exist: bool) -> Result<Self, ConfigError> {
        match std::fs::read_to_string(path) {
            Ok(text) => self.text(&text, &path.display().to_string()),
            Err(e) if !must_exist && e.kind() == std::io::ErrorKind::NotFound => Ok(self),
            Err(source) => Err(ConfigError::File { path: path.to_owned(), source }),
        }
    }

    /// Lays TOML text over what is there.
    pub fn text(mut self, text: &str, origin: &str) -> Result<Self, ConfigError> {
        for (key, value) in parse(text, origin)? {
            self.put(&key, value, origin)?;
        }
        Ok(self)
    }

    /// Lays the variables `YUNLIN_<KEY>` over what is there; a list is written with commas.
    pub fn env(mut self, vars: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        for (name, raw) in vars {
            if let Some(key) = name.strip_prefix(PREFIX) {
                self.set(&key.to_lowercase(), &raw, &name)?;
            }
        }
        Ok(self)
    }

    /// Sets one key from text, read by the type of its default.
    pub fn set(&mut self, key: &str, raw: &str, origin: &str) -> Result<(), ConfigError> {
        let bad =
            |message: &str| ConfigError::Value { origin: origin.to_owned(), message: message.to_owned() };
        let value = match self.table.get(key) {
            None => return Err(bad("unknown key")),
            Some(Value::Boolean(_)) => Value::Boolean(raw.parse().map_err(|_| bad("must be true or false"))?),
            Some(Value::Integer(_)) => {
                Value::Integer(raw.parse().map_err(|_| bad("must be a whole number"))?)
            }
            Some(Value::Array(_)) => {
                let parts = raw.split(',').map(str::trim).filter(|s| !s.is_empty());
                Value::Array(parts.map(|s| Value::String(s.to_owned())).collect())
            }
            Some(_) => Value::String(raw.to_owned()),
        };
        self.put(key, value, origin)
    }

    /// Reads and checks the whole.
    pub fn finish(self) -> Result<Config, ConfigError> {
        let config: Config = self.table.try_into().map_err(|e: toml::de::Error| ConfigError::Value {
            origin: "configuration".to_owned(),
            message: e.to_string(),
        })?;
        config.check()?;
        Ok(config)
    }

    /// Replaces a known key.
    fn put(&mut self, key: &str, value: Value, origin: &str) -> Result<(), ConfigError> {
        match self.table.get_mut(key) {
            Some(old) if old.same_type(&value) => *old = value,
            Some(old) => {
                let message = format!("{key} must be of type {}", old.type_str());
                return Err(ConfigError::Value { origin: origin.to_owned(), message });
            }
            None => {
                let message = format!("unknown key {key}");
                return Err(ConfigError::Value { origin: origin.to_owned(), message });
            }
        }
        Ok(())
    }
}

/// Reads TOML; the error names the origin.
fn parse(text: &str, origin: &str) -> Result<Table, ConfigError> {
    text.parse().map_err(|e: toml::de::Error| ConfigError::Value {
        origin: origin.to_owned(),
        message: e.to_string(),
    })
}
