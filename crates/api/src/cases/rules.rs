//! Who may do what when, and the state that follows. The table is `data/cases/transitions.csv`, reviewed by people.

use super::{CaseAction, CaseState, Role};

/// The state after an act, or none when this role may not do it now.
pub fn next(state: CaseState, action: CaseAction, role: Role) -> Option<CaseState> {
    let _ = (state, action, role);
    None
}

/// What a role may do now.
pub fn actions(state: CaseState, role: Role) -> Vec<CaseAction> {
    let _ = (state, role);
    Vec::new()
}
