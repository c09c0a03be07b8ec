//! Who may do what when, and the state that follows. The table is `data/cases/transitions.csv`, reviewed by people.

use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::{CaseAction, CaseState, Role};

/// The reviewed table.
const TABLE: &str = include_str!("../../../../data/cases/transitions.csv");

/// Working days of the acceptance check, where the item has none of its own (requirement G04).
pub const CHECK_DAYS: u16 = 5;
/// Working days for completing what was missing.
pub const SUPPLEMENT_DAYS: u16 = 10;
/// Working days in which a bad grade is called back and mended (requirement G18).
pub const CALL_BACK_DAYS: u16 = 15;
/// A clock with so many working days left is amber.
pub const AMBER_DAYS: i32 = 2;

/// Working days from acceptance by which the desk is reminded of a case whose item publishes no limit. Nothing that is promised
/// to anybody: as long as a licence may take where no other rule says so (《中华人民共和国行政许可法》第四十二条).
pub const TARGET_DAYS: u16 = 20;

/// What an act does to the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It becomes this one.
    To(CaseState),
    /// It stays.
    Same,
    /// It becomes what it was before the step that is taken back.
    Before,
}

/// One allowed act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// In this state,
    pub state: CaseState,
    /// this
    pub action: CaseAction,
    /// may be done by this role,
    pub role: Role,
    /// with this effect.
    pub next: Next,
}

/// All allowed acts. A line that cannot be read allows nothing; a test finds it.
pub fn rules() -> &'static [Rule] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    RULES.get_or_init(|| TABLE.lines().skip(1).filter_map(read_line).flatten().collect())
}

/// The rules of one line: one for each role.
fn read_line(line: &str) -> Option<Vec<Rule>> {
    let mut cells = line.splitn(5, ',');
    let (state, action, roles, next) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let (state, action) = (named(state)?, named(action)?);
    let next = match next {
        "same" => Next::Same,
        "before" => Next::Before,
        state => Next::To(named(state)?),
    };
    roles.split(' ').map(|role| Some(Rule { state, action, role: named(role)?, next })).collect()
}

/// The value of that wire name.
fn named<T: for<'de> Deserialize<'de>>(name: &str) -> Option<T> {
    let text: StrDeserializer<'_, Error> = name.into_deserializer();
    T::deserialize(text).ok()
}

/// What an act does, or none when this role may not do it now.
///
/// ```
/// use yunlin_api::cases::{CaseAction, CaseState, Next, Role, next};
/// assert_eq!(next(CaseState::Received, CaseAction::Accept, Role::Worker), Some(Next::To(CaseState::Accepted)));
/// assert_eq!(next(CaseState::Received, CaseAction::Accept, Role::Resident), None);
/// ```
pub fn next(state: CaseState, action: CaseAction, role: Role) -> Option<Next> {
    rules().iter().find(|r| (r.state, r.action, r.role) == (state, action, role)).map(|r| r.next)
}

/// What a role may do now.
pub fn actions(state: CaseState, role: Role) -> Vec<CaseAction> {
    rules().iter().filter(|r| r.state == state && r.role == role).map(|r| r.action).collect()
}

/// Whether a later reader may act on what they saw although this happened meanwhile: it changed nothing for them.
pub const fn is_harmless(action: CaseAction) -> bool {
    matches!(
        action,
        CaseAction::Urge
            | CaseAction::Escalate
            | CaseAction::Recount
            | CaseAction::Message
            | CaseAction::OfficialNo
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read_and_says_each_thing_once() {
        let mut roles = 0;
        for line in TABLE.lines().skip(1) {
            roles += read_line(line).unwrap_or_else(|| panic!("{line}")).len();
        }
        assert_eq!(rules().len(), roles);
        for rule in rules() {
            let same = rules()
                .iter()
                .filter(|r| (r.state, r.action, r.role) == (rule.state, rule.action, rule.role));
            assert_eq!(same.count(), 1, "{rule:?} stands twice");
        }
    }

    #[test]
    fn each_state_action_and_role_does_what_the_table_says_and_nothing_else() {
        for state in CaseState::ALL {
            for role in Role::ALL {
                let may = actions(state, role);
                for action in CaseAction::ALL {
                    let rule = rules().iter().find(|r| (r.state, r.action, r.role) == (state, action, role));
                    assert_eq!(next(state, action, role), rule.map(|r| r.next));
                    assert_eq!(may.contains(&action), rule.is_some());
                }
            }
        }
    }

    #[test]
    fn what_is_closed_stays_closed() {
        let way_back =
            |r: &&Rule| matches!(r.action, CaseAction::Supplement | CaseAction::Resume | CaseAction::Correct);
        for rule in rules().iter().filter(|r| r.state.is_closed()) {
            if way_back(&rule) {
                continue;
            }
            assert_eq!(rule.next, Next::Same, "{rule:?}");
            let remark = matches!(rule.action, CaseAction::Message | CaseAction::OfficialNo)
                && rule.state.is_decided();
            assert!(remark || matches!(rule.action, CaseAction::Rate | CaseAction::CallBack), "{rule:?}");
        }
    }

    #[test]
    fn timers_do_only_what_timers_do() {
        for rule in rules() {
            let of_timers = matches!(
                rule.action,
                CaseAction::AcceptBySilence | CaseAction::Lapse | CaseAction::Escalate | CaseAction::Recount
            );
            assert_eq!(rule.role == Role::System, of_timers, "{rule:?}");
        }
    }

    #[test]
    fn the_applicant_can_take_it_back_until_it_is_done() {
        for state in CaseState::ALL {
            assert_eq!(next(state, CaseAction::Withdraw, Role::Resident).is_some(), !state.is_closed());
        }
    }
}
