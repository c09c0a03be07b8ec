//! What a configuration must satisfy beyond its types.

use super::{Config, ConfigError, Profile};
use crate::infra::sms::Provider;

impl Config {
    /// Refuses values that do not go together.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let refuse =
            |bad: bool, why: &str| if bad { Err(ConfigError::Refused(why.to_owned())) } else { Ok(()) };
        let production = self.profile == Profile::Production;
        refuse(production && self.demo_data, "production must set demo_data = false")?;
        refuse(production && self.host_unit.trim().is_empty(), "production must name host_unit (主办单位)")?;
        refuse(production && self.filing_no.trim().is_empty(), "production must name filing_no (备案号)")?;
        refuse(production && !self.cookie_secure, "production must set cookie_secure = true")?;
        let silent = self.sms_provider == Provider::Log;
        refuse(production && silent, "production must set sms_provider: without it nobody can sign in")?;
        let keyless = self.sms_key_id.is_empty() || self.sms_key_secret.is_empty();
        refuse(!silent && keyless, "sms_provider needs sms_key_id and sms_key_secret")?;
        let url = &self.database_url;
        let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|s| url.starts_with(s));
        refuse(!known, "database_url must start with sqlite: or postgres://")?;
        refuse(!(1024..=16_777_216).contains(&self.body_limit), "body_limit must be 1024 to 16777216")?;
        refuse(self.header_timeout == 0, "header_timeout must be at least 1")?;
        refuse(self.body_timeout == 0, "body_timeout must be at least 1")?;
        refuse(self.answer_timeout == 0, "answer_timeout must be at least 1")?;
        refuse(self.upload_timeout == 0, "upload_timeout must be at least 1")?;
        let scanner = self.files_scan.is_empty() || self.files_scan.starts_with("clamd:");
        refuse(!scanner, "files_scan must be empty or clamd:<host>:<port>")?;
        refuse(!(1..=3650).contains(&self.files_keep_days), "files_keep_days must be 1 to 3650")?;
        refuse(!(1..=100).contains(&self.cases_keep_years), "cases_keep_years must be 1 to 100")?;
        let bucket = !self.files_s3_bucket.is_empty();
        refuse(!bucket && !self.files_s3_endpoint.is_empty(), "files_s3_endpoint needs files_s3_bucket")?;
        refuse(
            bucket && self.files_s3_key.is_empty(),
            "files_s3_bucket needs files_s3_key and files_s3_secret",
        )?;
        refuse(self.request_timeout <= 10, "request_timeout must be above 10, the deadline of a write")?;
        refuse(self.brotli_quality > 11, "brotli_quality must be 0 to 11")?;
        refuse(self.concurrency == 0, "concurrency must be at least 1")?;
        refuse(self.database_connections == 0, "database_connections must be at least 1")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DEFAULTS, Layers};

    fn with(text: &str) -> Result<super::Config, super::ConfigError> {
        Layers::defaults().unwrap().text(text, "test")?.finish()
    }

    #[test]
    fn the_defaults_are_valid() {
        assert!(with("").is_ok());
    }

    #[test]
    fn every_key_has_a_comment_above() {
        let lines: Vec<&str> = DEFAULTS.lines().collect();
        for (i, line) in lines.iter().enumerate() {
            if line.contains(" = ") && !line.starts_with('#') {
                assert!(i > 0 && lines[i - 1].starts_with('#'), "no comment above {line}");
            }
        }
    }

    #[test]
    fn production_refuses_demo_data() {
        let base = "profile = 'production'\nhost_unit = '某街道'\nfiling_no = '苏ICP备1号'\nsms_provider = 'aliyun'\nsms_key_id = 'x'\nsms_key_secret = 'x'\n";
        assert!(with(base).unwrap_err().to_string().contains("demo_data"));
        assert!(with(&format!("{base}demo_data = false")).is_ok());
    }

    #[test]
    fn production_refuses_an_unnamed_host() {
        let text = "profile = 'production'\ndemo_data = false\nfiling_no = 'x'";
        assert!(with(text).unwrap_err().to_string().contains("host_unit"));
    }

    #[test]
    fn unknown_config_key_is_refused() {
        assert!(with("colour = 'red'").unwrap_err().to_string().contains("unknown key colour"));
        let vars = [("YUNLIN_COLOUR".to_owned(), "red".to_owned())];
        assert!(Layers::defaults().unwrap().env(vars.into_iter()).is_err());
    }

    #[test]
    fn environment_wins_over_the_file_and_is_read_by_type() {
        let vars = [("YUNLIN_PORT".to_owned(), "9".to_owned()), ("PATH".to_owned(), "x".to_owned())];
        let layers = Layers::defaults().unwrap().text("port = 7", "file").unwrap();
        assert_eq!(layers.env(vars.into_iter()).unwrap().finish().unwrap().port, 9);
    }
}
