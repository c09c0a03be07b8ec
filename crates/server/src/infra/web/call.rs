//! One request to one endpoint, read and checked.

use std::net::IpAddr;

use axum::http::HeaderMap;
use uuid::Uuid;
use yunlin_api::endpoint::Endpoint;

use super::error::ApiError;
use crate::infra::ctx::Ctx;

/// Address of whoever asks, as the edge found it behind the trusted proxies.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub IpAddr);

/// Idempotency key of a write with the hash of what was sent under it.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key.
    pub id: Uuid,
    /// Hash of path and normalised body.
    pub request_hash: String,
}

/// What a handler gets.
pub struct Call<E: Endpoint> {
    /// Settings, time, database.
    pub ctx: Ctx,
    /// Query of a read, body of a write.
    pub input: E::In,
    /// Who asks.
    pub client: Client,
    pub(super) key: Option<Key>,
    pub(super) params: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
}

impl<E: Endpoint> Call<E> {
    /// A path parameter, percent-decoded.
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// Request headers, for conditional reads.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The idempotency key; every write has one.
    pub fn key(&self) -> Result<&Key, ApiError> {
        self.key.as_ref().ok_or_else(|| ApiError::internal("a write was mounted without its key"))
    }
}
