//! Uploads and views of files: bytes instead of JSON, hence routes of their own, with a gate of their own: an upload over a
//! weak line takes longer than any other request may.

use std::time::Duration;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use uuid::Uuid;
use yunlin_api::endpoint::IDEMPOTENCY_KEY;
use yunlin_api::files::{DESK_UPLOAD_PATH, UPLOAD_MAX, UPLOAD_PATH, VIEW_PATH};
use yunlin_api::problem::Code;

use super::gate::{self, Gate};
use crate::domain::cases;
use crate::domain::files::{self, Owner, Viewer};
use crate::domain::identity::{Resident, resident_of, staff_of};
use crate::domain::privacy;
use crate::infra::config::Config;
use crate::infra::ctx::Ctx;
use crate::infra::web::{ApiError, check_origin};

/// What a viewer may load beside the file: nothing.
const SANDBOX: &str =
    "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The routes.
pub(super) fn router(config: &Config) -> Router<Ctx> {
    Router::new()
        .route(UPLOAD_PATH, post(from_resident))
        .route(DESK_UPLOAD_PATH, post(from_desk))
        .route(VIEW_PATH, get(view))
        .method_not_allowed_fallback(|| async { ApiError::new(Code::MethodNotAllowed) })
        .layer(from_fn_with_state(Gate::for_files(config), gate::pass))
}

async fn from_resident(State(ctx): State<Ctx>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let owner = match consenting(&ctx, &parts.headers).await {
        Ok(resident) => Owner::from(&resident),
        Err(error) => return error.into_response(),
    };
    take(&ctx, &owner, &id, &parts, body).await.into_response()
}

/// The resident who uploads, if they have agreed that what they upload is kept.
async fn consenting(ctx: &Ctx, headers: &HeaderMap) -> Result<Resident, ApiError> {
    let resident = resident_of(ctx, headers).await?;
    privacy::require_consent(ctx.db.read(), &resident).await?;
    Ok(resident)
}

async fn from_desk(State(ctx): State<Ctx>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let owner = match staff_of(&ctx, &parts.headers).await {
        Ok(staff) => Owner::from(&staff),
        Err(error) => return error.into_response(),
    };
    take(&ctx, &owner, &id, &parts, body).await.into_response()
}

/// Takes one upload.
async fn take(
    ctx: &Ctx,
    owner: &Owner,
    id: &str,
    parts: &Parts,
    body: axum::body::Body,
) -> Result<Response, ApiError> {
    check_origin(&ctx.config, parts)?;
    let id = Uuid::parse_str(id).map_err(|_| ApiError::not_found())?;
    check_key(&parts.headers, id)?;
    check_kind(&parts.headers)?;
    let bytes = read(&ctx.config, &parts.headers, body).await?;
    let stored = files::upload(ctx, owner, id, bytes).await?;
    let body = serde_json::to_vec(&stored)?;
    Ok((StatusCode::CREATED, [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], body)
        .into_response())
}

/// The id is the key: a header that names another one is a slip of the app.
fn check_key(headers: &HeaderMap, id: Uuid) -> Result<(), ApiError> {
    let key =
        headers.get(IDEMPOTENCY_KEY).and_then(|v| v.to_str().ok()).and_then(|v| Uuid::parse_str(v).ok());
    if key != Some(id) {
        return Err(ApiError::field(IDEMPOTENCY_KEY, "上传缺少编号，请刷新页面后重新上传。"));
    }
    Ok(())
}

/// Photos and PDF; what a file really is shows when it is read. HEIC gets through to its own sentence.
fn check_kind(headers: &HeaderMap) -> Result<(), ApiError> {
    let said = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let said = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let known = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "application/pdf"];
    if known.contains(&said.as_str()) { Ok(()) } else { Err(ApiError::new(Code::MediaType)) }
}

/// The body within its size and its time.
async fn read(config: &Config, headers: &HeaderMap, body: axum::body::Body) -> Result<Bytes, ApiError> {
    let too_large = || ApiError::new(Code::TooLarge).because(files::TOO_LARGE);
    let declared =
        headers.get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    if declared.is_some_and(|n| n > UPLOAD_MAX) {
        return Err(too_large());
    }
    match tokio::time::timeout(Duration::from_secs(config.upload_timeout), to_bytes(body, UPLOAD_MAX)).await {
        Err(_) => Err(ApiError::new(Code::Timeout)),
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(e))
            if std::error::Error::source(&e).is_some_and(|e| e.to_string().contains("length limit")) =>
        {
            Err(too_large())
        }
        Ok(Err(_)) => Err(ApiError::new(Code::Malformed)),
    }
}

/// Token of a link.
#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    t: String,
}

/// For whom a link was made.
enum Looker {
    /// The resident whose case it is.
    Owner,
    /// A member of staff: the look that gave them the link has left its trace.
    Staff,
}

/// Whoever is signed in and has the link; somebody at the desk may be signed in as a resident too.
async fn looker(ctx: &Ctx, headers: &HeaderMap, (id, token): (Uuid, &str)) -> Result<Looker, ApiError> {
    let may = |viewer: Viewer| files::check(ctx, &viewer, id, token);
    if let Ok(resident) = resident_of(ctx, headers).await
        && may(Viewer::from(&resident)).is_ok()
    {
        return Ok(Looker::Owner);
    }
    let staff = staff_of(ctx, headers).await.map_err(|_| files::refused())?;
    may(Viewer::from(&staff))?;
    Ok(Looker::Staff)
}

/// Serves a file to the viewer that its link was made for. A link that is unsigned, over, or somebody else's, gets the same
/// answer for every id, whether it exists or not.
async fn view(
    State(ctx): State<Ctx>,
    Path(id): Path<String>,
    Query(token): Query<Token>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let id = Uuid::parse_str(&id).unwrap_or_default();
    let looker = looker(&ctx, &headers, (id, &token.t)).await?;
    let (file, bytes) = files::open(&ctx, id).await?;
    if matches!(looker, Looker::Owner) && cases::is_taken_back(&file) {
        return Err(ApiError::not_found());
    }
    let (way, ending) = if file.kind == "image/jpeg" { ("inline", "jpg") } else { ("attachment", "pdf") };
    let head = [
        (CONTENT_TYPE, file.kind.clone()),
        (CACHE_CONTROL, "no-store".to_owned()),
        (CONTENT_DISPOSITION, format!("{way}; filename=\"{}.{ending}\"", id.simple())),
        (CONTENT_SECURITY_POLICY, SANDBOX.to_owned()),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
    ];
    Ok((head, bytes).into_response())
}
