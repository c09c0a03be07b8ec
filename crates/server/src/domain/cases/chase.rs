//! A bad grade that nobody has called back is chased: on the tenth working day, and when the fifteen are over (requirement
//! G18). The rungs stand in the log of the ladder and not among the events: the applicant reads those.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use yunlin_api::calendar::Day;
use yunlin_api::cases::CALL_BACK_DAYS;

use super::case::Case;
use super::env::Env;
use super::standing::Span;
use super::timers::timer;
use super::{rating, store};
use crate::domain::calendar::{day_of, start_of};
use crate::domain::jobs::{self, Working};
use crate::infra::web::ApiError;

/// Kind of the jobs that chase.
pub(super) const JOB: &str = "case_call_back";

/// Working days after the grade on which it is chased for the first time.
const CHASE_DAYS: u16 = 10;

/// Plans both looks at a grade.
pub(super) async fn plan(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    call_back: Span,
) -> Result<(), ApiError> {
    let first = Span::count(&env.calendar, call_back.from, CHASE_DAYS).due;
    let looks = [first, call_back.due.plus(1)].map(|day| timer(case, (JOB, day.to_string()), start_of(day)));
    Ok(jobs::plan_all(tx, &looks, env.now).await?)
}

/// Counts the day of a call-back by the calendar as it is now. What was not over does not become so by that.
pub(super) async fn recount(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    (given, was): (DateTime<Utc>, &str),
) -> Result<(), ApiError> {
    let Some(before) = Day::parse(was) else { return Ok(()) };
    let anew = Span::count(&env.calendar, day_of(given), CALL_BACK_DAYS);
    let span = Span { due: anew.due.max(before.min(env.today)), ..anew };
    if span.due == before || !rating::set_call_back(tx, case, (was, &span.due.to_string())).await? {
        return Ok(());
    }
    plan(env, tx, case, span).await
}

/// Notes the rung of today, unless somebody has called back. A look that was planned by an older calendar may be early.
pub(super) fn chase<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        let Some(by) = rating::open_call_back(tx, case).await? else { return Ok(()) };
        let given = rating::given_at(tx, case).await?.map_or(env.today, day_of);
        if env.today < Span::count(&env.calendar, given, CHASE_DAYS).due {
            return Ok(());
        }
        let (level, told) = if env.today.to_string() > by {
            ("call_back_overdue", "差评回访已超期，报区管理员。")
        } else {
            ("call_back_due", "差评还没有回访，提醒社区书记；没有书记或书记经手过的，由区管理员回访。")
        };
        store::note_rung(tx, (&case.row.id, level, &by), told, env.now).await?;
        Ok(())
    })
}
