//! Photos and papers of a case that came to nothing are let go after a while; those of a decided one belong to its record.
//! What has lapsed can be completed and taken up as long as it stands: its papers stay with it.

use sea_orm::DatabaseTransaction;
use yunlin_api::calendar::Day;
use yunlin_api::cases::CaseState;

use super::case::Case;
use super::env::Env;
use super::timers::timer;
use crate::domain::calendar::{day_of, start_of};
use crate::domain::files;
use crate::domain::jobs::{self, Plan, Working};

/// Kind of the jobs that let them go.
pub(super) const JOB: &str = "case_files";

/// The day on which they go; none while the case is open or may be taken up again, and none for one that was decided.
fn goes_on(env: &Env, case: &Case) -> Option<Day> {
    let came_to_nothing = matches!(case.state(), CaseState::Withdrawn | CaseState::NotAccepted);
    let closed = case.row.closed_at.filter(|_| came_to_nothing)?;
    Some(day_of(closed).plus(i32::from(env.ctx.config.files_keep_days) + 1))
}

/// What is planned, when the case has closed that way.
pub(super) fn plan(env: &Env, case: &Case) -> Option<Plan> {
    let day = goes_on(env, case)?;
    // A case that was opened and closed again waits anew, even to the same day.
    Some(timer(case, (JOB, format!("{day}/{}", case.version())), start_of(day)))
}

/// Does it, if the case is still closed that way and for long enough. One that was opened and closed again, and one that is
/// to be kept longer by now, waits for its day.
pub(super) fn let_go<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        match goes_on(env, case) {
            Some(day) if env.today >= day => {
                files::delete_of_case(tx, case.id(), env.now).await?;
                Ok(())
            }
            _ => Ok(jobs::plan_all(tx, plan(env, case).as_slice(), env.now).await?),
        }
    })
}
