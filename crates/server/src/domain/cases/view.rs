//! A case as people see it: what both sides share.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::ConnectionTrait;
use yunlin_api::calendar::{Calendar, Day};
use yunlin_api::cases::{
    CaseAction, CaseEvent, CaseNumber, CaseResult, CaseState, Clock, Clocks, MissingShown, SupplementRequest,
};
use yunlin_api::forms::Form;

use super::case::{Case, Event};
use super::env::Env;
use super::standing::{Span, Standing};
use super::wording;
use crate::domain::catalogue;
use crate::infra::web::ApiError;

/// The number.
pub(super) fn number(case: &Case) -> CaseNumber {
    stored_number(&case.row.number)
}

/// A number as it is stored: made by us, and read back as it is.
pub(super) fn stored_number(number: &str) -> CaseNumber {
    CaseNumber::parse(number).unwrap_or_else(|_| CaseNumber::make("00000000", 0))
}

/// As on the wire.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// All three clocks on a day. Before acceptance the limits are those that the item publishes.
pub(super) async fn clocks(db: &impl ConnectionTrait, env: &Env, case: &Case) -> Result<Clocks, ApiError> {
    let mut clocks = running(&case.standing, &env.calendar, env.today);
    if matches!(case.standing.state, CaseState::Received | CaseState::Supplement) {
        let item = catalogue::item_of_version(db, &case.row.item_code, case.row.item_version).await?;
        let (promised, statutory) = item.map_or((None, None), |item| item.limits());
        clocks.promised.days = clocks.promised.days.or(promised);
        clocks.statutory.days = clocks.statutory.days.or(statutory);
    }
    Ok(clocks)
}

fn running(standing: &Standing, calendar: &Calendar, today: Day) -> Clocks {
    let state = standing.state;
    let checking = state == CaseState::Received;
    let running = state == CaseState::Accepted;
    let clock = |span: Option<Span>, runs: bool| {
        let due = span.filter(|_| runs);
        Clock {
            days: span.map(|s| s.days),
            due: due.map(|s| s.due.to_string()),
            left: due.map(|s| left(calendar, today, s.due)),
            estimated: due.is_some_and(|s| s.estimated),
        }
    };
    Clocks {
        check: clock(Some(standing.check), checking),
        promised: clock(standing.promise.promised, running),
        statutory: clock(standing.promise.statutory, running),
        standing: match state {
            CaseState::Supplement => "等您补交材料，这几天不计入审查时间。".to_owned(),
            CaseState::Paused => wording::paused(standing.paused_until, today),
            _ => String::new(),
        },
    }
}

/// Working days left; below zero as soon as the day is over, also on a day off.
pub(super) fn left(calendar: &Calendar, today: Day, due: Day) -> i32 {
    let days = calendar.working_days_between(today, due);
    if today > due { days.min(-1) } else { days }
}

/// The timeline, newest first. Colleagues also read what is said among themselves.
pub(super) fn timeline(events: &[Event], for_staff: bool) -> Vec<CaseEvent> {
    let reversed: Vec<u32> = events.iter().filter_map(|e| e.happened.reverses).collect();
    let is_inner = |e: &&Event| e.happened.action.is_some_and(|a| !is_for_applicant(a));
    let inner: Vec<u32> = events.iter().filter(is_inner).map(|e| e.happened.seq).collect();
    // Taking an inner matter back is an inner matter too.
    let about_inner = |e: &Event| e.happened.reverses.is_some_and(|seq| inner.contains(&seq));
    let told = |e: &&Event| for_staff || !(is_inner(e) || about_inner(e));
    let line = |e: &Event| CaseEvent {
        seq: e.happened.seq,
        action: e.happened.action,
        state: e.happened.state,
        at: moment(e.at),
        by: e.unit.clone(),
        by_staff: e.happened.by_staff,
        note: said(e, for_staff),
        reversed: reversed.contains(&e.happened.seq),
    };
    events.iter().rev().filter(told).map(line).collect()
}

/// Inner matters of the desk are not the applicant's.
pub(super) const fn is_for_applicant(action: CaseAction) -> bool {
    !matches!(action, CaseAction::Escalate | CaseAction::Assign | CaseAction::CallBack)
}

fn said(event: &Event, for_staff: bool) -> String {
    let inside = if for_staff { event.words.inside.as_str() } else { "" };
    let parts = [event.words.note.as_str(), inside];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The list that waits for the applicant, with the questions of the form that was filled.
pub(super) fn supplement(
    standing: &Standing,
    events: &[Event],
    form: Option<&Form>,
) -> Option<SupplementRequest> {
    let by = standing.by.filter(|_| matches!(standing.state, CaseState::Supplement | CaseState::Lapsed))?;
    let missing = missing(events);
    let question = |key: &String| Some((key.clone(), form?.field(key)?.clone()));
    let fields = missing.iter().filter_map(|m| question(&m.field)).collect();
    Some(SupplementRequest { missing, by: by.due.to_string(), estimated: by.estimated, fields })
}

/// The last list of what is missing.
pub(super) fn missing(events: &[Event]) -> Vec<MissingShown> {
    last(events, |a| a == CaseAction::AskSupplement).map(|e| e.words.missing.clone()).unwrap_or_default()
}

/// What came out, without its papers.
pub(super) fn result(standing: &Standing, events: &[Event]) -> Option<CaseResult> {
    let ends = |a| matches!(a, CaseAction::Grant | CaseAction::Refuse | CaseAction::Decline);
    let closed = matches!(standing.state, CaseState::Granted | CaseState::Refused | CaseState::NotAccepted);
    let event = last(events, ends).filter(|_| closed)?;
    let (note, remedies) = (event.words.note.clone(), event.words.remedies.clone());
    Some(CaseResult { note, remedies, files: Vec::new() })
}

/// The last event of a kind that was not taken back.
fn last(events: &[Event], of: impl Fn(CaseAction) -> bool) -> Option<&Event> {
    let reversed: Vec<u32> = events.iter().filter_map(|e| e.happened.reverses).collect();
    let stands = |e: &&Event| !reversed.contains(&e.happened.seq) && e.happened.action.is_some_and(&of);
    events.iter().rev().find(stands)
}
