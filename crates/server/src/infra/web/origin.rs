//! Writes with a session come from a page of ours (CSRF): they carry a header that a foreign page cannot set, and the
//! browser's word on where they come from must be this host.

use axum::http::HeaderMap;
use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::request::Parts;
use yunlin_api::endpoint::FROM_APP;
use yunlin_api::problem::Code;

use super::cookie::{Cookie, cookie};
use super::error::ApiError;
use crate::infra::config::Config;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses a write that carries a session of ours but not our mark.
pub fn check(config: &Config, parts: &Parts) -> Result<(), ApiError> {
    let headers = &parts.headers;
    if !Cookie::SESSIONS.iter().any(|which| cookie(headers, config, *which).is_some()) {
        return Ok(());
    }
    let site = text(headers, &FETCH_SITE);
    let from_here = site.is_none_or(|s| matches!(s, "same-origin" | "none"));
    if headers.contains_key(FROM_APP) && from_here && is_own(text(headers, &ORIGIN), host(parts)) {
        return Ok(());
    }
    Err(ApiError::new(Code::Forbidden))
}

/// Whether an origin, if one is sent, names this host.
fn is_own(origin: Option<&str>, host: Option<&str>) -> bool {
    let Some(origin) = origin else { return true };
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    authority.is_some_and(|a| host.is_some_and(|h| h.eq_ignore_ascii_case(a)))
}

/// The host that was asked.
fn host(parts: &Parts) -> Option<&str> {
    text(&parts.headers, &HOST).or_else(|| parts.uri.authority().map(axum::http::uri::Authority::as_str))
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).map(|v| v.to_str().unwrap_or("?"))
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_the_own_host_is_own() {
        assert!(is_own(None, Some("a.cn")));
        assert!(is_own(Some("https://a.cn"), Some("A.cn")));
        assert!(is_own(Some("http://127.0.0.1:8080"), Some("127.0.0.1:8080")));
        for foreign in ["null", "https://b.cn", "https://a.cn.b.cn", "https://a.cn:8443", "a.cn", "?"] {
            assert!(!is_own(Some(foreign), Some("a.cn")), "{foreign}");
        }
    }
}
