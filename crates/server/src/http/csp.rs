//! Content security policies: one for what the app loads, with the hashes of its build, and one for plain data.

use axum::http::{HeaderName, HeaderValue};
use serde::Deserialize;

/// The header.
pub(super) const HEADER: HeaderName = HeaderName::from_static("content-security-policy");

/// For answers that load nothing.
pub(super) const DATA: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Hashes of the inline parts of `index.html`, as the build step writes them to `csp.json`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hashes {
    #[serde(default)]
    script: Vec<String>,
    #[serde(default)]
    style: Vec<String>,
}

impl Hashes {
    /// The policy of the app.
    pub(super) fn policy(&self) -> HeaderValue {
        let list = |hashes: &[String]| -> String {
            let fit = hashes.iter().filter(|h| is_hash(h));
            fit.map(|h| format!(" '{h}'")).collect()
        };
        let (script, style) = (list(&self.script), list(&self.style));
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{script}; style-src 'self'{style}; \
             connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self'; manifest-src 'self'; \
             worker-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
        );
        HeaderValue::from_str(&policy).unwrap_or(DATA)
    }
}

/// Only hashes: nothing else may slip into the policy.
fn is_hash(text: &str) -> bool {
    ["sha256-", "sha384-", "sha512-"].iter().any(|p| text.starts_with(p))
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=-".contains(&b))
}
