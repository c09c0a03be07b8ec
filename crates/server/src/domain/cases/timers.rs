//! What time does to a case: silence, lapse, reminders, the ladder. Planned as jobs after each event; a job that finds the
//! case moved on does nothing.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::cases::{AMBER_DAYS, CaseAction, CaseState};
use yunlin_api::desk::Light;

use super::case::{Case, Words, wire};
use super::env::Env;
use super::standing::{Effect, Span};
use super::step::{Actor, Step, take};
use super::{acts, alarm, chase, papers, recount, store, told};
use crate::domain::calendar::start_of;
use crate::domain::jobs::{self, Handler, Job, Plan, Working};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Hour of the business day at which people are reminded.
const REMIND_AT: i64 = 9;

/// Handlers of all jobs about cases but short messages.
pub const HANDLERS: &[(&str, Handler)] = &[
    ("case_silence", |ctx, job| run(ctx, job, silence)),
    ("case_lapse", |ctx, job| run(ctx, job, lapse)),
    ("case_remind", |ctx, job| run(ctx, job, remind)),
    ("case_ladder", |ctx, job| run(ctx, job, ladder)),
    (papers::JOB, |ctx, job| run(ctx, job, papers::let_go)),
    (chase::JOB, |ctx, job| run(ctx, job, chase::chase)),
    ("case_pause", |ctx, job| run(ctx, job, pause_over)),
    (recount::JOB, recount::recount),
    ("calendar_alarm", alarm::calendar_alarm),
];

/// Plans what time will do to the case as it stands now.
pub(super) async fn plan(env: &Env, tx: &DatabaseTransaction, case: &Case) -> Result<(), ApiError> {
    let standing = &case.standing;
    let mut plans = Vec::new();
    if standing.state == CaseState::Received {
        let due = standing.check.due;
        plans.push(timer(case, ("case_silence", format!("by {due}")), start_of(due.plus(1))));
    }
    if let (CaseState::Supplement, Some(by)) = (standing.state, standing.by) {
        plans.push(timer(case, ("case_lapse", format!("by {}", by.due)), start_of(by.due.plus(1))));
        plans.extend(reminders(env, case, by));
    }
    if let Some(span) = standing.running() {
        plans.extend(rungs(env, case, span));
    }
    if let (CaseState::Paused, Some(until)) = (standing.state, standing.paused_until) {
        plans.push(timer(case, ("case_pause", format!("by {until}")), start_of(until.plus(1))));
    }
    plans.extend(papers::plan(env, case));
    Ok(jobs::plan_all(tx, &plans, env.now).await?)
}

/// The rungs of the ladder; one that a case has missed while it was closed is noted at once.
fn rungs(env: &Env, case: &Case, span: Span) -> impl Iterator<Item = Plan> {
    let missed = case.standing.light(&env.calendar, env.today) > case.standing.level;
    let amber = env.calendar.before(span.due, AMBER_DAYS.unsigned_abs());
    [amber, span.due, span.due.plus(1)].into_iter().filter_map(move |day| {
        let at = start_of(day);
        let due = if at > env.now {
            format!("by {}/{day}", span.due)
        } else if missed {
            format!("by {}/missed/{}", span.due, case.version())
        } else {
            return None;
        };
        Some(timer(case, ("case_ladder", due), at))
    })
}

/// The reminders before the last day; what should have been said already is not said late.
fn reminders(env: &Env, case: &Case, by: Span) -> impl Iterator<Item = Plan> {
    let of = move |days| {
        let at = start_of(env.calendar.before(by.due, days)) + chrono::Duration::hours(REMIND_AT);
        (at > env.now).then(|| timer(case, ("case_remind", format!("by {}/{days}", by.due)), at))
    };
    [3, 1].into_iter().filter_map(of)
}

/// A job about a case. `due` names the day that it is about, so that it is planned once however much happens meanwhile.
pub(super) fn timer(case: &Case, (kind, due): (&'static str, String), run_at: DateTime<Utc>) -> Plan {
    Plan { kind, subject: case.row.id.clone(), due, run_at, payload: String::new() }
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
                    if is_outdated(&job, &case) {
                        return Ok(());
                    }
                    act(&env, tx, &mut case).await
                })
            })
            .await
    })
}

/// A reminder of a last day that is another one by now.
fn is_outdated(job: &Job, case: &Case) -> bool {
    let day = job.due.strip_prefix("by ").and_then(|due| due.split('/').next());
    let last = case.standing.by.map(|by| by.due.to_string());
    job.kind == "case_remind" && day.is_some() && day != last.as_deref()
}

/// The check's days are over in silence: accepted as of receipt, where the item's rule says so.
fn silence<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        let check = case.standing.check;
        if case.state() != CaseState::Received || env.today <= check.due {
            return Ok(());
        }
        let item = acts::item_of(tx, case).await?;
        if !item.silence_accepts() {
            return Ok(());
        }
        let effect = acts::accepted(env, tx, case, (&item, check.from)).await?;
        let words = Words::note("审查期满窗口没有答复，视为收到材料之日已受理。");
        let words = words.inside(acts::kept_here(&item, &effect));
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
            case.row.item_name,
            case.row.number,
            by.said()
        );
        let title = "还没有补交材料";
        told::put(env, tx, case.person(), (title, &text), Some(case.id())).await?;
        told::sms(env, tx, case, title).await
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

/// A special step lasts longer than was expected: whoever holds the case says what became of it, and the secretary knows.
fn pause_over<'a>(env: &'a Env, tx: &'a DatabaseTransaction, case: &'a mut Case) -> Working<'a> {
    Box::pin(async move {
        let until = case.standing.paused_until.filter(|_| case.standing.is_paused_too_long(env.today));
        let Some(until) = until else { return Ok(()) };
        let told = "特殊环节过了预计结束的日子，请经办人结束它，或结束后重新登记日期；已报社区书记。";
        store::note_rung(tx, (&case.row.id, "pause_over", &until.to_string()), told, env.now).await?;
        Ok(())
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

/// An act of time itself.
pub(super) async fn system(
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
