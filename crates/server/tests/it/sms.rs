//! Messages go to the providers as their documents want it: a double that works out the signature for itself takes them.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::HeaderMap;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use yunlin_server::infra::config::{Config, Layers};
use yunlin_server::infra::sms::{Said, Stamp, send};

const SECRET: &str = "a-secret-of-nobody";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// What came in.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    headers: HeaderMap,
    pub(crate) query: String,
    body: String,
}

impl Seen {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// The canonical request over the headers that the sender says it signed.
    fn canonical(&self, names: &str, hash: &str) -> String {
        let lower = |name: &str, value: &str| {
            if name == "x-tc-action" { value.to_lowercase() } else { value.to_owned() }
        };
        let lines: String =
            names.split(';').map(|n| format!("{n}:{}\n", lower(n, self.header(n).trim()))).collect();
        format!("POST\n/\n{}\n{lines}\n{names}\n{hash}", self.query)
    }

    /// A part of the authorization header.
    fn part(&self, name: &str) -> String {
        let all = self.header("authorization").split(&format!("{name}=")).nth(1).unwrap();
        all.split(',').next().unwrap().trim().to_owned()
    }
}

/// A provider that answers this, and what it saw.
async fn double(answer: Value) -> (String, Arc<Mutex<Vec<Seen>>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    (format!("http://{}", listener.local_addr().unwrap()), double_at(listener, answer))
}

/// The same at an address that is taken already.
pub(crate) fn double_at(listener: tokio::net::TcpListener, answer: Value) -> Arc<Mutex<Vec<Seen>>> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let inner = Arc::clone(&seen);
    let router = Router::new().fallback(move |request: Request| {
        let (inner, answer) = (Arc::clone(&inner), answer.to_string());
        async move {
            let (parts, body) = request.into_parts();
            let body = String::from_utf8(to_bytes(body, 100_000).await.unwrap().to_vec()).unwrap();
            let query = parts.uri.query().unwrap_or_default().to_owned();
            inner.lock().unwrap().push(Seen { headers: parts.headers, query, body });
            answer
        }
    });
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    seen
}

fn config(provider: &str, url: &str) -> Config {
    let text = format!(
        "sms_provider = '{provider}'\nsms_url = '{url}'\nsms_key_id = 'id'\nsms_key_secret = '{SECRET}'\nsms_sign = '云邻'\n\
        sms_app_id = '1400'\nsms_code_template = 'T1'\nsms_case_template = 'T2'\nsms_phone_template = 'T4'\nsms_voice_app_id = '1500'\nsms_voice_template = 'T3'"
    );
    Layers::defaults().unwrap().text(&text, "test").unwrap().finish().unwrap()
}

fn stamp() -> Stamp {
    Stamp { unix: 1_772_330_400, nonce: "0192f0c1".to_owned() }
}

fn all() -> [Said; 4] {
    let code = || "012345".to_owned();
    [
        Said::Code(code()),
        Said::SpokenCode(code()),
        Said::Case { number: "20260301-1".to_owned(), news: "需要补充材料".to_owned() },
        Said::PhoneChanged,
    ]
}

#[tokio::test]
async fn aliyun_takes_what_we_sign() {
    let (url, seen) = double(json!({ "Code": "OK", "Message": "OK" })).await;
    for said in all() {
        send(&config("aliyun", &url), &stamp(), "13800138000", &said).await.unwrap();
    }
    let seen = seen.lock().unwrap().clone();
    for one in &seen {
        let names = one.part("SignedHeaders");
        for must in [
            "host",
            "x-acs-action",
            "x-acs-content-sha256",
            "x-acs-date",
            "x-acs-signature-nonce",
            "x-acs-version",
        ] {
            assert!(names.split(';').any(|n| n == must), "{must} is not signed");
        }
        assert_eq!(one.header("x-acs-content-sha256"), sha256(&one.body));
        assert_eq!(one.header("x-acs-date"), "2026-03-01T02:00:00Z");
        let text = format!("ACS3-HMAC-SHA256\n{}", sha256(&one.canonical(&names, &sha256(&one.body))));
        assert_eq!(one.part("Signature"), hex(&hmac(SECRET.as_bytes(), &text)));
        assert_eq!(one.part("Credential"), "id");
    }
    let actions: Vec<&str> = seen.iter().map(|s| s.header("x-acs-action")).collect();
    assert_eq!(actions, ["SendSms", "SingleCallByTts", "SendSms", "SendSms"]);
    assert_eq!(seen[0].header("host"), "dysmsapi.aliyuncs.com");
    assert_eq!(seen[1].header("host"), "dyvmsapi.aliyuncs.com");
    assert!(
        seen[0].query.contains("PhoneNumbers=13800138000&SignName=%E4%BA%91%E9%82%BB&TemplateCode=T1"),
        "{}",
        seen[0].query
    );
    assert!(seen[0].query.contains("TemplateParam=%7B%22code%22%3A%22012345%22%7D"), "{}", seen[0].query);
}

#[tokio::test]
async fn tencent_takes_what_we_sign() {
    let (url, seen) = double(json!({ "Response": { "SendStatusSet": [{ "Code": "Ok" }] } })).await;
    for said in all() {
        send(&config("tencent", &url), &stamp(), "13800138000", &said).await.unwrap();
    }
    let seen = seen.lock().unwrap().clone();
    for one in &seen {
        let names = one.part("SignedHeaders");
        assert_eq!(names, "content-type;host;x-tc-action");
        let credential = one.part("Credential");
        let (id, scope) = credential.split_once('/').unwrap();
        let parts: Vec<&str> = scope.split('/').collect();
        assert_eq!((id, parts[0], parts[2]), ("id", "2026-03-01", "tc3_request"));
        let text = format!(
            "TC3-HMAC-SHA256\n{}\n{scope}\n{}",
            one.header("x-tc-timestamp"),
            sha256(&one.canonical(&names, &sha256(&one.body)))
        );
        let key = hmac(format!("TC3{SECRET}").as_bytes(), parts[0]);
        let key = hmac(&hmac(&key, parts[1]), parts[2]);
        assert_eq!(one.part("Signature"), hex(&hmac(&key, &text)));
    }
    let body: Value = serde_json::from_str(&seen[0].body).unwrap();
    assert_eq!(body["PhoneNumberSet"], json!(["+8613800138000"]));
    assert_eq!((&body["TemplateId"], &body["TemplateParamSet"]), (&json!("T1"), &json!(["012345", "5"])));
    let call: Value = serde_json::from_str(&seen[1].body).unwrap();
    assert_eq!(
        (seen[1].header("x-tc-action"), &call["CalledNumber"]),
        ("SendTtsVoice", &json!("+8613800138000"))
    );
}

#[tokio::test]
async fn a_refusal_is_an_error_that_does_not_tell_the_number() {
    let limit = json!({ "Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": "13800138000 触发流控" });
    let (url, _) = double(limit).await;
    let error = send(&config("aliyun", &url), &stamp(), "13800138000", &all()[0]).await.unwrap_err();
    let shown = format!("{error:?}");
    assert!(shown.contains("isv.BUSINESS_LIMIT_CONTROL") && !shown.contains("13800138000"), "{shown}");
    let (url, _) = double(json!({ "Response": { "Error": { "Code": "AuthFailure" } } })).await;
    assert!(send(&config("tencent", &url), &stamp(), "13800138000", &all()[0]).await.is_err());
    let gone =
        send(&config("aliyun", "http://127.0.0.1:9"), &stamp(), "13800138000", &all()[0]).await.unwrap_err();
    assert!(!format!("{gone:?}").contains("13800138000"), "{gone:?}");
}
