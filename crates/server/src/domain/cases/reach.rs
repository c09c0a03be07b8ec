//! Whom a rung of the ladder concerns, as conditions of a query over log `l`, case `f` and grade `r`.

use sea_orm::Value;
use yunlin_api::cases::Role;

use super::case::queue_columns;
use super::reviewers;
use crate::domain::identity::{Grant, Staff};

/// The matter of a rung is not mended: the clock still runs towards that day, the special step still lasts, nobody has called
/// back, the case still waits for a bureau, or nobody has told the applicant the last news.
pub(super) const OPEN: &str = "(l.level IN ('amber', 'red', 'overdue') AND f.state IN ('received', 'accepted') AND f.next_due = l.due) \
    OR (l.level IN ('call_back_due', 'call_back_overdue') AND r.called_back_at IS NULL AND r.call_back_by = l.due) \
    OR (l.level = 'unserved' AND NOT f.closed AND f.queue_kind = 'window') \
    OR (l.level = 'pause_over' AND f.state = 'paused' AND f.next_due = l.due) \
    OR (l.level = 'to_tell' AND NOT EXISTS (SELECT 1 FROM escalation_log n \
        WHERE n.subject = l.subject AND n.level = l.level AND n.at > l.at) \
        AND NOT EXISTS (SELECT 1 FROM escalation_known k \
        WHERE k.subject = l.subject AND k.level = l.level AND k.due = l.due))";

/// Levels that are no rung of a climb: what is newer does not take their place.
pub(super) const ALONE: &str = "'unserved', 'to_tell', 'pause_over'";

/// Levels for whoever holds a case.
const OF_HOLDER: &str = "l.level IN ('amber', 'red', 'overdue', 'to_tell', 'pause_over')";

/// Values of a query; the first one is who asks.
pub(super) struct Values(Vec<Value>);

impl Values {
    /// Who asks.
    pub(super) fn of(by: &Staff) -> Self {
        Self(vec![by.id().to_string().into()])
    }

    fn place(&mut self, value: &str) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len())
    }

    /// All, in order.
    pub(super) fn list(self) -> Vec<Value> {
        self.0
    }
}

/// Own cases, at every rung of their clocks.
pub(super) fn held() -> String {
    format!("(f.holder_staff = $1 AND {OF_HOLDER})")
}

/// Nobody holds it, or somebody who works here no more.
const NOBODYS: &str =
    "(f.holder_staff IS NULL OR EXISTS (SELECT 1 FROM staff s WHERE s.id = f.holder_staff AND NOT s.active))";

/// What a grant adds: cases of the own queue that nobody holds; from the rung on at which they are told, those they lead.
pub(super) fn granted(grant: &Grant, values: &mut Values) -> String {
    let of_queue = |values: &mut Values| {
        let (kind, name) = queue_columns(&grant.queue);
        let (kind, name) = (values.place(kind), values.place(name));
        format!("{NOBODYS} AND f.queue_kind = {kind} AND f.queue_name = {name} AND {OF_HOLDER}")
    };
    let concerns = match grant.role {
        Role::Secretary => {
            led(&["red", "overdue", "pause_over"], "l.level = 'call_back_due'", HANDLED_NOTHING)
        }
        Role::Admin => {
            let whose = format!("({HANDLED_NOTHING} OR {})", reviewers::nobody("f"));
            led(&["overdue", "unserved"], &call_backs_of_admin(), &whose)
        }
        _ => of_queue(values),
    };
    match &grant.community {
        Some(community) => format!("({concerns} AND f.community = {})", values.place(community)),
        None => format!("({concerns})"),
    }
}

/// The second rung; the first one too where no secretary can call back: each had a hand in the case, or there is none.
fn call_backs_of_admin() -> String {
    let first = reviewers::no_secretary("f");
    format!("(l.level = 'call_back_overdue' OR (l.level = 'call_back_due' AND {first}))")
}

/// It is not about the own work.
const HANDLED_NOTHING: &str = "NOT EXISTS (SELECT 1 FROM case_event e \
    WHERE e.case_id = f.id AND e.staff_id = $1 AND e.action <> 'assign')";

/// Rungs of clocks, and those call-backs that are theirs.
fn led(clocks: &[&str], call_backs: &str, whose: &str) -> String {
    format!("(l.level IN ('{}') OR ({call_backs} AND {whose}))", clocks.join("', '"))
}
