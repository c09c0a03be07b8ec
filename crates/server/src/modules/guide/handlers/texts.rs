//! Reads all guides in one file, so that they can be read without a signal.

use yunlin_api::guide::GetTexts;

use super::super::service;
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn get(call: Call<GetTexts>) -> Result<Reply<GetTexts>, ApiError> {
    let document = service::texts(&call.ctx).await?;
    Ok(Reply::document(&document, call.headers()))
}
