//! Reads all forms in one file, so that they can be filled without a signal.

use yunlin_api::apply::GetForms;

use super::super::forms;
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn get(call: Call<GetForms>) -> Result<Reply<GetForms>, ApiError> {
    let document = forms::document(&call.ctx).await?;
    Ok(Reply::document(&document, call.headers()))
}
