//! Reads all communities with their estates and halls.

use yunlin_api::community::GetPlaces;

use super::super::service;
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn get(call: Call<GetPlaces>) -> Result<Reply<GetPlaces>, ApiError> {
    let document = service::places(&call.ctx).await?;
    Ok(Reply::document(&document, call.headers()))
}
