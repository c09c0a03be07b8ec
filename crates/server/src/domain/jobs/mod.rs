//! Work that runs later: rows with a due moment and a lease. A replica may die at any line; the lease ends and another one
//! takes the job up. A job whose effect is in this database finishes in the transaction of its effect.

mod store;

use std::pin::Pin;

use chrono::{DateTime, Duration, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use uuid::Uuid;

pub use store::MIGRATIONS;

use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// A worker that shows no sign for this long has died.
const LEASE: Duration = Duration::seconds(60);
/// Jobs that one round takes at most.
const ROUND: i64 = 50;
/// Days that a finished job is remembered, so that it is not planned twice.
const KEEP_DAYS: i64 = 400;
/// Longest pause before another try.
const LONGEST_PAUSE: Duration = Duration::hours(6);

/// What is to be done, and when. `(kind, subject, due)` is unique: planning it again does nothing.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Names the handler.
    pub kind: &'static str,
    /// What it is about: an id.
    pub subject: String,
    /// Which occurrence: a day, a version.
    pub due: String,
    /// Not before this moment.
    pub run_at: DateTime<Utc>,
    /// For the handler; nothing personal.
    pub payload: String,
}

/// A job that this worker holds.
#[derive(Clone, Debug)]
pub struct Job {
    /// Names the row.
    pub id: Uuid,
    /// Names the handler.
    pub kind: String,
    /// What it is about.
    pub subject: String,
    /// Which occurrence.
    pub due: String,
    /// For the handler.
    pub payload: String,
    /// When it was planned.
    pub planned_at: DateTime<Utc>,
    /// Tries so far, with this one.
    pub attempts: i32,
    /// End of our lease; names our hold on it.
    lease_until: DateTime<Utc>,
}

/// What a handler returns.
pub type Working<'a> = Pin<Box<dyn Future<Output = Result<(), ApiError>> + Send + 'a>>;
/// Does one kind of job. Has to call [`finish`] in the transaction of its effect.
pub type Handler = for<'a> fn(&'a Ctx, &'a Job) -> Working<'a>;

/// Plans a job.
pub async fn plan(tx: &DatabaseTransaction, plan: &Plan, now: DateTime<Utc>) -> Result<(), DbErr> {
    store::insert(tx, std::slice::from_ref(plan), now).await
}

/// Plans several jobs at once.
pub async fn plan_all(tx: &DatabaseTransaction, plans: &[Plan], now: DateTime<Utc>) -> Result<(), DbErr> {
    store::insert(tx, plans, now).await
}

/// Marks a job as done, in the transaction of its effect. Fails when somebody else holds it by now: nothing is done twice.
pub async fn finish(tx: &DatabaseTransaction, job: &Job, now: DateTime<Utc>) -> Result<(), ApiError> {
    if store::finish(tx, job, now).await? {
        return Ok(());
    }
    Err(ApiError::internal("the lease of this job has gone to somebody else"))
}

/// The same for a job that is never planned again: its row goes at once.
pub async fn finish_and_forget(
    tx: &DatabaseTransaction,
    job: &Job,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    finish(tx, job, now).await?;
    Ok(store::remove(tx, job).await?)
}

/// One round: takes what is due and does it. Says how many jobs were done.
pub async fn tick(ctx: &Ctx, handlers: &[(&str, Handler)]) -> Result<usize, ApiError> {
    let mut done = 0;
    for id in store::due(ctx.db.read(), ctx.now(), ROUND).await? {
        done += usize::from(one(ctx, &id, handlers).await?);
    }
    Ok(done)
}

/// Does a job that was just planned, if nobody else has it, for what should not wait for the next round. A server that dies
/// before leaves it to that round.
pub async fn at_once(ctx: &Ctx, subject: &str, handlers: &[(&str, Handler)]) -> Result<(), ApiError> {
    for (kind, _) in handlers {
        if let Some(id) = store::of(ctx.db.read(), kind, subject).await? {
            one(ctx, &id, handlers).await?;
        }
    }
    Ok(())
}

/// Takes one job, unless somebody else has it, and does it; says whether it was done.
async fn one(ctx: &Ctx, id: &str, handlers: &[(&str, Handler)]) -> Result<bool, ApiError> {
    let now = ctx.now();
    let Some(job) = store::claim(ctx, id, now, now + LEASE).await? else { return Ok(false) };
    let handler = handlers.iter().find(|(kind, _)| *kind == job.kind).map(|(_, handler)| handler);
    let result = match handler {
        Some(handler) => handler(ctx, &job).await,
        None => Err(ApiError::internal(format!("no handler for jobs of the kind {}", job.kind))),
    };
    if let Err(error) = &result {
        tracing::warn!(kind = %job.kind, job = %job.id, attempts = job.attempts, ?error, "job failed");
        store::put_back(ctx, &job, now + pause(job.attempts)).await?;
    }
    Ok(result.is_ok())
}

/// Forgets jobs that were done long ago.
pub async fn clean(ctx: &Ctx) -> Result<(), ApiError> {
    Ok(store::forget(ctx, ctx.now() - Duration::days(KEEP_DAYS)).await?)
}

/// Doubles with each try.
fn pause(attempts: i32) -> Duration {
    let doubled = Duration::seconds(5_i64 << attempts.clamp(0, 14));
    doubled.min(LONGEST_PAUSE)
}
