//! Sends codes, by a job that was written with the code: a server that dies in between, or a provider that fails, loses none.
//! Neither job nor row holds the code; it is worked out again when it is sent.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::identity::CodeBy;

use super::{code_of, store};
use crate::domain::jobs::{self, Handler, Job, Plan, Working};
use crate::infra::ctx::Ctx;
use crate::infra::sms::{self, Provider, Said, Stamp};
use crate::infra::web::ApiError;

/// Kind of the jobs; the subject is the id of the code.
const JOB: &str = "sign_in_code";

/// Payload of a job whose code is read out by a call.
const SPOKEN: &str = "voice";

/// Handlers of all jobs about codes.
pub const HANDLERS: &[(&str, Handler)] = &[(JOB, send)];

/// Plans the sending of a code.
pub(super) async fn plan(
    tx: &DatabaseTransaction,
    id: Uuid,
    by: CodeBy,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let payload = match by {
        CodeBy::Sms => "sms",
        CodeBy::Voice => SPOKEN,
    };
    let (subject, payload) = (id.to_string(), payload.to_owned());
    let plan = Plan { kind: JOB, subject, due: String::new(), run_at: now, payload };
    Ok(jobs::plan(tx, &plan, now).await?)
}

/// Sends what was planned without holding up the answer, which is the same whether it works or not.
pub(super) async fn hurry(ctx: &Ctx, id: Uuid) {
    let ctx = ctx.clone();
    let nobody_to_wait_for = ctx.config.sms_provider == Provider::Log;
    let work = async move {
        if let Err(error) = jobs::at_once(&ctx, &id.to_string(), HANDLERS).await {
            tracing::warn!(?error, "a sign-in code waits for the next round of jobs");
        }
    };
    if nobody_to_wait_for {
        work.await;
    } else {
        tokio::spawn(work);
    }
}

/// Sends one; nothing to do when it is over, was used, or gave way to a newer one.
fn send<'a>(ctx: &'a Ctx, job: &'a Job) -> Working<'a> {
    Box::pin(async move {
        let id = Uuid::parse_str(&job.subject).unwrap_or_default();
        if let Some(phone) = store::to_send(ctx, id).await? {
            let code = code_of(&ctx.keys, id, &phone);
            let said = if job.payload == SPOKEN { Said::SpokenCode(code) } else { Said::Code(code) };
            let nonce = format!("{}-{}", job.id, job.attempts);
            let stamp = Stamp { unix: ctx.now().timestamp(), nonce };
            sms::send(&ctx.config, &stamp, phone.as_str(), &said).await?;
        }
        let (job, now) = (job.clone(), ctx.now());
        let done = ctx.db.tx(move |tx| {
            let job = job.clone();
            Box::pin(async move {
                store::sent(tx, id, now).await?;
                jobs::finish_and_forget(tx, &job, now).await
            })
        });
        done.await
    })
}
