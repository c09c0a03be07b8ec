//! Around every request: an id, the time it took, a net under panics, security headers, and one line in the log.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use uuid::Uuid;
use yunlin_api::problem::Code;

use super::{csp, problem};
use crate::infra::web::{ApiError, Failure};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// No page of another site keeps a handle on a desk that it opened. Only there: it makes the browser start a process for the
/// page, which costs a cheap phone as much as the style of the home page.
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// What the log says of a request. Never its URI, query or body.
struct Line {
    method: Method,
    route: String,
    id: Uuid,
    start: Instant,
}

/// Runs the request and dresses the answer.
pub(super) async fn dress(request: Request, next: Next) -> Response {
    let line = Line {
        method: request.method().clone(),
        route: route_of(&request),
        id: request_id(request.headers()),
        start: Instant::now(),
    };
    let desk = is_desk(request.uri().path());
    let outcome = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let mut response = outcome.unwrap_or_else(|_| ApiError::new(Code::Internal).into_response());
    let failure = response.extensions_mut().remove::<Failure>();
    if let Some(failure) = &failure {
        problem::render(&mut response, failure, line.id);
    }
    security_headers(response.headers_mut());
    if desk {
        response.headers_mut().insert(OPENER, HeaderValue::from_static("same-origin"));
    }
    if let Ok(id) = HeaderValue::from_str(&line.id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    write_line(&line, &response, failure.as_ref());
    response
}

/// The id that a proxy gave, if it is one, or a new one.
fn request_id(headers: &HeaderMap) -> Uuid {
    let given = headers.get(REQUEST_ID).and_then(|v| v.to_str().ok());
    given.and_then(|v| Uuid::parse_str(v).ok()).unwrap_or_else(Uuid::now_v7)
}

/// Whether a page of the desk is asked for.
fn is_desk(path: &str) -> bool {
    path.strip_prefix("/desk").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The template that matched, never what was typed.
fn route_of(request: &Request) -> String {
    request.extensions().get::<MatchedPath>().map_or("(file)", MatchedPath::as_str).to_owned()
}

/// Headers that every answer carries.
fn security_headers(headers: &mut HeaderMap) {
    let all = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
        ("permissions-policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
        ("x-api-version", env!("CARGO_PKG_VERSION")),
    ];
    for (name, value) in all {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(csp::HEADER).or_insert(csp::DATA);
}

/// One line a request.
fn write_line(line: &Line, response: &Response, failure: Option<&Failure>) {
    let status = response.status().as_u16();
    let ms = u64::try_from(line.start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (method, route, id) = (line.method.as_str(), line.route.as_str(), line.id);
    match failure {
        Some(f) if status >= 500 => {
            let cause = f.cause.as_deref().unwrap_or("-");
            tracing::error!(method, route, status, ms, request_id = %id, code = ?f.code, cause, "failed");
        }
        Some(f) => tracing::info!(method, route, status, ms, request_id = %id, code = ?f.code, "refused"),
        None => tracing::info!(method, route, status, ms, request_id = %id, "served"),
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_becomes_a_problem_with_the_id_of_the_request() {
        let router = Router::new()
            .route(
                "/",
                get(|| async {
                    if true {
                        panic!("a resident's text")
                    }
                }),
            )
            .layer(axum::middleware::from_fn(super::dress));
        let request = axum::http::Request::builder().uri("/").body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), 500);
        let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
        let body = to_bytes(response.into_body(), 10_000).await.unwrap();
        let problem: yunlin_api::problem::Problem = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem.request_id, id);
        assert!(!problem.detail.contains("resident"));
    }
}
