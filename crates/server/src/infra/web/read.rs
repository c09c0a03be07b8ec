//! Reads a request into a [`Call`]; every refusal is an [`ApiError`].

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Query, RawPathParams, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use serde_json::Value;
use uuid::Uuid;
use yunlin_api::endpoint::{Endpoint, IDEMPOTENCY_KEY, Verb};
use yunlin_api::problem::Code;

use super::call::{Call, Client, Key};
use super::error::ApiError;
use super::{json, origin};
use crate::infra::ctx::Ctx;
use crate::infra::digest;

impl<E: Endpoint> Call<E> {
    /// Reads path, query or body, and key.
    pub(super) async fn read(ctx: Ctx, request: Request) -> Result<Self, ApiError> {
        let (mut parts, body) = request.into_parts();
        let params = path_params(&mut parts).await?;
        let client = parts.extensions.get().copied().unwrap_or(Client(IpAddr::V4(Ipv4Addr::UNSPECIFIED)));
        let (input, key) = match E::VERB {
            Verb::Get => (read_query(&parts)?, None),
            Verb::Post => {
                check_media_type(&parts.headers)?;
                origin::check(&ctx.config, &parts)?;
                let id = read_key(&parts.headers)?;
                let tree = read_body(&ctx, &parts.headers, body).await?;
                let request_hash = digest::hex(&[parts.uri.path().as_bytes(), tree.to_string().as_bytes()]);
                (json::typed(tree)?, Some(Key { id, request_hash }))
            }
        };
        Ok(Self { ctx, input, client, key, params, headers: parts.headers })
    }
}

/// Path parameters; one that is not UTF-8 names nothing.
async fn path_params(parts: &mut Parts) -> Result<Vec<(String, String)>, ApiError> {
    let params = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| ApiError::not_found())?;
    Ok(params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// The query of a read; unknown parameters are refused by the input type. Every value is a text: an input with
/// numbers needs a reader of its own.
fn read_query<T: serde::de::DeserializeOwned>(parts: &Parts) -> Result<T, ApiError> {
    let tree = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
        .map_err(|_| ApiError::new(Code::Malformed))?;
    let pairs =
        tree.0.into_iter().map(|(name, value)| (json::to_nfc(name), Value::String(json::to_nfc(value))));
    json::typed(Value::Object(pairs.collect()))
}

/// Only `application/json`, with or without parameters.
fn check_media_type(headers: &HeaderMap) -> Result<(), ApiError> {
    let essence = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).and_then(|v| v.split(';').next());
    match essence {
        Some(e) if e.trim().eq_ignore_ascii_case("application/json") => Ok(()),
        _ => Err(ApiError::new(Code::MediaType)),
    }
}

/// The key in its usual form with hyphens.
fn read_key(headers: &HeaderMap) -> Result<Uuid, ApiError> {
    let text = headers.get(IDEMPOTENCY_KEY).and_then(|v: &HeaderValue| v.to_str().ok());
    text.filter(|t| t.len() == 36)
        .and_then(|t| Uuid::parse_str(t).ok())
        .ok_or_else(|| ApiError::field(IDEMPOTENCY_KEY, "提交缺少编号，请刷新页面后再提交。"))
}

/// The body within its size and its time.
async fn read_body(ctx: &Ctx, headers: &HeaderMap, body: Body) -> Result<Value, ApiError> {
    let limit = ctx.config.body_limit;
    let declared =
        headers.get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    if declared.is_some_and(|n| n > limit) {
        return Err(ApiError::new(Code::TooLarge));
    }
    let patience = Duration::from_secs(ctx.config.body_timeout);
    match tokio::time::timeout(patience, to_bytes(body, limit)).await {
        Err(_) => Err(ApiError::new(Code::Timeout)),
        Ok(Err(e)) if is_too_large(&e) => Err(ApiError::new(Code::TooLarge)),
        Ok(Err(_)) => Err(ApiError::new(Code::Malformed)),
        Ok(Ok(bytes)) => json::parse(&bytes),
    }
}

/// Whether the limit was hit, rather than the connection broken.
fn is_too_large(error: &axum::Error) -> bool {
    std::error::Error::source(error).is_some_and(|e| e.to_string().contains("length limit"))
}
