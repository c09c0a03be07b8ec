//! A year without a holiday table raises an alarm (requirement G08).

use yunlin_api::calendar::{Calendar, Day};

use super::env::Env;
use super::{alerts, store};
use crate::domain::calendar::{self, start_of};
use crate::domain::jobs::{self, Job, Plan, Working};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Looks whether this year, or from November on the next one, has no table yet.
pub(super) fn calendar_alarm<'a>(ctx: &'a Ctx, job: &'a Job) -> Working<'a> {
    Box::pin(async move {
        let env = Env::load(ctx).await?;
        let alarm = calendar::alarm(&env.calendar, env.today);
        if alarm {
            tracing::warn!(
                "a year has no holiday table yet: set it at the desk as soon as the notice is out"
            );
        }
        let next = next_alarm(&env.calendar, env.today.plus(1));
        let (job, now) = (job.clone(), env.now);
        let done = ctx.db.tx(move |tx| {
            let (job, next) = (job.clone(), next.clone());
            Box::pin(async move {
                jobs::finish(tx, &job, now).await?;
                if alarm {
                    let rung = (alerts::CALENDAR, "missing", job.due.as_str());
                    store::note_rung(tx, rung, "节假日安排还没有录入，请区管理员处理。", now).await?;
                }
                Ok(jobs::plan(tx, &next, now).await?)
            })
        });
        done.await
    })
}

/// The next look at the calendar: daily while the year has no table and in November and December, else on 1 November.
fn next_alarm(known: &Calendar, from: Day) -> Plan {
    let (year, month, _) = from.civil();
    let daily = month >= 11 || calendar::alarm(known, from);
    let day = if daily { from } else { Day::new(year, 11, 1).unwrap_or(from) };
    Plan {
        kind: "calendar_alarm",
        subject: "calendar".to_owned(),
        due: day.to_string(),
        run_at: start_of(day),
        payload: String::new(),
    }
}

/// Plans the first look at the calendar; at each start, harmless when it is planned already.
pub async fn plan_alarm(ctx: &Ctx) -> Result<(), ApiError> {
    let env = Env::load(ctx).await?;
    let (next, now) = (next_alarm(&env.calendar, env.today), env.now);
    let planned = ctx.db.tx(move |tx| {
        let next = next.clone();
        Box::pin(async move { Ok::<_, ApiError>(jobs::plan(tx, &next, now).await?) })
    });
    planned.await
}
