//! Configuration: embedded defaults < file < environment `YUNLIN_*` < command line. Unknown keys are refused.

mod check;
mod layers;

use std::net::IpAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use serde::Deserialize;

pub use layers::Layers;

use super::sms::Provider;

/// The commented defaults; the only place where a default value is written.
pub const DEFAULTS: &str = include_str!("config.default.toml");

/// Why the configuration is refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Not TOML, an unknown key, or a value of the wrong type.
    #[error("{origin}: {message}")]
    Value {
        /// File, variable or flag that holds the value.
        origin: String,
        /// What is wrong with it.
        message: String,
    },
    /// The values do not go together.
    #[error("configuration refused: {0}")]
    Refused(String),
}

/// What kind of site this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Made-up data is allowed and marked.
    Demo,
    /// Nothing made up.
    Production,
}

/// Form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogForm {
    /// One JSON object a line.
    Json,
    /// For eyes.
    Compact,
}

/// All settings. The keys are explained in `config.default.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config.default.toml explains every key; a test checks that it does")]
pub struct Config {
    pub profile: Profile,
    pub bind: IpAddr,
    pub port: u16,
    pub database_url: String,
    pub database_connections: u32,
    pub keys_file: PathBuf,
    pub cookie_secure: bool,
    pub app_dir: PathBuf,
    pub files_dir: PathBuf,
    pub files_s3_endpoint: String,
    pub files_s3_bucket: String,
    pub files_s3_region: String,
    pub files_s3_key: String,
    pub files_s3_secret: String,
    pub files_scan: String,
    pub files_keep_days: u16,
    pub cases_keep_years: u16,
    pub data_dir: PathBuf,
    pub host_unit: String,
    pub organiser_unit: String,
    pub support_unit: String,
    pub filing_no: String,
    pub police_filing_no: String,
    pub demo_data: bool,
    pub body_limit: usize,
    pub header_timeout: u64,
    pub body_timeout: u64,
    pub upload_timeout: u64,
    pub request_timeout: u64,
    pub answer_timeout: u64,
    pub concurrency: usize,
    pub guest_writes_per_hour: u32,
    pub guest_writes_per_day: u32,
    pub codes_per_hour: u32,
    pub codes_per_day: u32,
    pub desk_sign_ins_per_hour: u32,
    pub applications_per_day: u32,
    pub sms_provider: Provider,
    pub sms_url: String,
    pub sms_key_id: String,
    pub sms_key_secret: String,
    pub sms_sign: String,
    pub sms_app_id: String,
    pub sms_code_template: String,
    pub sms_case_template: String,
    pub sms_phone_template: String,
    pub sms_voice_app_id: String,
    pub sms_voice_template: String,
    pub trusted_proxies: Vec<IpNet>,
    pub brotli_quality: u32,
    pub log: LogForm,
}

impl Config {
    /// Where the keys are: as configured, or beside the SQLite database.
    pub fn key_file(&self) -> PathBuf {
        if !self.keys_file.as_os_str().is_empty() {
            return self.keys_file.clone();
        }
        let mut name = self.sqlite_file().map_or_else(|| "yunlin".into(), PathBuf::into_os_string);
        name.push(".keys.toml");
        PathBuf::from(name)
    }

    /// The SQLite database, if it is one.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        let rest = self.database_url.strip_prefix("sqlite:")?;
        Some(PathBuf::from(rest.strip_prefix("//").unwrap_or(rest)))
    }
}
