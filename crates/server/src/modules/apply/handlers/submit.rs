//! Takes an application in, once.

use std::sync::Arc;

use chrono::Duration;
use sea_orm::DatabaseTransaction;
use yunlin_api::apply::PostCase;

use super::super::prepare::prepare;
use crate::domain::cases::{self, Actor, Env};
use crate::domain::identity::Resident;
use crate::domain::{catalogue, identity, privacy, writes};
use crate::infra::web::{ApiError, Call, Reply};

/// Counts the application, or refuses it and with it whatever was written.
async fn not_too_many(
    tx: &DatabaseTransaction,
    env: &Env,
    by: &Resident,
    per_day: u32,
) -> Result<(), ApiError> {
    let who = format!("submit/{}", by.account());
    match writes::Counter::add(tx, &who, Duration::days(1), per_day, env.now).await? {
        None => Ok(()),
        Some(rest) => Err(ApiError::too_many(rest).because(TOO_MANY)),
    }
}

const TOO_MANY: &str = "今天提交的申请太多了，请明天再提交；急着办的，请拨打社区电话或到社区大厅。";

pub(in super::super) async fn post(call: Call<PostCase>) -> Result<Reply<PostCase>, ApiError> {
    let by = identity::resident(&call).await?;
    let env = Env::load(&call.ctx).await?;
    let body_blind = call.ctx.keys.blind("submit", &call.key()?.request_hash);
    // What is wrong is told only when the key is new: a repeat gets the answer that it got, whatever has changed since.
    let prepared = Arc::new(prepare(&env, &by, &call.input, body_blind.clone()).await);
    let per_day = call.ctx.config.applications_per_day;
    let (id, who, slug) = (call.input.id, by.clone(), call.input.community.clone());
    writes::once(&call, &by.account().to_string(), move |tx| {
        let (env, prepared) = (env.clone(), Arc::clone(&prepared));
        let (body_blind, slug, who) = (body_blind.clone(), slug.clone(), who.clone());
        Box::pin(async move {
            if let Some(known) = cases::again(tx, id, who.person(), &body_blind).await? {
                let community = catalogue::community(tx, &slug).await?.ok_or_else(ApiError::not_found)?;
                return Ok(cases::submitted(&known, &community));
            }
            let new = prepared.as_ref().as_ref().map_err(ApiError::again)?;
            // Once more: the account may have gone since it was prepared.
            privacy::require_consent(tx, &who).await?;
            not_too_many(tx, &env, &who, per_day).await?;
            cases::take_in(&env, tx, &Actor::Resident(&who), new).await
        })
    })
    .await
}
