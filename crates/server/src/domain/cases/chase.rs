//! A bad grade that nobody has called back is chased: on the tenth working day, and when the fifteen are over (requirement
//! G18). The rungs stand in the log of the ladder and not among the events: the applicant reads those.

use sea_orm::DatabaseTransaction;

use super::case::Case;
use super::env::Env;
use super::standing::Span;
use super::timers::timer;
use super::{rating, store};
use crate::domain::calendar::start_of;
use crate::domain::jobs::{self, Working};
use crate::infra::web::ApiError;

/// Kind of the jobs that chase.
pub(super) const JOB: &str = "case_call_back";

/// Working days after the grade on which it is chased for the first time.
const CHASE_DAYS: u16 = 10;

/// Plans both looks at a grade that was just given.
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

/// Notes the rung of today, unless somebody has called back.
pub(super) fn chase<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        let Some(by) = rating::open_call_back(tx, case).await? else { return Ok(()) };
        let (level, told) = if env.today.to_string() > by {
            ("call_back_overdue", "差评回访已超期，报区管理员。")
        } else {
            ("call_back_due", "差评还没有回访，提醒社区书记；书记经手过的，由区管理员回访。")
        };
        store::note_rung(tx, (&case.row.id, level, &by), told, env.now).await?;
        Ok(())
    })
}
