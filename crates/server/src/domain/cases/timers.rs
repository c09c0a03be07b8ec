//! What time does to a case: silence, lapse, reminders, the ladder. Planned as jobs after each event; a job that finds the
//! case moved on does nothing.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::calendar::Day;
use yunlin_api::cases::{AMBER_DAYS, CaseAction, CaseState};
use yunlin_api::desk::Light;

use super::case::{Case, Words, wire};
use super::env::Env;
use super::standing::{Effect, Promise, Span};
use super::step::{Actor, Step, take};
use super::{acts, chase, papers, store, told};
use crate::domain::calendar::start_of;
use crate::domain::jobs::{self, Handler, Job, Plan, Working};
use crate::domain::{calendar, catalogue};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Hour of the business day at which people are reminded.
const REMIND_AT: i64 = 9;
/// Cases that one step of a recount takes.
const RECOUNT_STEP: u64 = 100;

/// Handlers of all jobs about cases but short messages.
pub const HANDLERS: &[(&str, Handler)] = &[
    ("case_silence", |ctx, job| run(ctx, job, silence)),
    ("case_lapse", |ctx, job| run(ctx, job, lapse)),
    ("case_remind", |ctx, job| run(ctx, job, remind)),
    ("case_ladder", |ctx, job| run(ctx, job, ladder)),
    (papers::JOB, |ctx, job| run(ctx, job, papers::let_go)),
    (chase::JOB, |ctx, job| run(ctx, job, chase::chase)),
    ("case_recount", recount),
    ("calendar_alarm", calendar_alarm),
];

/// Plans what time will do to the case as it stands now.
pub(super) async fn plan(env: &Env, tx: &DatabaseTransaction, case: &Case) -> Result<(), ApiError> {
    let standing = &case.standing;
    if standing.state == CaseState::Received {
        put(env, tx, case, ("case_silence", standing.check.due.plus(1), 0)).await?;
    }
    if let (CaseState::Supplement, Some(by)) = (standing.state, standing.by) {
        put(env, tx, case, ("case_lapse", by.due.plus(1), 0)).await?;
        for days in [3, 1] {
            put(env, tx, case, ("case_remind", env.calendar.before(by.due, days), REMIND_AT)).await?;
        }
    }
    if let Some(span) = standing.running() {
        let amber = env.calendar.before(span.due, AMBER_DAYS.unsigned_abs());
        for day in [amber, span.due, span.due.plus(1)] {
            put(env, tx, case, ("case_ladder", day, 0)).await?;
        }
    }
    papers::plan(env, tx, case).await
}

/// Plans one job on a day, unless that day has passed.
pub(super) async fn put(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    (kind, day, hour): (&'static str, Day, i64),
) -> Result<(), ApiError> {
    let run_at = start_of(day) + chrono::Duration::hours(hour);
    let subject = case.row.id.clone();
    let due = format!("{day}/{}", case.version());
    let plan = Plan { kind, subject, due, run_at, payload: String::new() };
    Ok(jobs::plan(tx, &plan, env.now).await?)
}

/// Does something to a case in the transaction in which the job ends.
type Act = for<'a> fn(&'a Env, &'a DatabaseTransaction, &'a mut Case) -> Working<'a>;

fn run<'a>(ctx: &'a Ctx, job: &'a Job, act: Act) -> Working<'a> {
    Box::pin(async move {
        let env = Env::load(ctx).await?;
        let job = job.clone();
        ctx.db
            .tx(move |tx| {
                let (env, job) = (env.clone(), job.clone());
                Box::pin(async move {
                    jobs::finish(tx, &job, env.now).await?;
                    let id = Uuid::parse_str(&job.subject).unwrap_or_default();
                    let Some(mut case) = store::any(tx, id).await? else { return Ok(()) };
                    act(&env, tx, &mut case).await
                })
            })
            .await
    })
}

/// The check's days are over in silence: accepted as of receipt, where the item's rule says so.
fn silence<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        let check = case.standing.check;
        if case.state() != CaseState::Received || env.today <= check.due {
            return Ok(());
        }
        let Some(item) = catalogue::item(tx, &case.row.item_code).await? else { return Ok(()) };
        if !item.silence_accepts() {
            return Ok(());
        }
        let effect = acts::accepted(env, case, &item, check.from);
        let words = Words::note("审查期满窗口没有答复，视为收到材料之日已受理。");
        system(env, tx, case, CaseAction::AcceptBySilence, effect, words).await
    })
}

/// The days for completing are over.
fn lapse<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        let over = case.standing.by.is_some_and(|by| env.today > by.due);
        if case.state() != CaseState::Supplement || !over {
            return Ok(());
        }
        let words = Words::note("没有按时补齐，已停办。还要办的，请带材料到窗口或打窗口电话，可以接着办。");
        system(env, tx, case, CaseAction::Lapse, Effect::Ended, words).await
    })
}

/// Three days and one day before the end.
fn remind<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        let Some(by) = case.standing.by.filter(|_| case.state() == CaseState::Supplement) else {
            return Ok(());
        };
        if env.today > by.due {
            return Ok(());
        }
        let text = format!(
            "「{}」（{}）还缺材料，{}是最后一天，请尽快补交。",
            case.row.item_name, case.row.number, by.due
        );
        told::put(env, tx, case.person(), ("还没有补交材料", &text), Some(case.id())).await?;
        told::sms(env, tx, case, &text).await
    })
}

/// Amber, red, overdue: each once in a stage, with a row in the log.
fn ladder<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        let Some(span) = case.standing.running() else { return Ok(()) };
        let level = case.standing.light(&env.calendar, env.today);
        if level <= case.standing.level || level == Light::Standing {
            return Ok(());
        }
        let told = told_at(level);
        let (name, due) = (wire(&level)?, span.due.to_string());
        store::note_rung(tx, (&case.row.id, &name, &due), told, env.now).await?;
        let words = Words::default().inside(told);
        system(env, tx, case, CaseAction::Escalate, Effect::Escalated { level }, words).await
    })
}

/// Who is told at a rung.
const fn told_at(level: Light) -> &'static str {
    match level {
        Light::Amber => "快到期，提醒经办人。",
        Light::Red => "今天到期，提醒经办人和社区书记。",
        _ => "已超期，报社区书记和区管理员。",
    }
}

async fn system(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &mut Case,
    action: CaseAction,
    effect: Effect,
    words: Words,
) -> Result<(), ApiError> {
    let seen = case.version();
    take(env, tx, case, (&Actor::System, seen), Step { action, effect, words }).await
}

/// All open cases by the calendar as it is now, in small steps.
fn recount<'a>(ctx: &'a Ctx, job: &'a Job) -> Working<'a> {
    Box::pin(async move {
        let env = Env::load(ctx).await?;
        let mut after = String::new();
        loop {
            let cases = store::open_after(ctx.db.read(), &after, RECOUNT_STEP).await?;
            let Some(last) = cases.last() else { break };
            after.clone_from(&last.row.id);
            for case in cases {
                recount_one(&env, case.id()).await?;
            }
        }
        let (job, now) = (job.clone(), env.now);
        let done = ctx.db.tx(move |tx| {
            let job = job.clone();
            Box::pin(async move { jobs::finish(tx, &job, now).await })
        });
        done.await
    })
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
            let (check, by): (Span, Option<Span>) = (anew(s.check), s.by.map(anew));
            let promise: Promise = s.promise.map(anew);
            if s.state.is_closed() || (check, by, promise) == (s.check, s.by, s.promise) {
                return Ok(());
            }
            let words = Words::note("节假日安排有更新，期限已重新计算。");
            system(&env, tx, &mut case, CaseAction::Recount, Effect::Recounted { check, by, promise }, words)
                .await
        })
    })
    .await
}

/// In November: the next year has no table yet.
fn calendar_alarm<'a>(ctx: &'a Ctx, job: &'a Job) -> Working<'a> {
    Box::pin(async move {
        let env = Env::load(ctx).await?;
        let alarm = calendar::alarm(&env.calendar, env.today);
        if alarm {
            tracing::warn!(
                "a year has no holiday table yet: set it at the desk as soon as the notice is out"
            );
        }
        let (job, now, today) = (job.clone(), env.now, env.today);
        let done = ctx.db.tx(move |tx| {
            let job = job.clone();
            Box::pin(async move {
                jobs::finish(tx, &job, now).await?;
                if alarm {
                    let rung = ("calendar", "missing", job.due.as_str());
                    store::note_rung(tx, rung, "节假日安排还没有录入，请区管理员处理。", now).await?;
                }
                Ok(jobs::plan(tx, &next_alarm(today.plus(1)), now).await?)
            })
        });
        done.await
    })
}

/// The next look at the calendar: daily in November and December, else on 1 November.
fn next_alarm(from: Day) -> Plan {
    let (year, month, _) = from.civil();
    let day = if month >= 11 { from } else { Day::new(year, 11, 1).unwrap_or(from) };
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
    let (now, today) = (ctx.now(), calendar::day_of(ctx.now()));
    let planned = ctx.db.tx(move |tx| {
        Box::pin(async move { Ok::<_, ApiError>(jobs::plan(tx, &next_alarm(today), now).await?) })
    });
    planned.await
}

/// Plans a recount of all open cases, after the table of a year was set.
pub async fn plan_recount(env: &Env, tx: &DatabaseTransaction) -> Result<(), ApiError> {
    let plan = Plan {
        kind: "case_recount",
        subject: "calendar".to_owned(),
        due: env.now.timestamp_millis().to_string(),
        run_at: env.now,
        payload: String::new(),
    };
    Ok(jobs::plan(tx, &plan, env.now).await?)
}
