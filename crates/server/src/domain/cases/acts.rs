//! What staff do with a case.

use sea_orm::DatabaseTransaction;
use yunlin_api::calendar::Day;
use yunlin_api::cases::{
    CaseAction, CaseState, Missing, MissingShown, Queue, Role, SUPPLEMENT_DAYS, TARGET_DAYS,
};
use yunlin_api::desk::DeskAct;
use yunlin_api::forms::{Form, askable};
use yunlin_api::problem::Code;
use yunlin_api::text::Text;

use super::case::{Case, Words};
use super::env::Env;
use super::scope::Roles;
use super::standing::{Effect, Promise, Span};
use super::step::{Actor, Step, correct, possible, refused, take};
use super::{alerts, own, rating, scope, store, uploads, view, wording};
use crate::domain::catalogue::{self, Item};
use crate::domain::identity::Staff;
use crate::infra::web::ApiError;

/// Days that a special step may be expected to last.
const LONGEST_PAUSE: i32 = 366;

/// Does it, on the version that was seen.
pub async fn act(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &mut Case,
    (by, roles, seen): (&Staff, &Roles, u32),
    (form, act): (Option<&Form>, &DeskAct),
) -> Result<(), ApiError> {
    let action = action_of(act);
    let role = roles.best(case.state(), action);
    let actor = Actor::Staff(by, role);
    // First of all: whoever was overtaken is told so, and not of a rule that holds only since. A call-back is about the grade,
    // whatever happened to the case since.
    if action != CaseAction::CallBack {
        possible(env, tx, case, (&actor, seen), action).await?;
    }
    match act {
        DeskAct::Correct { reason } => {
            let words = Words::note(format!("更正了上一步：{}", reason.as_str()));
            correct(env, tx, case, (&actor, seen), words).await
        }
        DeskAct::Supplement { answers } => {
            own::completed(env, tx, case, (&actor, seen), (form, answers)).await
        }
        DeskAct::CallBack { note } => rating::call_back(env, tx, case, (by, role), note.as_str()).await,
        DeskAct::Grant { files, .. } => {
            uploads::attach_to(env, tx, &actor, case, (uploads::RESULT, files)).await?;
            let step = step(env, tx, case, role, (form, act)).await?;
            take(env, tx, case, (&actor, seen), step).await
        }
        _ => {
            let step = step(env, tx, case, role, (form, act)).await?;
            take(env, tx, case, (&actor, seen), step).await
        }
    }
}

/// As the table knows an act.
const fn action_of(act: &DeskAct) -> CaseAction {
    match act {
        DeskAct::AskSupplement { .. } => CaseAction::AskSupplement,
        DeskAct::Accept { .. } => CaseAction::Accept,
        DeskAct::Decline { .. } => CaseAction::Decline,
        DeskAct::Route { .. } => CaseAction::Route,
        DeskAct::Assign { .. } => CaseAction::Assign,
        DeskAct::Pause { .. } => CaseAction::Pause,
        DeskAct::Unpause {} => CaseAction::Unpause,
        DeskAct::Grant { .. } => CaseAction::Grant,
        DeskAct::Refuse { .. } => CaseAction::Refuse,
        DeskAct::Correct { .. } => CaseAction::Correct,
        DeskAct::Message { .. } => CaseAction::Message,
        DeskAct::OfficialNo { .. } => CaseAction::OfficialNo,
        DeskAct::Withdraw { .. } => CaseAction::Withdraw,
        DeskAct::Supplement { .. } => CaseAction::Supplement,
        DeskAct::Resume {} => CaseAction::Resume,
        DeskAct::CallBack { .. } => CaseAction::CallBack,
    }
}

/// The step of an act.
async fn step(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    role: Role,
    (form, act): (Option<&Form>, &DeskAct),
) -> Result<Step, ApiError> {
    match act {
        DeskAct::AskSupplement { missing, second_reason } => {
            ask(env, case, role, form, (missing, second_reason.as_ref().map(Text::as_str)))
        }
        DeskAct::Accept { note } => {
            let item = item_of(tx, case).await?;
            let effect = accepted(env, tx, case, (&item, env.today)).await?;
            let words = Words::note(optional(note)).inside(kept_here(&item, &effect));
            Ok(Step { action: CaseAction::Accept, effect, words })
        }
        DeskAct::Pause { reason, until } => {
            let effect = Effect::Paused { on: env.today, until: Some(expected_end(env, until.as_str())?) };
            Ok(said(CaseAction::Pause, effect, reason.as_str()))
        }
        DeskAct::Route { queue, note } => route(tx, case, queue, optional(note)).await,
        DeskAct::Assign { staff } => assign(tx, case, *staff).await,
        DeskAct::Unpause {} => Ok(said(CaseAction::Unpause, unpaused(env, case)?, "")),
        DeskAct::Resume {} => Ok(said(CaseAction::Resume, resumed(env, case), "")),
        other => plain(other).ok_or_else(|| ApiError::internal("an act without its step")),
    }
}

/// Acts that need nothing but their words.
fn plain(act: &DeskAct) -> Option<Step> {
    Some(match act {
        DeskAct::Decline { reason } => said(CaseAction::Decline, Effect::Ended, reason.as_str()),
        DeskAct::Grant { note, .. } => said(CaseAction::Grant, Effect::Ended, note.as_str()),
        DeskAct::Refuse { reason, remedies } => {
            let words = Words { remedies: remedies.as_str().to_owned(), ..Words::note(reason.as_str()) };
            Step { action: CaseAction::Refuse, effect: Effect::Ended, words }
        }
        DeskAct::Message { text } => said(CaseAction::Message, Effect::Said { urge: false }, text.as_str()),
        DeskAct::OfficialNo { number } => {
            let effect = Effect::OfficialNo { number: number.as_str().to_owned() };
            said(CaseAction::OfficialNo, effect, "")
        }
        DeskAct::Withdraw { reason } => {
            let words = Words::note("窗口按本人意愿撤回。").inside(reason.as_str());
            Step { action: CaseAction::Withdraw, effect: Effect::Ended, words }
        }
        _ => return None,
    })
}

fn said(action: CaseAction, effect: Effect, note: &str) -> Step {
    Step { action, effect, words: Words::note(note) }
}

fn optional<const MAX: usize>(text: &Option<Text<MAX>>) -> &str {
    text.as_ref().map_or("", Text::as_str)
}

/// 受理: the published clocks start, or the desk's own day; what a bureau finishes goes there at once. Where nobody works there
/// it stays, and the administrator is told.
pub(super) async fn accepted(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    (item, from): (&Item, Day),
) -> Result<Effect, ApiError> {
    let (promised, statutory) = item.limits();
    let span = |days: Option<u16>| days.map(|days| Span::count(&env.calendar, from, days));
    let target = Some(TARGET_DAYS).filter(|_| promised.is_none() && statutory.is_none());
    let promise = Promise { promised: span(promised), statutory: span(statutory), target: span(target) };
    let mut queue = case.standing.queue.clone();
    if item.is_routed() {
        if scope::served(tx, case.community()).await?.contains(&item.bureau) {
            queue = Queue::Bureau(item.bureau.clone());
        } else {
            let received = case.standing.check.from.to_string();
            let rung = (case.row.id.as_str(), alerts::UNSERVED, received.as_str());
            store::note_rung(tx, rung, &wording::unserved(&item.bureau), env.now).await?;
        }
    }
    Ok(Effect::Accepted { queue, promise })
}

/// Said to colleagues where a bureau should have it and nobody works there.
pub(super) fn kept_here(item: &Item, effect: &Effect) -> String {
    match effect {
        Effect::Accepted { queue: Queue::Window, .. } if item.is_routed() => wording::unserved(&item.bureau),
        _ => String::new(),
    }
}

/// One complete list; a second one is for a supervisor, with a reason (requirement G04).
fn ask(
    env: &Env,
    case: &Case,
    role: Role,
    form: Option<&Form>,
    (missing, second_reason): (&[Missing], Option<&str>),
) -> Result<Step, ApiError> {
    if missing.is_empty() || missing.len() > 50 {
        return Err(ApiError::field("missing", "请把缺少的内容一次列全，至少一项。"));
    }
    if case.standing.asked > 0 {
        let supervisor = matches!(role, Role::Secretary | Role::Admin);
        if !supervisor {
            let why = "补正只能要求一次。确需再次补正的，请社区书记写明理由后发出。";
            return Err(ApiError::new(Code::Forbidden).because(why));
        }
        if second_reason.is_none() {
            return Err(ApiError::field("second_reason", "再次要求补正，请写明理由。"));
        }
    }
    let answers = case.answers(&env.ctx.keys)?;
    let askable = form.map(|form| askable(form, &answers)).unwrap_or_default();
    let label = |key: &str| {
        askable.iter().find(|a| a.field == key).map_or_else(|| key.to_owned(), |a| a.label.clone())
    };
    let shown = missing.iter().map(|m| MissingShown {
        field: m.field.clone(),
        label: label(&m.field),
        reason: m.reason.as_str().to_owned(),
    });
    let words = Words {
        missing: shown.collect(),
        ..Words::note("还缺材料，请按清单一次补齐。").inside(second_reason.unwrap_or_default())
    };
    let left = view::left(&env.calendar, env.today, case.standing.check.due);
    let effect = Effect::Asked {
        by: Span::count(&env.calendar, env.today, SUPPLEMENT_DAYS),
        left: u16::try_from(left.max(0)).unwrap_or_default(),
    };
    Ok(Step { action: CaseAction::AskSupplement, effect, words })
}

/// To a bureau of the catalogue, or back to the window.
async fn route(tx: &DatabaseTransaction, case: &Case, queue: &Queue, inside: &str) -> Result<Step, ApiError> {
    let to = match queue {
        Queue::Window => "综合窗口".to_owned(),
        Queue::Bureau(name) if catalogue::bureaus(tx).await?.contains(name) => name.clone(),
        Queue::Bureau(_) => return Err(ApiError::field("queue", "没有这个科室，请从列表里选。")),
    };
    if let Queue::Bureau(name) = queue
        && !scope::served(tx, case.community()).await?.contains(name)
    {
        return Err(ApiError::field("queue", wording::unserved(name)));
    }
    if case.queue() == queue {
        return Err(ApiError::field("queue", "这个办件已经在这里了。"));
    }
    let words = Words::note(format!("转到{to}办理。")).inside(inside);
    Ok(Step { action: CaseAction::Route, effect: Effect::Routed { queue: queue.clone() }, words })
}

/// To a colleague who works in this queue and community.
async fn assign(tx: &DatabaseTransaction, case: &Case, staff: uuid::Uuid) -> Result<Step, ApiError> {
    if !scope::works_in(tx, staff, case).await? {
        return Err(ApiError::field("staff", "这位同事不在这个队列里，请从列表里选。"));
    }
    Ok(said(CaseAction::Assign, Effect::Assigned { staff }, ""))
}

/// The day on which a special step will be over; it lies ahead, and within sight.
fn expected_end(env: &Env, until: &str) -> Result<Day, ApiError> {
    let ahead = |day: &Day| *day > env.today && *day <= env.today.plus(LONGEST_PAUSE);
    let day = Day::parse(until).filter(ahead);
    day.ok_or_else(|| ApiError::field("until", "请填特殊环节预计结束的日期，要在今天之后、一年以内。"))
}

/// The clocks run on, longer by the working days that they stood.
fn unpaused(env: &Env, case: &Case) -> Result<Effect, ApiError> {
    let s = &case.standing;
    let since = s.paused_on.filter(|_| s.state == CaseState::Paused);
    let since = since.ok_or_else(|| refused(case, CaseAction::Unpause))?;
    let stood = u16::try_from(env.calendar.working_days_between(since, env.today)).unwrap_or_default();
    Ok(Effect::Unpaused { promise: s.promise.map(|span| span.extend(&env.calendar, stood)) })
}

/// A lapsed case goes on where its check stood.
fn resumed(env: &Env, case: &Case) -> Effect {
    Effect::Completed { check: Span::count(&env.calendar, env.today, case.standing.check_left.max(1)) }
}

/// The item of a case as it was applied for: what has changed or left the catalogue since changes nothing for this case.
pub(super) async fn item_of(tx: &DatabaseTransaction, case: &Case) -> Result<Item, ApiError> {
    let (code, version) = (&case.row.item_code, case.row.item_version);
    let item = catalogue::item_of_version(tx, code, version).await?;
    item.ok_or_else(|| ApiError::internal("a case of an unknown item"))
}
