//! Who calls back a bad grade: a leader who had no hand in the case. Where each of them had one, an administrator all the
//! same, so that no grade is left lying.

use yunlin_api::cases::Role;

use crate::domain::identity::Staff;

/// Condition over `case_file` under this name: an active leader of its area is left who had no hand in it. Giving a case to a
/// colleague is none.
fn is_left(case: &str, roles: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM staff_grant rg JOIN staff rs ON rs.id = rg.staff \
        WHERE rs.active AND rg.role IN ({roles}) AND rg.community IN ('*', {case}.community) \
        AND NOT EXISTS (SELECT 1 FROM case_event re WHERE re.case_id = {case}.id \
        AND re.staff_id = rg.staff AND re.action <> 'assign'))"
    )
}

/// No secretary can: the administrator is the first to be asked.
pub(super) fn no_secretary(case: &str) -> String {
    format!("NOT {}", is_left(case, "'secretary'"))
}

/// Nobody at all is left but those who had a hand.
pub(super) fn nobody(case: &str) -> String {
    format!("NOT {}", is_left(case, "'secretary', 'admin'"))
}

/// Whether they are the last resort.
pub(super) fn is_last(by: &Staff) -> bool {
    by.grants().iter().any(|grant| grant.role == Role::Admin)
}
