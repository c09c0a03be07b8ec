//! A new holiday table moves the days of open cases.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::cases::{CaseAction, CaseState};

use super::case::Words;
use super::env::Env;
use super::rating::OpenCallBack;
use super::standing::{Effect, Promise, Span};
use super::timers::system;
use super::{chase, rating, store, told};
use crate::domain::jobs::{self, Job, Plan, Working};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Cases that one job of a recount takes: done long before its lease ends, however many are open.
const STEP: u64 = 100;

/// Kind of the jobs that recount.
pub(super) const JOB: &str = "case_recount";

/// The next open cases by the calendar as it is now, and the bad grades among and between them; the job that follows takes
/// those behind them. Its payload names the last case before them.
pub(super) fn recount<'a>(ctx: &'a Ctx, job: &'a Job) -> Working<'a> {
    Box::pin(async move {
        let env = Env::load(ctx).await?;
        let cases = store::open_after(ctx.db.read(), &job.payload, STEP).await?;
        for case in &cases {
            recount_one(&env, case.id()).await?;
        }
        let last = cases.last().map(|last| last.row.id.as_str());
        for call_back in rating::open_between(ctx.db.read(), (&job.payload, last)).await? {
            recount_call_back(&env, call_back).await?;
        }
        let next = cases.last().map(|last| Plan {
            due: format!("{}/{}", first_due(job), last.row.id),
            payload: last.row.id.clone(),
            ..plan(&env)
        });
        let (job, now) = (job.clone(), env.now);
        let done = ctx.db.tx(move |tx| {
            let (job, next) = (job.clone(), next.clone());
            Box::pin(async move {
                jobs::finish(tx, &job, now).await?;
                Ok(jobs::plan_all(tx, next.as_slice(), now).await?)
            })
        });
        done.await
    })
}

/// What the first job of this recount was about.
fn first_due(job: &Job) -> &str {
    job.due.split('/').next().unwrap_or_default()
}

/// Writes an event only when a day moves.
async fn recount_one(env: &Env, id: Uuid) -> Result<(), ApiError> {
    let env = env.clone();
    let db = env.ctx.db.clone();
    db.tx(move |tx| {
        let env = env.clone();
        Box::pin(async move {
            let Some(mut case) = store::any(tx, id).await? else { return Ok(()) };
            let s = &case.standing;
            let anew = |span: Span| span.recount(&env.calendar);
            let check = not_before(&env, s.check, anew(s.check));
            // A day that the applicant was told does not move earlier.
            let by = s.by.map(|was| Some(anew(was)).filter(|new| new.due >= was.due).unwrap_or(was));
            let promise: Promise = s.promise.map(anew);
            if s.state.is_closed() || (check, by, promise) == (s.check, s.by, s.promise) {
                return Ok(());
            }
            let moved =
                by.filter(|by| s.state == CaseState::Supplement && s.by.is_some_and(|was| was.due != by.due));
            let words = Words::note("节假日安排有更新，期限已重新计算。");
            let effect = Effect::Recounted { check, by, promise };
            system(&env, tx, &mut case, CaseAction::Recount, effect, words).await?;
            match moved {
                Some(by) => told::moved(&env, tx, &case, by).await,
                None => Ok(()),
            }
        })
    })
    .await
}

/// Moves the day by which a bad grade is to be called back, whatever has become of its case.
async fn recount_call_back(env: &Env, (id, given, was): OpenCallBack) -> Result<(), ApiError> {
    let (env, db) = (env.clone(), env.ctx.db.clone());
    db.tx(move |tx| {
        let (env, was) = (env.clone(), was.clone());
        Box::pin(async move {
            let Some(case) = store::any(tx, id).await? else { return Ok(()) };
            chase::recount(&env, tx, &case, (given, &was)).await
        })
    })
    .await
}

/// No check ends in the past that had not ended there before: silence would accept it at once.
fn not_before(env: &Env, was: Span, new: Span) -> Span {
    let due = new.due.max(was.due.min(env.today));
    Span { due, ..new }
}

/// Plans a recount of all open cases, after the table of a year was set.
pub async fn plan_recount(env: &Env, tx: &DatabaseTransaction) -> Result<(), ApiError> {
    Ok(jobs::plan(tx, &plan(env), env.now).await?)
}

/// The first job of a recount.
fn plan(env: &Env) -> Plan {
    Plan {
        kind: JOB,
        subject: "calendar".to_owned(),
        due: env.now.timestamp_millis().to_string(),
        run_at: env.now,
        payload: String::new(),
    }
}
