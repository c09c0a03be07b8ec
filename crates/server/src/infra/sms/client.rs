//! The one HTTP client that leaves this server for providers.

use std::sync::OnceLock;
use std::time::Duration;

use serde_json::Value;

use super::Request;
use crate::infra::web::ApiError;

/// A provider that takes longer is down.
const PATIENCE: Duration = Duration::from_secs(8);

/// Sends a request and reads the JSON that comes back. `base` replaces the provider's host, for tests and proxies.
pub(super) async fn post(base: &str, request: &Request) -> Result<Value, ApiError> {
    let base = if base.is_empty() { format!("https://{}", request.host) } else { base.to_owned() };
    let url = format!("{base}/?{}", request.query);
    let url = url.trim_end_matches('?');
    let mut built = client()?.post(url).body(request.body.clone());
    for (name, value) in &request.headers {
        built = built.header(*name, value);
    }
    // The error would name the URL, and with it the number.
    let answer = built.send().await.map_err(|e| ApiError::internal(e.without_url()))?;
    let text = answer.text().await.map_err(|e| ApiError::internal(e.without_url()))?;
    serde_json::from_str(&text).map_err(|_| ApiError::internal("the provider does not answer in JSON"))
}

fn client() -> Result<&'static reqwest::Client, ApiError> {
    static CLIENT: OnceLock<reqwest::Client> = OnceLock::new();
    if let Some(client) = CLIENT.get() {
        return Ok(client);
    }
    // Somebody may have chosen one before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let built =
        reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).build();
    Ok(CLIENT.get_or_init(|| built.unwrap_or_default()))
}
