//! Takes a resident's report of an error in a guide.

use yunlin_api::guide::PostReport;

use super::super::service;
use crate::domain::writes;
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn post(call: Call<PostReport>) -> Result<Reply<PostReport>, ApiError> {
    let (input, now) = (call.input.clone(), call.ctx.now());
    writes::once_for_guest(&call, move |tx| {
        let input = input.clone();
        Box::pin(async move { service::report(tx, &input, now).await })
    })
    .await
}
