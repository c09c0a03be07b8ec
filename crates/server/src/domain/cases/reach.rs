//! Whom a rung of the ladder concerns, as conditions of a query over log `l`, case `f` and grade `r`.

use sea_orm::Value;
use yunlin_api::cases::Role;

use super::case::queue_columns;
use crate::domain::identity::{Grant, Staff};

/// The matter of a rung is not mended: the clock still runs towards that day, or nobody has called back.
pub(super) const OPEN: &str = "(l.level IN ('amber', 'red', 'overdue') AND f.state IN ('received', 'accepted') AND f.next_due = l.due) \
    OR (l.level IN ('call_back_due', 'call_back_overdue') AND r.called_back_at IS NULL)";

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
    "(f.holder_staff = $1 AND l.level IN ('amber', 'red', 'overdue'))".to_owned()
}

/// Nobody holds it, or somebody who works here no more.
const NOBODYS: &str =
    "(f.holder_staff IS NULL OR EXISTS (SELECT 1 FROM staff s WHERE s.id = f.holder_staff AND NOT s.active))";

/// What a grant adds: cases of the own queue that nobody holds; from the rung on at which they are told, those they lead.
pub(super) fn granted(grant: &Grant, values: &mut Values) -> String {
    let of_queue = |values: &mut Values| {
        let (kind, name) = queue_columns(&grant.queue);
        let (kind, name) = (values.place(kind), values.place(name));
        format!(
            "{NOBODYS} AND f.queue_kind = {kind} AND f.queue_name = {name} \
            AND l.level IN ('amber', 'red', 'overdue')"
        )
    };
    let concerns = match grant.role {
        Role::Secretary => led(&["red", "overdue"], "l.level = 'call_back_due'"),
        Role::Admin => led(&["overdue"], CALL_BACKS_OF_ADMIN),
        _ => of_queue(values),
    };
    match &grant.community {
        Some(community) => format!("({concerns} AND f.community = {})", values.place(community)),
        None => format!("({concerns})"),
    }
}

/// The second rung; the first one too where a secretary had a hand in the case and so is told nothing.
const CALL_BACKS_OF_ADMIN: &str = "(l.level = 'call_back_overdue' OR (l.level = 'call_back_due' AND EXISTS \
    (SELECT 1 FROM case_event h JOIN staff_grant g ON g.staff = h.staff_id AND g.role = 'secretary' \
    WHERE h.case_id = f.id AND h.action <> 'assign')))";

/// Rungs of clocks, and call-backs that are not about the own work.
fn led(clocks: &[&str], call_backs: &str) -> String {
    format!(
        "(l.level IN ('{}') OR ({call_backs} AND NOT EXISTS (SELECT 1 FROM case_event e \
        WHERE e.case_id = f.id AND e.staff_id = $1 AND e.action <> 'assign')))",
        clocks.join("', '")
    )
}
