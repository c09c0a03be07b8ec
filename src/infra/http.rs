//! Calls the server: one function per verb, typed by the endpoint. Reads are tried twice and end after ten seconds.

use std::cell::Cell;

use futures::future::{Either, select};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use leptos::wasm_bindgen::JsValue;
use yunlin_api::endpoint::{
    Access, Endpoint, FOR_ACCOUNT, FROM_APP, IDEMPOTENCY_KEY, IDLE, encode_segment, fill_path,
};
use yunlin_api::files::{DESK_UPLOAD_PATH, FileStored, UPLOAD_PATH};
use yunlin_api::problem::{Code, Problem};

use super::clock;

/// Milliseconds that a read may take.
const READ_TIMEOUT: u32 = 10_000;
/// Milliseconds that a write may take.
const WRITE_TIMEOUT: u32 = 2 * READ_TIMEOUT;
/// Milliseconds that a file of ten megabytes may take on a slow line.
const UPLOAD_TIMEOUT: u32 = 120_000;
/// What every write but an upload carries.
const JSON: &str = "application/json";

thread_local! {
    static NO_SESSION: Cell<fn()> = const { Cell::new(|| {}) };
    static IS_IDLE: Cell<fn() -> bool> = const { Cell::new(|| false) };
}

/// How the desk tells that nobody has touched it lately.
pub fn when_idle(is_idle: fn() -> bool) {
    IS_IDLE.set(is_idle);
}

/// What to do when the server says that no resident is signed in any more.
pub fn on_no_session(then: fn()) {
    NO_SESSION.set(then);
}

/// Why a call has no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum CallError {
    /// No connection, or none in time.
    Offline,
    /// The server refused, and says why.
    Refused(Box<Problem>),
    /// The answer cannot be read: an old page meets a new server.
    Unreadable,
}

impl CallError {
    /// The stable name of a refusal.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            _ => None,
        }
    }
}

/// Passes an error on; one that says 请登录 ends the resident's session on this page.
fn told<E: Endpoint>(error: CallError) -> CallError {
    if E::ACCESS == Access::Resident && error.code() == Some(Code::SignIn) {
        (NO_SESSION.get())();
    }
    error
}

/// An answer, or «unchanged» for the tag that was sent.
pub enum Fetched {
    /// New body with its tag.
    New(Response, Option<String>),
    /// Same as what the caller holds.
    Unchanged,
}

/// Reads `E` as raw response, so that large bodies can be taken apart by the browser.
pub async fn fetch<E: Endpoint>(path_values: &[&str], etag: Option<&str>) -> Result<Fetched, CallError> {
    let url = fill_path(E::PATH, path_values);
    let first = fetch_once(&url, etag).await;
    if matches!(first, Err(CallError::Offline)) && super::browser::online() {
        return fetch_once(&url, etag).await.map_err(told::<E>);
    }
    first.map_err(told::<E>)
}

async fn fetch_once(url: &str, etag: Option<&str>) -> Result<Fetched, CallError> {
    let mut request = RequestBuilder::new(url).method(Method::GET);
    if let Some(etag) = etag {
        // Our own tag must reach the server, so the browser's cache stays out of it.
        request = request.header("if-none-match", etag).cache(web_sys::RequestCache::NoStore);
    }
    let request = request.build().map_err(|_| CallError::Unreadable)?;
    let response = within(READ_TIMEOUT, sent(request)).await?;
    match response.status() {
        200 => {
            let etag = response.headers().get("etag");
            Ok(Fetched::New(response, etag))
        }
        304 => Ok(Fetched::Unchanged),
        _ => Err(refusal(&response).await),
    }
}

/// Reads `E` as its type.
pub async fn get<E: Endpoint>(path_values: &[&str]) -> Result<E::Out, CallError> {
    match fetch::<E>(path_values, None).await? {
        Fetched::New(response, _) => within(READ_TIMEOUT, answer(response)).await,
        Fetched::Unchanged => Err(CallError::Unreadable),
    }
}

/// Reads `E` with a query; names and values are encoded here. Never from the browser's cache.
pub async fn query<E: Endpoint>(path_values: &[&str], query: &[(&str, &str)]) -> Result<E::Out, CallError> {
    let mut url = fill_path(E::PATH, path_values);
    for (index, (name, value)) in query.iter().enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        encode_segment(name, &mut url);
        url.push('=');
        encode_segment(value, &mut url);
    }
    let mut request = RequestBuilder::new(&url).method(Method::GET).cache(web_sys::RequestCache::NoStore);
    if (IS_IDLE.get())() {
        request = request.header(IDLE, "1");
    }
    let request = request.build().map_err(|_| CallError::Unreadable)?;
    within(READ_TIMEOUT, async { answer(sent(request).await?).await }).await
}

/// Writes `E` once under `key`: sent again with the same key it has the same effect and the same answer.
pub async fn post<E: Endpoint>(key: &str, input: &E::In) -> Result<E::Out, CallError> {
    post_to::<E>(&[], key, input).await
}

/// The same with values for the `{…}` parts of the path.
pub async fn post_to<E: Endpoint>(
    path_values: &[&str],
    key: &str,
    input: &E::In,
) -> Result<E::Out, CallError> {
    let url = fill_path(E::PATH, path_values);
    let body = serde_json::to_string(input).map_err(|_| CallError::Unreadable)?;
    send(None, &url, key, JSON, &body.into(), WRITE_TIMEOUT).await.map_err(told::<E>)
}

/// Writes what was kept on the phone: address and body as an endpoint made them, for the account that made it and no other.
/// Never ends the session of the page.
pub async fn post_kept(
    account: Option<&str>,
    url: &str,
    key: &str,
    body: &serde_json::Value,
) -> Result<serde_json::Value, CallError> {
    send(account, url, key, JSON, &body.to_string().into(), WRITE_TIMEOUT).await
}

/// Stores a file of an account under an id made here: sent again it is stored once.
pub async fn upload(
    account: Option<&str>,
    id: &str,
    kind: &str,
    body: &JsValue,
) -> Result<FileStored, CallError> {
    send(account, &fill_path(UPLOAD_PATH, &[id]), id, kind, body, UPLOAD_TIMEOUT).await
}

/// The same under the session of a member of staff, who may send PDF too.
pub async fn desk_upload(id: &str, kind: &str, body: &JsValue) -> Result<FileStored, CallError> {
    send(None, &fill_path(DESK_UPLOAD_PATH, &[id]), id, kind, body, UPLOAD_TIMEOUT).await
}

async fn send<T: serde::de::DeserializeOwned>(
    account: Option<&str>,
    url: &str,
    key: &str,
    kind: &str,
    body: &JsValue,
    timeout: u32,
) -> Result<T, CallError> {
    let request = RequestBuilder::new(url)
        .method(Method::POST)
        .header(IDEMPOTENCY_KEY, key)
        .header(FROM_APP, "1")
        .header("content-type", kind);
    let request = match account {
        Some(account) => request.header(FOR_ACCOUNT, account),
        None => request,
    };
    let request = request.body(body.clone()).map_err(|_| CallError::Unreadable)?;
    within(timeout, async { answer(sent(request).await?).await }).await
}

async fn answer<T: serde::de::DeserializeOwned>(response: Response) -> Result<T, CallError> {
    if response.ok() {
        response.json().await.map_err(|_| CallError::Unreadable)
    } else {
        Err(refusal(&response).await)
    }
}

/// No answer of the server comes out of a cache unasked (`no-store`, `no-cache`), so each tells the time of now.
async fn sent(request: Request) -> Result<Response, CallError> {
    let response = request.send().await.map_err(|_| CallError::Offline)?;
    if let Some(date) = response.headers().get("date") {
        clock::note_server(&date);
    }
    Ok(response)
}

/// The time by the server's clock, asked for where no answer has told it yet; none without a signal.
pub async fn server_ms() -> Option<f64> {
    if !clock::is_checked() {
        let request = RequestBuilder::new("/version.json").method(Method::GET);
        let request = request.cache(web_sys::RequestCache::NoStore).build().ok()?;
        within(READ_TIMEOUT, sent(request)).await.ok()?;
    }
    Some(clock::true_ms())
}

/// The work, or no connection when it takes longer: head and body, because a line can die between the two.
async fn within<T>(ms: u32, work: impl Future<Output = Result<T, CallError>>) -> Result<T, CallError> {
    let work = std::pin::pin!(work);
    match select(work, TimeoutFuture::new(ms)).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => Err(CallError::Offline),
    }
}

async fn refusal(response: &Response) -> CallError {
    // A proxy in between answers 502–504 without our problem document: that is a lost connection to the resident.
    match response.json::<Problem>().await {
        Ok(problem) => CallError::Refused(Box::new(problem)),
        Err(_) if response.status() >= 500 => CallError::Offline,
        Err(_) => CallError::Unreadable,
    }
}

/// The body as text, in the browser's memory.
pub async fn text(response: &Response) -> Result<String, CallError> {
    response.text().await.map_err(|_| CallError::Offline)
}

/// The body parsed by the browser itself: quicker than ours for hundreds of kilobytes.
pub async fn json_value(response: &Response) -> Result<JsValue, CallError> {
    let text = text(response).await?;
    js_sys::JSON::parse(&text).map_err(|_| CallError::Unreadable)
}
