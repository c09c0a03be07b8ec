//! One step of a case: allowed by the table, on the version that was seen, written as an event, with everything that follows.

use sea_orm::DatabaseTransaction;
use yunlin_api::cases::{CaseAction, CaseState, Next, Role, is_harmless, next};
use yunlin_api::problem::Code;

use super::case::{Case, Event, Words, happened, seal, words_place};
use super::env::Env;
use super::standing::{Effect, Happened, Span, Standing, fold, last_step};
use super::{store, timers, told, uploads, view, wording};
use crate::domain::calendar::day_of;
use crate::domain::identity::{Resident, Staff};
use crate::infra::web::ApiError;

/// Who acts.
#[derive(Clone, Debug)]
pub enum Actor<'a> {
    /// The applicant.
    Resident(&'a Resident),
    /// A member of staff in a role.
    Staff(&'a Staff, Role),
    /// A timer.
    System,
}

impl Actor<'_> {
    /// As whom the table knows them.
    pub fn role(&self) -> Role {
        match self {
            Self::Resident(_) => Role::Resident,
            Self::Staff(_, role) => *role,
            Self::System => Role::System,
        }
    }

    fn is_staff(&self) -> bool {
        matches!(self, Self::Staff(..))
    }

    /// For the row of the event.
    pub(super) fn by(&self) -> store::By<'_> {
        match self {
            Self::Resident(_) => store::By { actor: "resident", unit: wording::SELF, staff: None },
            Self::Staff(staff, _) => {
                store::By { actor: "staff", unit: staff.unit(), staff: Some(staff.id()) }
            }
            Self::System => store::By { actor: "system", unit: wording::SYSTEM, staff: None },
        }
    }
}

/// What is done.
#[derive(Clone, Debug)]
pub struct Step {
    /// The act.
    pub action: CaseAction,
    /// What it changes.
    pub effect: Effect,
    /// What is said with it.
    pub words: Words,
}

/// Whether an act may be tried at all: on the version that was seen, and by the table.
pub(super) async fn possible(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    (actor, seen): (&Actor<'_>, u32),
    action: CaseAction,
) -> Result<(), ApiError> {
    fresh(env, tx, case, (actor, seen)).await?;
    if may(case.state(), action, actor.role()) { Ok(()) } else { Err(refused(case, action)) }
}

/// Takes a step. `seen` is the version that the actor looked at.
pub async fn take(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &mut Case,
    (actor, seen): (&Actor<'_>, u32),
    step: Step,
) -> Result<(), ApiError> {
    fresh(env, tx, case, (actor, seen)).await?;
    let state = match next(case.state(), step.action, actor.role()) {
        Some(Next::To(state)) => state,
        Some(Next::Same) => case.state(),
        Some(Next::Before) | None => return Err(refused(case, step.action)),
    };
    let event = happened(case.version() + 1, (Some(step.action), state), actor.is_staff(), step.effect, None);
    case.standing.apply(&event);
    write(env, tx, case, actor, event, &step.words).await?;
    told::tell(env, tx, case, Some(step.action)).await
}

/// Takes the last step back.
pub async fn correct(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &mut Case,
    (actor, seen): (&Actor<'_>, u32),
    words: Words,
) -> Result<(), ApiError> {
    fresh(env, tx, case, (actor, seen)).await?;
    if next(case.state(), CaseAction::Correct, actor.role()).is_none() {
        return Err(refused(case, CaseAction::Correct));
    }
    let events = store::events(tx, &env.ctx.keys, case).await?;
    let mut past: Vec<Happened> = events.iter().map(|e| e.happened.clone()).collect();
    let undone = correctable(&past).map(|e| e.seq);
    let undone = events.iter().find(|e| Some(e.happened.seq) == undone);
    let undone = undone.ok_or_else(|| refused(case, CaseAction::Correct))?;
    let folded =
        |past: &[Happened]| fold(past).ok_or_else(|| ApiError::internal("a case without a beginning"));
    let mut event = happened(
        case.version() + 1,
        (Some(CaseAction::Correct), case.state()),
        actor.is_staff(),
        Effect::Reversed { check: None, by: None },
        Some(undone.happened.seq),
    );
    past.push(event.clone());
    event.effect = taken_up(env, &folded(&past)?, undone);
    past.pop();
    past.push(event.clone());
    case.standing = folded(&past)?;
    event.state = case.standing.state;
    if undone.happened.action == Some(CaseAction::Grant) {
        uploads::take_back(tx, case, undone.happened.seq).await?;
    }
    write(env, tx, case, actor, event, &words).await?;
    // What the applicant never heard of is not taken back before them.
    if undone.happened.action.is_some_and(view::is_for_applicant) {
        told::tell(env, tx, case, Some(CaseAction::Correct)).await?;
    }
    Ok(())
}

/// What runs again when a step is taken back: a clock that the step had stopped has the days that were left, and one at least,
/// so that nothing is over the moment it is taken up.
fn taken_up(env: &Env, before: &Standing, undone: &Event) -> Effect {
    let stopped = day_of(undone.at);
    let again = |span: Span| {
        let left = view::left(&env.calendar, stopped, span.due).max(1);
        let due = Span::count(&env.calendar, env.today, u16::try_from(left).unwrap_or(1));
        let days = env.calendar.working_days_between(span.from, due.due);
        // It still counts from the day on which the papers came.
        Span { from: span.from, days: u16::try_from(days).unwrap_or(due.days), ..due }
    };
    let stood = undone.happened.state != before.state;
    Effect::Reversed {
        check: Some(before.check).filter(|_| stood && before.state == CaseState::Received).map(again),
        by: before.by.filter(|_| stood && before.state == CaseState::Supplement).map(again),
    }
}

/// The step that may be taken back now: the last one, if staff took it.
pub fn correctable(events: &[Happened]) -> Option<&Happened> {
    last_step(events).filter(|e| e.by_staff && e.action.is_some_and(|a| a != CaseAction::Supplement))
}

/// Writes the event and the row, and plans what follows from them; whom to tell is for the caller.
async fn write(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &mut Case,
    actor: &Actor<'_>,
    event: Happened,
    words: &Words,
) -> Result<(), ApiError> {
    let (seen, was_closed) = (case.row.version, case.row.closed);
    case.row.version += 1;
    case.refresh(env.now)?;
    let answered = event.action == Some(CaseAction::Supplement);
    if !store::update(tx, &case.row, seen, answered).await? {
        return Err(overtaken(env, tx, case).await?);
    }
    let sealed = seal(&env.ctx.keys, &words_place(&case.row.id, event.seq), words)?;
    store::add_event(tx, &case.row.id, (&event, &actor.by()), sealed, env.now).await?;
    if !was_closed && case.row.closed {
        store::deactivate(tx, &case.row.id).await?;
    }
    if was_closed && !case.row.closed {
        activate(tx, case).await?;
    }
    timers::plan(env, tx, case).await
}

/// One active case per person and item.
pub(super) async fn activate(tx: &DatabaseTransaction, case: &Case) -> Result<(), ApiError> {
    match store::activate(tx, &case.row).await? {
        None => Ok(()),
        Some(number) => Err(ApiError::new(Code::Conflict).because(wording::already_open(&number))),
    }
}

/// Nothing that matters has happened since the version that was seen. Which colleague holds it is nothing to the applicant,
/// nor that this was taken back; that the time for completing ran out while their phone had no signal is for the table to
/// judge.
async fn fresh(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    (actor, seen): (&Actor<'_>, u32),
) -> Result<(), ApiError> {
    if seen == case.version() {
        return Ok(());
    }
    let events = store::events(tx, &env.ctx.keys, case).await?;
    let mut since = events.iter().filter(|e| e.happened.seq > seen);
    let nothing_to_them =
        |a| matches!(a, CaseAction::Assign | CaseAction::Lapse) && matches!(actor, Actor::Resident(_));
    let nothing = |e: &Event| e.happened.action.is_some_and(|a| is_harmless(a) || nothing_to_them(a));
    let undone = |e: &Event| events.iter().find(|u| Some(u.happened.seq) == e.happened.reverses);
    match since.rfind(|e| !nothing(e) && !undone(e).is_some_and(nothing)) {
        Some(event) => Err(handled_by(event)),
        None if seen > case.version() => Err(ApiError::field("version", "版本不对，请刷新后再操作。")),
        None => Ok(()),
    }
}

/// Somebody committed between our read and our write.
async fn overtaken(env: &Env, tx: &DatabaseTransaction, case: &Case) -> Result<ApiError, ApiError> {
    let events = store::events(tx, &env.ctx.keys, case).await?;
    Ok(events.last().map_or_else(|| ApiError::new(Code::Conflict), handled_by))
}

/// 「已由…处理」
fn handled_by(event: &Event) -> ApiError {
    ApiError::new(Code::Conflict).because(wording::handled_by(&event.unit, event.at))
}

/// The table does not allow it now.
pub(super) fn refused(case: &Case, action: CaseAction) -> ApiError {
    ApiError::new(Code::Conflict).because(wording::not_now(case.state(), action))
}

/// Whether the state allows an act at all, for views.
pub fn may(state: CaseState, action: CaseAction, role: Role) -> bool {
    next(state, action, role).is_some()
}
