//! The files of the app: `<app_dir>/current` names the newest build, `<app_dir>/<build>/…` holds each build on disk.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use yunlin_api::problem::Code;

use super::csp::{self, Hashes};
use crate::infra::digest;
use crate::infra::http_accept::{Encoding, preferred};
use crate::infra::web::{ApiError, etag_matches};

mod wanted;

use wanted::{Kept, Wanted, media_type};

/// The newest build.
#[derive(Clone, Debug)]
struct Build {
    name: String,
    policy: HeaderValue,
}

/// Serves the files.
#[derive(Debug)]
pub(super) struct AppFiles {
    folder: PathBuf,
    current: Mutex<Option<Arc<Build>>>,
}

impl AppFiles {
    /// Serves from this folder.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, current: Mutex::default() }
    }

    /// Answers a request that is not for the API.
    pub(super) async fn serve(&self, request: Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return ([(ALLOW, "GET, HEAD")], ApiError::new(Code::MethodNotAllowed)).into_response();
        }
        let Some(wanted) = Wanted::of(request.uri().path()) else { return not_found() };
        let Some(build) = self.current().await else { return no_build(request.headers()) };
        let file = self.file(&build, &wanted, request.headers()).await;
        let Some(mut response) = file else { return not_found() };
        response.headers_mut().insert(csp::HEADER, build.policy.clone());
        if request.method() == Method::HEAD {
            *response.body_mut() = Body::empty();
        }
        response
    }

    /// The build that `current` names, with its policy; both are read again only when the name changes.
    async fn current(&self) -> Option<Arc<Build>> {
        let name = tokio::fs::read_to_string(self.folder.join("current")).await;
        let name = name.inspect_err(note).ok()?;
        let name = name.trim();
        if !wanted::is_plain_name(name) {
            return None;
        }
        let known = self.current.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(build) = known.filter(|b| b.name == name) {
            return Some(build);
        }
        let read = tokio::fs::read(self.folder.join(name).join("csp.json")).await;
        let hashes = read.and_then(|bytes| Ok(serde_json::from_slice::<Hashes>(&bytes)?));
        // Without the hashes nothing inline may run: safe, and visible at once.
        let policy = hashes.as_ref().map_or_else(|_| Hashes::default().policy(), Hashes::policy);
        let build = Arc::new(Build { name: name.to_owned(), policy });
        // A moment without free file handles must not stay as the policy of this build.
        if let Err(error) = hashes.as_ref().map_err(std::io::Error::kind)
            && error != ErrorKind::NotFound
        {
            tracing::warn!(%error, "csp.json of the app");
            return Some(build);
        }
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&build));
        Some(build)
    }

    /// Reads the file, or its best precompressed neighbour.
    async fn file(&self, build: &Build, wanted: &Wanted, headers: &HeaderMap) -> Option<Response> {
        let name = wanted.build.as_deref().unwrap_or(&build.name);
        let path = self.folder.join(name).join(&wanted.path);
        let encoding = best_form(&path, headers).await;
        let mut on_disk = path.clone().into_os_string();
        on_disk.push(encoding.ending());
        let read = tokio::fs::read(PathBuf::from(on_disk)).await;
        let bytes = read.inspect_err(note).ok()?;
        let hash = match wanted.kept {
            Kept::ForEver => digest::hex(&[name.as_bytes(), wanted.path.as_bytes()]),
            _ => digest::hex(&[&bytes]),
        };
        Some(reply(wanted, encoding, &hash[..32], bytes, headers))
    }
}

/// A file that is there but cannot be read is ours to mend; a name that leads nowhere is the caller's.
fn note(error: &std::io::Error) {
    use ErrorKind::{InvalidFilename, IsADirectory, NotADirectory, NotFound};
    if !matches!(error.kind(), NotFound | IsADirectory | NotADirectory | InvalidFilename) {
        tracing::warn!(%error, "a file of the app");
    }
}

/// The best form of a file that lies on disk and that the client takes.
async fn best_form(path: &Path, headers: &HeaderMap) -> Encoding {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mut offers = Vec::with_capacity(2);
    for encoding in [Encoding::Brotli, Encoding::Gzip] {
        let mut neighbour = path.as_os_str().to_owned();
        neighbour.push(encoding.ending());
        if tokio::fs::try_exists(PathBuf::from(neighbour)).await.unwrap_or(false) {
            offers.push(encoding);
        }
    }
    preferred(accepted, &offers)
}

/// The answer with a file.
fn reply(wanted: &Wanted, encoding: Encoding, hash: &str, bytes: Vec<u8>, headers: &HeaderMap) -> Response {
    let head = [
        (CACHE_CONTROL, wanted.kept.header().to_owned()),
        (ETAG, format!("\"{hash}{}\"", encoding.tag())),
        (VARY, "accept-encoding".to_owned()),
    ];
    if etag_matches(headers, hash) {
        return (StatusCode::NOT_MODIFIED, head).into_response();
    }
    let length = bytes.len();
    let mut response = (head, [(CONTENT_TYPE, media_type(&wanted.path))], bytes).into_response();
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    if let Some(name) = encoding.header() {
        response.headers_mut().insert(CONTENT_ENCODING, name);
    }
    response
}

fn not_found() -> Response {
    ApiError::not_found().into_response()
}

/// The server runs before the first build of the app has arrived. Whoever opens a page reads a sentence.
fn no_build(headers: &HeaderMap) -> Response {
    const LATER: &str = "页面正在更新，请过一两分钟再打开；急事请拨打12345或联系您所在的社区。";
    let accepted = headers.get(ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if accepted.contains("text/html") {
        return (StatusCode::SERVICE_UNAVAILABLE, LATER).into_response();
    }
    ApiError::new(Code::Unavailable).because(LATER).into_response()
}
