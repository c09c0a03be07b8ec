//! The inbox of the resident.

use yunlin_api::identity::Done;
use yunlin_api::messages::{GetMessages, PostMessagesRead};

use crate::domain::{identity, messages, writes};
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn inbox(call: Call<GetMessages>) -> Result<Reply<GetMessages>, ApiError> {
    let by = identity::resident(&call).await?;
    Reply::personal(&messages::inbox(call.ctx.db.read(), &by).await?)
}

pub(in super::super) async fn read(
    call: Call<PostMessagesRead>,
) -> Result<Reply<PostMessagesRead>, ApiError> {
    let (by, now) = (identity::resident(&call).await?, call.ctx.now());
    let who = by.clone();
    writes::once(&call, &by.account().to_string(), move |tx| {
        let who = who.clone();
        Box::pin(async move {
            messages::mark_read(tx, &who, now).await?;
            Ok(Done {})
        })
    })
    .await
}
