//! Somebody who is signed in on the fuzzed server: a resident by the code of the demonstration, staff by its password.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use yunlin_api::endpoint::{FROM_APP, IDEMPOTENCY_KEY};

use crate::Result;

/// A session, and the part of the API's document that wants one.
pub(super) struct Session {
    /// Name of its security scheme.
    pub(super) scheme: &'static str,
    /// The cookie's value.
    pub(super) key: String,
    cookie: String,
    /// Where the session says whose it is.
    me: &'static str,
}

/// Operations that end the session or change how it is begun: what is asked after them would be asked signed out.
const ENDS: &[&str] = &[
    "identity_sign_out",
    "identity_end_session",
    "privacy_close",
    "desk_sign_out",
    "desk_password",
    "desk_totp_confirm",
];

impl Session {
    /// A resident of the demonstration who has agreed to the notice.
    pub(super) fn resident(url: &str) -> Result<Self> {
        let phone = "13800000001";
        let sent = send(url, "POST", "/api/identity/codes", "", &json!({ "phone": phone, "by": "sms" }), 1)?;
        let code = sent.body["demo_code"].as_str().ok_or_else(|| format!("no code: {}", sent.body))?;
        let entered =
            send(url, "POST", "/api/identity/sessions", "", &json!({ "phone": phone, "code": code }), 2)?;
        let session = Self::of(&entered, "resident", "__Host-yunlin", "/api/identity/me")?;
        let consent = json!({ "notice": entered.body["me"]["notice"], "agreed": true });
        let agreed = send(url, "POST", "/api/privacy/consents", &session.cookie, &consent, 3)?;
        if agreed.status == 201 { Ok(session) } else { Err(format!("no consent: {}", agreed.body).into()) }
    }

    /// A social worker of the demonstration.
    pub(super) fn staff(url: &str) -> Result<Self> {
        let body = json!({ "login": "sg-hanyuan", "password": "yunlin-demo-2026" });
        let entered = send(url, "POST", "/api/desk/sessions", "", &body, 4)?;
        Self::of(&entered, "desk", "__Host-yunlin-desk", "/api/desk/me")
    }

    fn of(answer: &Answer, scheme: &'static str, name: &str, me: &'static str) -> Result<Self> {
        let key =
            cookie(&answer.head, name).ok_or_else(|| format!("nobody was signed in: {}", answer.body))?;
        Ok(Self { scheme, key: key.to_owned(), cookie: format!("{name}={key}"), me })
    }

    /// What schemathesis reads it from. On a command line, every account of the machine could see it.
    pub(super) fn settings(&self) -> String {
        format!("[auth.openapi.{}]\napi_key = {:?}\n", self.scheme, self.key)
    }

    /// Operations of the server's own document that want such a session and leave it alone.
    pub(super) fn operations(&self, url: &str) -> Result<Vec<String>> {
        let document = send(url, "GET", "/api/openapi.json", "", &Value::Null, 0)?.body;
        let found = operations(&document, self.scheme);
        if found.is_empty() { Err(format!("no operation wants {}", self.scheme).into()) } else { Ok(found) }
    }

    /// An error when the session is over: then most of the pass was made by nobody.
    pub(super) fn is_alive(&self, url: &str) -> Result {
        let me = send(url, "GET", self.me, &self.cookie, &Value::Null, 0)?;
        if me.status == 200 {
            return Ok(());
        }
        Err(format!("the session of {} did not last: {} {}", self.scheme, me.status, me.body).into())
    }
}

fn operations(document: &Value, scheme: &str) -> Vec<String> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let all =
        paths.flat_map(|(_, verbs)| verbs.as_object().into_iter().flatten().map(|(_, operation)| operation));
    let wants = |operation: &&Value| {
        let schemes = operation["security"].as_array().into_iter().flatten();
        schemes.into_iter().any(|s| s.get(scheme).is_some())
    };
    let ids = all.filter(wants).filter_map(|operation| operation["operationId"].as_str());
    ids.filter(|id| !ENDS.contains(id)).map(str::to_owned).collect()
}

/// The value of a cookie that an answer sets.
fn cookie<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let set = head.lines().filter_map(|line| line.split_once(": "));
    let set = set.filter(|(header, _)| header.eq_ignore_ascii_case("set-cookie"));
    let mut pairs = set.filter_map(|(_, value)| value.split(';').next()?.split_once('='));
    pairs.find(|(cookie, _)| *cookie == name).map(|(_, value)| value)
}

/// What came back.
struct Answer {
    status: u16,
    head: String,
    body: Value,
}

/// One exchange on a connection of its own; a write has the key of that number.
fn send(url: &str, verb: &str, path: &str, cookie: &str, body: &Value, key: u32) -> Result<Answer> {
    let host = url.trim_start_matches("http://");
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(
        stream,
        "{verb} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{FROM_APP}: 1\r\ncookie: {cookie}\r\n\
         {IDEMPOTENCY_KEY}: 0192f0c1-7a5e-7000-9d1b-{key:012x}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| format!("{path}: no answer"))?;
    let status =
        head.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(|| format!("{path}: no status"))?;
    Ok(Answer { status, head: head.to_owned(), body: serde_json::from_str(body)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_of_the_session_is_found_beside_others() {
        let head = "HTTP/1.1 201 Created\r\nset-cookie: __Host-a-device=x; Path=/\r\nSet-Cookie: __Host-a=k=; Path=/";
        assert_eq!(cookie(head, "__Host-a"), Some("k="));
        assert_eq!(cookie(head, "__Host-b"), None);
    }

    #[test]
    fn only_operations_that_want_the_session_and_keep_it_are_asked() {
        let wants = |id: &str, scheme: &str| json!({ "operationId": id, "security": [{ scheme: [] }] });
        let document = json!({ "paths": {
            "/a": { "get": wants("a_read", "resident"), "post": { "operationId": "a_open" } },
            "/b": { "get": wants("b_read", "desk"), "post": wants("identity_sign_out", "resident") },
        } });
        assert_eq!(operations(&document, "resident"), ["a_read"]);
    }

    #[test]
    fn what_is_left_out_exists() {
        let snapshot = crate::sh::root().join("crates/server/tests/snapshots/openapi.json");
        let document: Value = serde_json::from_str(&std::fs::read_to_string(snapshot).unwrap()).unwrap();
        let text = document.to_string();
        for id in ENDS {
            assert!(text.contains(&format!("\"operationId\":\"{id}\"")), "{id}");
        }
        assert!(operations(&document, "resident").len() > 10 && operations(&document, "desk").len() > 10);
    }
}
