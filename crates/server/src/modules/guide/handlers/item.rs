//! Reads one item with its guide.

use yunlin_api::guide::GetItem;

use super::super::code::{ItemCode, PARAM};
use super::super::service;
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn get(call: Call<GetItem>) -> Result<Reply<GetItem>, ApiError> {
    let code = ItemCode::parse(call.param(PARAM.name)).ok_or_else(ApiError::not_found)?;
    let item = service::item(&call.ctx, &code).await?;
    Reply::value(&item, call.headers())
}
