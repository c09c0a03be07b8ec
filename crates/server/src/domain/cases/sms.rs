//! Sends the short messages that matter.

use chrono::Duration;

use super::case::Case;
use super::env::Env;
use super::store;
use super::to_tell::{self, Why};
use crate::domain::identity::people;
use crate::domain::jobs::{self, Job, Working};
use crate::infra::ctx::Ctx;
use crate::infra::sms::{self, Said, Stamp};
use crate::infra::web::ApiError;

/// Hours after which news is old: the inbox of the app has it, and the desk is asked to ring.
const FRESH_HOURS: i64 = 24;

/// Sends one to the applicant of a case. What has come too late, or finds no phone any more, becomes a task of the desk.
pub(super) fn send<'a>(ctx: &'a Ctx, job: &'a Job) -> Working<'a> {
    Box::pin(async move {
        let id = uuid::Uuid::parse_str(&job.subject).unwrap_or_default();
        let case = store::any(ctx.db.read(), id).await?;
        let undelivered = match &case {
            Some(case) => try_to_send(ctx, job, case).await?,
            None => None,
        };
        let (env, job) = (Env::load(ctx).await?, job.clone());
        let task = case.zip(undelivered);
        let done = ctx.db.tx(move |tx| {
            let (env, job, task) = (env.clone(), job.clone(), task.clone());
            Box::pin(async move {
                jobs::finish(tx, &job, env.now).await?;
                match task {
                    Some((case, why)) => to_tell::ask(&env, tx, &case, (why, &job.payload)).await,
                    None => Ok(()),
                }
            })
        });
        done.await
    })
}

/// Sends it, or says why it cannot be; an error is tried again.
async fn try_to_send(ctx: &Ctx, job: &Job, case: &Case) -> Result<Option<Why>, ApiError> {
    // Of somebody whose data has been deleted nobody is left to tell.
    let known = people::known(ctx.db.read(), &ctx.keys, case.person()).await?;
    let Some(known) = known else { return Ok(None) };
    let Some(phone) = known.phone else { return Ok(Some(Why::NoPhone)) };
    if ctx.now() > job.planned_at + Duration::hours(FRESH_HOURS) {
        return Ok(Some(Why::NotSent));
    }
    let stamp = Stamp { unix: ctx.now().timestamp(), nonce: format!("{}-{}", job.id, job.attempts) };
    let said = Said::Case { number: case.row.number.clone(), news: job.payload.clone() };
    sms::send(&ctx.config, &stamp, phone.as_str(), &said).await?;
    Ok(None)
}
