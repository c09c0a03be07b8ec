//! The cookies: a session each of residents and of staff, and for each side the mark of a device at which somebody signed in
//! before. What they hold is random and means nothing elsewhere.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::error::ApiError;
use crate::infra::chance;
use crate::infra::config::Config;
use crate::infra::digest;

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Of residents.
    Resident,
    /// Of staff.
    Desk,
    /// A phone on which residents have signed in; signs nobody in.
    Device,
    /// A computer at which staff have signed in; signs nobody in.
    DeskDevice,
}

impl Cookie {
    /// Those that sign somebody in.
    pub const SESSIONS: [Self; 2] = [Self::Resident, Self::Desk];

    /// Name on this site. With the prefix no other host and no plain connection can set it (requirement W50).
    pub const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Resident, true) => "__Host-yunlin",
            (Self::Resident, false) => "yunlin",
            (Self::Desk, true) => "__Host-yunlin-desk",
            (Self::Desk, false) => "yunlin-desk",
            (Self::Device, true) => "__Host-yunlin-device",
            (Self::Device, false) => "yunlin-device",
            (Self::DeskDevice, true) => "__Host-yunlin-desk-device",
            (Self::DeskDevice, false) => "yunlin-desk-device",
        }
    }

    /// Sets the cookie for so many seconds.
    pub fn set(self, config: &Config, token: &str, seconds: i64) -> Result<HeaderValue, ApiError> {
        let secure = if config.cookie_secure { "; Secure" } else { "" };
        let name = self.name(config.cookie_secure);
        let text = format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&text).map_err(ApiError::internal)
    }

    /// Takes the cookie back.
    pub fn clear(self, config: &Config) -> Result<HeaderValue, ApiError> {
        self.set(config, "", 0)
    }
}

/// What the request carries in this cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, config: &Config, which: Cookie) -> Option<&'h str> {
    let name = which.name(config.cookie_secure);
    let lines = headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
        .filter(|value| !value.is_empty())
}

/// A new token: 256 random bits.
pub fn fresh_token() -> String {
    URL_SAFE_NO_PAD.encode(chance::bytes::<32>())
}

/// What of a token is stored: whoever reads the table cannot sign in with it.
pub fn token_hash(token: &str) -> String {
    digest::hex(&[token.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infra::config::Layers;

    #[test]
    fn the_cookie_is_found_among_others_by_its_whole_name() {
        let config = Layers::defaults().unwrap().finish().unwrap();
        let mut headers = HeaderMap::new();
        headers
            .insert(COOKIE, "a=b; x__Host-yunlin=1; __Host-yunlin-desk=2;__Host-yunlin=3".parse().unwrap());
        assert_eq!(cookie(&headers, &config, Cookie::Resident), Some("3"));
        assert_eq!(cookie(&headers, &config, Cookie::Desk), Some("2"));
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        assert_eq!(fresh_token().len(), 43);
        assert_ne!(fresh_token(), fresh_token());
    }
}
