//! A bad grade that nobody has called back is chased: on the tenth working day, and when the fifteen are over (requirement
//! G18). The rungs stand in the log of the ladder and not among the events: the applicant reads those.

use sea_orm::DatabaseTransaction;

use super::case::Case;
use super::env::Env;
use super::standing::Span;
use super::{rating, store};
use crate::domain::calendar::start_of;
use crate::domain::jobs::{self, Plan, Working};
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
    for day in [first, call_back.due.plus(1)] {
        let plan = Plan {
            kind: JOB,
            subject: case.row.id.clone(),
            due: day.to_string(),
            run_at: start_of(day),
            payload: String::new(),
        };
        jobs::plan(tx, &plan, env.now).await?;
    }
    Ok(())
}

/// Notes the rung of today, unless somebody has called back.
pub(super) fn chase<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        let Some(by) = rating::open_call_back(tx, case).await? else { return Ok(()) };
        let (level, told) = if env.today.to_string() > by {
            ("call_back_overdue", "差评回访已超期，报区管理员。")
        } else {
            ("call_back_due", "差评还没有回访，提醒社区书记。")
        };
        store::note_rung(tx, (&case.row.id, level, &by), told, env.now).await?;
        Ok(())
    })
}
