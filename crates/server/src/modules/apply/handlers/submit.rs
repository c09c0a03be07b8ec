//! Takes an application in, once.

use std::sync::Arc;

use yunlin_api::apply::PostCase;

use super::super::prepare::prepare;
use crate::domain::cases::{self, Actor, Env};
use crate::domain::{catalogue, identity, writes};
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn post(call: Call<PostCase>) -> Result<Reply<PostCase>, ApiError> {
    let by = identity::resident(&call).await?;
    let env = Env::load(&call.ctx).await?;
    let body_blind = call.ctx.keys.blind("submit", &call.key()?.request_hash);
    // What is wrong is told only when the key is new: a repeat gets the answer that it got, whatever has changed since.
    let prepared = Arc::new(prepare(&env, &by, &call.input, body_blind.clone()).await);
    let (id, who, slug) = (call.input.id, by.clone(), call.input.community.clone());
    writes::once(&call, &by.account().to_string(), move |tx| {
        let (env, prepared) = (env.clone(), Arc::clone(&prepared));
        let (body_blind, slug, who) = (body_blind.clone(), slug.clone(), who.clone());
        Box::pin(async move {
            let error = match prepared.as_ref() {
                Ok(new) => return cases::take_in(&env, tx, &Actor::Resident(&who), new).await,
                Err(error) => error,
            };
            match cases::again(tx, id, who.person(), &body_blind).await? {
                Some(known) => {
                    let community = catalogue::community(tx, &slug).await?.ok_or_else(ApiError::not_found)?;
                    Ok(cases::submitted(&known, &community))
                }
                None => Err(error.again()),
            }
        })
    })
    .await
}
