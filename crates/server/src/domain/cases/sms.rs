//! Sends the short messages that matter.

use chrono::Duration;

use crate::domain::identity::people;
use crate::domain::jobs::{self, Job, Working};
use crate::infra::ctx::Ctx;
use crate::infra::sms::{self, Said, Stamp};

/// Hours after which news is old: the inbox of the app has it anyway.
const FRESH_HOURS: i64 = 24;

/// Sends one to the applicant of a case, unless it has come too late; nothing to do for somebody without a phone.
pub(super) fn send<'a>(ctx: &'a Ctx, job: &'a Job) -> Working<'a> {
    Box::pin(async move {
        let id = uuid::Uuid::parse_str(&job.subject).unwrap_or_default();
        if ctx.now() <= job.planned_at + Duration::hours(FRESH_HOURS)
            && let Some(case) = super::store::any(ctx.db.read(), id).await?
            && let Some(phone) = people::phone_of(ctx, case.person()).await?
        {
            let stamp = Stamp { unix: ctx.now().timestamp(), nonce: format!("{}-{}", job.id, job.attempts) };
            let said = Said::Case { number: case.row.number.clone(), news: job.payload.clone() };
            sms::send(&ctx.config, &stamp, phone.as_str(), &said).await?;
        }
        let (job, now) = (job.clone(), ctx.now());
        let done = ctx.db.tx(move |tx| {
            let job = job.clone();
            Box::pin(async move { jobs::finish(tx, &job, now).await })
        });
        done.await
    })
}
