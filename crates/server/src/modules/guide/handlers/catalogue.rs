//! Reads all cards: the list, the search index and the counters come from them.

use yunlin_api::guide::GetCatalogue;

use super::super::service;
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn get(call: Call<GetCatalogue>) -> Result<Reply<GetCatalogue>, ApiError> {
    let document = service::catalogue(&call.ctx).await?;
    Ok(Reply::document(&document, call.headers()))
}
