//! Alerts of the ladder: who asks reads their own, and says which they know.

use yunlin_api::desk::{GetAlerts, PostKnowAlert};
use yunlin_api::identity::Done;

use crate::domain::cases::{self, Env};
use crate::domain::{identity, writes};
use crate::infra::web::{ApiError, Call, Reply};

pub(super) async fn get(call: Call<GetAlerts>) -> Result<Reply<GetAlerts>, ApiError> {
    let by = identity::staff(&call).await?;
    let env = Env::load(&call.ctx).await?;
    Reply::personal(&cases::alerts(&env, &by).await?)
}

pub(super) async fn know(call: Call<PostKnowAlert>) -> Result<Reply<PostKnowAlert>, ApiError> {
    let by = identity::staff(&call).await?;
    let env = Env::load(&call.ctx).await?;
    let (seen, input, who) = (cases::alerts(&env, &by).await?, call.input.clone(), by.clone());
    writes::once(&call, &by.id().to_string(), move |tx| {
        let (env, seen, input, who) = (env.clone(), seen.clone(), input.clone(), who.clone());
        Box::pin(async move {
            cases::know(&env, tx, &who, (&input, &seen)).await?;
            Ok(Done {})
        })
    })
    .await
}
