//! How a case stands, as a fold of what happened. Pure: no clock, no database; days are counted before and kept in the effect.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yunlin_api::calendar::{Calendar, Day};
use yunlin_api::cases::{CaseAction, CaseState, Queue};
use yunlin_api::desk::Light;

/// Working days that run from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The day that does not count.
    pub from: Day,
    /// Working days.
    pub days: u16,
    /// Due at the end of this day.
    pub due: Day,
    /// A year on the way has no holiday table yet.
    pub estimated: bool,
}

impl Span {
    /// Counts.
    pub fn count(calendar: &Calendar, from: Day, days: u16) -> Self {
        let due = calendar.add_working_days(from, u32::from(days));
        Self { from, days, due: due.day, estimated: due.estimated }
    }

    /// The same span by another calendar.
    pub fn recount(self, calendar: &Calendar) -> Self {
        Self::count(calendar, self.from, self.days)
    }

    /// Its last day as people say it, marked while its year has no holiday table.
    pub fn said(self) -> String {
        format!("{}{}", if self.estimated { "预计" } else { "" }, self.due.said())
    }

    /// Longer by so many working days.
    pub fn extend(self, calendar: &Calendar, by: u16) -> Self {
        Self::count(calendar, self.from, self.days.saturating_add(by))
    }
}

/// The two clocks after acceptance, and the desk's own day where there is neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// 承诺时限
    pub promised: Option<Span>,
    /// 法定时限
    pub statutory: Option<Span>,
    /// Only where both are unknown: the desk is reminded by it, nobody else hears of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Span>,
}

impl Promise {
    /// The published clock that is over first.
    pub fn first(self) -> Option<Span> {
        let both = [self.promised, self.statutory];
        both.into_iter().flatten().min_by_key(|span| span.due)
    }

    /// What the desk works by.
    pub fn of_desk(self) -> Option<Span> {
        self.first().or(self.target)
    }

    /// All changed alike.
    pub fn map(self, change: impl Fn(Span) -> Span) -> Self {
        Self {
            promised: self.promised.map(&change),
            statutory: self.statutory.map(&change),
            target: self.target.map(&change),
        }
    }
}

/// What an event changes.
#[expect(missing_docs, reason = "each variant says what its fields are")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Effect {
    /// It came in.
    Submitted { queue: Queue, check: Span },
    /// A list of what is missing; so many days of the check were left.
    Asked { by: Span, left: u16 },
    /// Completed, or taken up again: the check runs on.
    Completed { check: Span },
    /// 受理
    Accepted { queue: Queue, promise: Promise },
    /// To another queue.
    Routed { queue: Queue },
    /// To a colleague.
    Assigned { staff: Uuid },
    /// The clocks stand, as far as one can say until that day; older events name none.
    Paused {
        on: Day,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Day>,
    },
    /// They run again.
    Unpaused { promise: Promise },
    /// Closed; the state says how.
    Ended,
    /// Number in the bureau's own system.
    OfficialNo { number: String },
    /// Amber, red, overdue.
    Escalated { level: Light },
    /// All days by a new calendar.
    Recounted { check: Span, by: Option<Span>, promise: Promise },
    /// Words only.
    Said { urge: bool },
    /// An earlier event is taken back; the clocks that it had stopped run on.
    Reversed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        check: Option<Span>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Span>,
    },
}

impl Effect {
    /// Whether it is a step that can be taken back, and not just a remark on the way.
    pub fn is_step(&self) -> bool {
        !matches!(
            self,
            Self::OfficialNo { .. }
                | Self::Escalated { .. }
                | Self::Recounted { .. }
                | Self::Said { .. }
                | Self::Reversed { .. }
        )
    }

    fn sets_state(&self) -> bool {
        self.is_step() && !matches!(self, Self::Routed { .. } | Self::Assigned { .. })
    }
}

/// One event as far as the fold needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Place in the order.
    pub seq: u32,
    /// The act; none for the submission.
    pub action: Option<CaseAction>,
    /// Done by a member of staff.
    pub by_staff: bool,
    /// State after it.
    pub state: CaseState,
    /// What it changed.
    pub effect: Effect,
    /// The event that it takes back.
    pub reverses: Option<u32>,
}

/// How a case stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// State.
    pub state: CaseState,
    /// Who holds it.
    pub queue: Queue,
    /// The colleague who has it.
    pub holder: Option<Uuid>,
    /// Acceptance check.
    pub check: Span,
    /// Days of the check that were left when it stopped.
    pub check_left: u16,
    /// Day until which the applicant completes it, while they must.
    pub by: Option<Span>,
    /// Lists of missing things so far.
    pub asked: u16,
    /// Both clocks.
    pub promise: Promise,
    /// The clocks stand since.
    pub paused_on: Option<Day>,
    /// They will run again after this day, as far as one can say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_until: Option<Day>,
    /// Number in the bureau's own system.
    pub official_no: Option<String>,
    /// Highest rung of the ladder in this stage.
    pub level: Light,
    /// The applicant asked to hurry and nothing was done since.
    pub urged: bool,
}

/// Everything that was not taken back, in order.
pub fn fold(events: &[Happened]) -> Option<Standing> {
    let reversed: Vec<u32> = events.iter().filter_map(|e| e.reverses).collect();
    let mut standing: Option<Standing> = None;
    for event in events.iter().filter(|e| !reversed.contains(&e.seq)) {
        match (&mut standing, &event.effect) {
            (None, Effect::Submitted { queue, check }) => {
                standing = Some(Standing::new(queue.clone(), *check));
            }
            (None, _) => return None,
            (Some(standing), _) => standing.apply(event),
        }
    }
    standing
}

/// The last step that was not taken back; only this one can be.
pub fn last_step(events: &[Happened]) -> Option<&Happened> {
    let reversed: Vec<u32> = events.iter().filter_map(|e| e.reverses).collect();
    events.iter().rev().find(|e| e.effect.is_step() && !reversed.contains(&e.seq))
}

impl Standing {
    /// Just come in.
    pub fn new(queue: Queue, check: Span) -> Self {
        Self {
            state: CaseState::Received,
            queue,
            holder: None,
            check,
            check_left: 0,
            by: None,
            asked: 0,
            promise: Promise::default(),
            paused_on: None,
            paused_until: None,
            official_no: None,
            level: Light::Green,
            urged: false,
        }
    }

    /// One more event.
    pub fn apply(&mut self, event: &Happened) {
        if event.effect.sets_state() {
            self.state = event.state;
            self.level = Light::Green;
        }
        if event.by_staff {
            self.urged = false;
        }
        match &event.effect {
            Effect::Submitted { .. } | Effect::Ended => {}
            Effect::Reversed { check, by } => {
                if check.is_some() || by.is_some() {
                    self.level = Light::Green;
                }
                (self.check, self.by) = (check.unwrap_or(self.check), by.or(self.by));
            }
            Effect::Asked { by, left } => {
                (self.by, self.check_left) = (Some(*by), *left);
                self.asked += 1;
            }
            Effect::Completed { check } => (self.check, self.by) = (*check, None),
            Effect::Accepted { queue, promise } => {
                self.holder = self.holder.filter(|_| self.queue == *queue);
                (self.queue, self.promise) = (queue.clone(), *promise);
            }
            Effect::Routed { queue } => (self.queue, self.holder) = (queue.clone(), None),
            Effect::Assigned { staff } => self.holder = Some(*staff),
            Effect::Paused { on, until } => (self.paused_on, self.paused_until) = (Some(*on), *until),
            Effect::Unpaused { promise } => {
                self.promise = *promise;
                (self.paused_on, self.paused_until) = (None, None);
            }
            Effect::OfficialNo { number } => self.official_no = Some(number.clone()),
            Effect::Escalated { level } => self.level = *level,
            Effect::Recounted { check, by, promise } => {
                let due = self.running().map(|span| span.due);
                (self.check, self.by) = (*check, self.by.and(*by));
                self.promise.promised = self.promise.promised.and(promise.promised);
                self.promise.statutory = self.promise.statutory.and(promise.statutory);
                self.promise.target = self.promise.target.and(promise.target);
                // Another day is another ladder: its rungs are told again.
                if self.running().map(|span| span.due) != due {
                    self.level = Light::Green;
                }
            }
            Effect::Said { urge } => self.urged = *urge || (self.urged && !event.by_staff),
        }
    }

    /// The clock that runs now, of whoever holds the case.
    pub fn running(&self) -> Option<Span> {
        match self.state {
            CaseState::Received => Some(self.check),
            CaseState::Accepted => self.promise.of_desk(),
            _ => None,
        }
    }

    /// The span at whose end the next day counts, for whomever.
    pub fn next_span(&self) -> Option<Span> {
        match self.state {
            CaseState::Supplement => self.by,
            _ => self.running(),
        }
    }

    /// The next day that counts, for whomever.
    pub fn next_due(&self) -> Option<Day> {
        match self.state {
            CaseState::Paused => self.paused_until,
            _ => self.next_span().map(|span| span.due),
        }
    }

    /// Whether a special step lasts longer than was expected.
    pub fn is_paused_too_long(&self, today: Day) -> bool {
        self.state == CaseState::Paused && self.paused_until.is_some_and(|until| today > until)
    }

    /// Colour of the clock today.
    pub fn light(&self, calendar: &Calendar, today: Day) -> Light {
        match self.running() {
            Some(span) => light(calendar.working_days_between(today, span.due), today > span.due),
            None if self.is_paused_too_long(today) => Light::Overdue,
            None if matches!(self.state, CaseState::Supplement | CaseState::Paused) => Light::Standing,
            None => Light::Green,
        }
    }
}

/// Colour by working days left.
fn light(left: i32, over: bool) -> Light {
    match left {
        _ if over => Light::Overdue,
        0 => Light::Red,
        n if n <= yunlin_api::cases::AMBER_DAYS => Light::Amber,
        _ => Light::Green,
    }
}
