//! What a handler answers: a value of the endpoint's output type, a document from the shelf, or a stored answer.

use std::marker::PhantomData;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, SET_COOKIE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use yunlin_api::endpoint::{Endpoint, Verb};

use super::error::ApiError;
use crate::infra::digest;
use crate::infra::http_accept::{Encoding, preferred};
use crate::infra::shelf::Document;

/// A good answer.
pub struct Reply<E> {
    response: Response,
    endpoint: PhantomData<fn() -> E>,
}

impl<E: Endpoint> Reply<E> {
    /// The value: 200 for a read, with an ETag; 201 for a write.
    pub fn value(out: &E::Out, headers: &HeaderMap) -> Result<Self, ApiError> {
        let body = serde_json::to_vec(out)?;
        if E::VERB == Verb::Post {
            return Ok(Self::stored(StatusCode::CREATED, body));
        }
        let mut tag = digest::hex(&[&body]);
        tag.truncate(32);
        let tag = format!("W/\"{tag}\"");
        let head = [
            (CACHE_CONTROL, "no-cache".to_owned()),
            (ETAG, tag.clone()),
            (VARY, "accept-encoding".to_owned()),
        ];
        if etag_matches(headers, &tag) {
            return Ok(Self::new((StatusCode::NOT_MODIFIED, head)));
        }
        Ok(Self::new((head, [(CONTENT_TYPE, "application/json")], body)))
    }

    /// A value that is somebody's own: 200, kept by nobody, no ETag.
    pub fn personal(out: &E::Out) -> Result<Self, ApiError> {
        Ok(Self::stored(StatusCode::OK, serde_json::to_vec(out)?))
    }

    /// The answer to a write, also when it is given again.
    pub fn stored(status: StatusCode, body: impl Into<Body>) -> Self {
        let head = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
        Self::new((status, head, body.into()))
    }

    /// A rendered document in the best form that the client takes.
    pub fn document(document: &Document, headers: &HeaderMap) -> Self {
        let accepted = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let mut offers = vec![Encoding::Gzip];
        if document.brotli().is_some() {
            offers.insert(0, Encoding::Brotli);
        }
        let encoding = preferred(accepted, &offers);
        let tag = format!("\"{}{}\"", document.hash, encoding.tag());
        let head =
            [(CACHE_CONTROL, "no-cache".to_owned()), (ETAG, tag), (VARY, "accept-encoding".to_owned())];
        if etag_matches(headers, &document.hash) {
            return Self::new((StatusCode::NOT_MODIFIED, head));
        }
        let bytes = match encoding {
            Encoding::Brotli => document.brotli().unwrap_or(&document.plain),
            Encoding::Gzip => &document.gzip,
            Encoding::Identity => &document.plain,
        };
        let mut response = (head, [(CONTENT_TYPE, "application/json")], bytes.to_vec()).into_response();
        if let Some(name) = encoding.header() {
            response.headers_mut().insert(CONTENT_ENCODING, name);
        }
        Self::new(response)
    }
}

impl<E> Reply<E> {
    fn new(response: impl IntoResponse) -> Self {
        Self { response: response.into_response(), endpoint: PhantomData }
    }

    /// The same with a cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: HeaderValue) -> Self {
        self.response.headers_mut().append(SET_COOKIE, cookie);
        self
    }

    /// The HTTP form.
    pub(super) fn into_response(self) -> Response {
        self.response
    }
}

/// Whether `If-None-Match` names the content: with or without quotes, weak or strong, in whatever encoding.
pub fn etag_matches(headers: &HeaderMap, tag: &str) -> bool {
    let bare = |t: &str| -> String {
        let t = t.trim().trim_start_matches("W/").trim_matches('"');
        t.trim_end_matches("-br").trim_end_matches("-gz").to_owned()
    };
    let wanted = bare(tag);
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .any(|value| value.split(',').any(|t| t.trim() == "*" || bare(t) == wanted))
}
