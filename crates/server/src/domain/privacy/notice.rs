//! Tells a number that it has lost its account: its owner hears of a change that was not theirs.

use chrono::{Duration, SecondsFormat};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use crate::domain::identity::people;
use crate::domain::jobs::{self, Handler, Job, Plan, Working};
use crate::infra::ctx::Ctx;
use crate::infra::sms::{self, Said, Stamp};
use crate::infra::web::ApiError;

/// Kind of the jobs; the subject names the number, never the number itself.
const JOB: &str = "phone_changed";

/// Hours after which the news is old.
const FRESH_HOURS: i64 = 24;

/// Handlers of all jobs about personal data.
pub const HANDLERS: &[(&str, Handler)] = &[(JOB, send)];

/// Plans the message to a number that an account has left.
pub(super) async fn plan(tx: &DatabaseTransaction, ctx: &Ctx, number: Uuid) -> Result<(), ApiError> {
    let (now, nothing) = (ctx.now(), String::new());
    let due = now.to_rfc3339_opts(SecondsFormat::Millis, true);
    let plan = Plan { kind: JOB, subject: number.to_string(), due, run_at: now, payload: nothing };
    Ok(jobs::plan(tx, &plan, now).await?)
}

fn send<'a>(ctx: &'a Ctx, job: &'a Job) -> Working<'a> {
    Box::pin(async move {
        let number = Uuid::parse_str(&job.subject).unwrap_or_default();
        if ctx.now() <= job.planned_at + Duration::hours(FRESH_HOURS)
            && let Some(phone) = people::stored_number(ctx, number).await?
        {
            let stamp = Stamp { unix: ctx.now().timestamp(), nonce: format!("{}-{}", job.id, job.attempts) };
            sms::send(&ctx.config, &stamp, phone.as_str(), &Said::PhoneChanged).await?;
        }
        let (job, now) = (job.clone(), ctx.now());
        let done = ctx.db.tx(move |tx| {
            let job = job.clone();
            Box::pin(async move { jobs::finish_and_forget(tx, &job, now).await })
        });
        done.await
    })
}
