//! Requests as a phone sends them, and what comes back.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, request::Builder};
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;

/// A request.
pub(crate) struct Ask {
    builder: Builder,
    body: Vec<u8>,
    peer: [u8; 4],
}

impl Ask {
    pub(crate) fn new(method: &str, path: &str) -> Self {
        Self { builder: Request::builder().method(method).uri(path), body: Vec::new(), peer: [192, 0, 2, 1] }
    }

    pub(crate) fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// A JSON write under a key.
    pub(crate) fn post(path: &str, key: Uuid, body: &Value) -> Self {
        Self::raw_post(path, key, body.to_string().into_bytes())
    }

    /// A write of whatever bytes, said to be JSON.
    pub(crate) fn raw_post(path: &str, key: Uuid, body: impl Into<Vec<u8>>) -> Self {
        let ask = Self::new("POST", path).header("content-type", "application/json");
        ask.header("idempotency-key", &key.to_string()).body(body)
    }

    /// A report under a new key.
    pub(crate) fn report(body: &Value) -> Self {
        Self::post("/api/guide/error-reports", Uuid::new_v4(), body)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.builder = self.builder.header(name, value);
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Comes from this address.
    pub(crate) fn from(mut self, peer: [u8; 4]) -> Self {
        self.peer = peer;
        self
    }

    pub(crate) async fn send(self, router: Router) -> Answer {
        let mut request = self.builder.body(Body::from(self.body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::from((self.peer, 4000))));
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// Checks that this is a problem of that status and code, complete, and gives it.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16, code: &str) -> Value {
        let shown = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status.as_u16(), status, "{shown}");
        assert_eq!(self.header("content-type"), "application/problem+json", "{shown}");
        let problem = self.json();
        assert_eq!(problem["status"], json!(status));
        assert_eq!(problem["code"], json!(code), "{shown}");
        assert_eq!(problem["request_id"], json!(self.header("x-request-id")));
        assert!(problem["detail"].as_str().unwrap().ends_with('。'), "{shown}");
        problem
    }

    /// Checks that this is a 422 about one field.
    #[track_caller]
    pub(crate) fn wrong_field(&self, field: &str) {
        let problem = self.problem(422, "invalid");
        assert_eq!(problem["fields"][0]["field"], json!(field), "{problem}");
    }
}

/// A report that is accepted.
pub(crate) fn report() -> Value {
    json!({ "id": Uuid::now_v7(), "item_code": "SB-07", "kind": "materials", "text": "材料里少写了户口簿。" })
}
