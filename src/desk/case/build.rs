//! From what was typed to an act: what must not be empty is named, the rest goes as it is.

use uuid::Uuid;
use yunlin_api::cases::{CaseAction, Queue};
use yunlin_api::desk::DeskAct;
use yunlin_api::text::Text;

use crate::desk::wording_acts as w;

/// What was typed and chosen.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// For the applicant: note, reason or message.
    pub note: String,
    /// Remedies.
    pub remedies: String,
    /// The day on which a special step will be over.
    pub until: String,
    /// Chosen queue.
    pub queue: Option<Queue>,
    /// Chosen colleague.
    pub staff: Option<Uuid>,
    /// Stored result papers.
    pub files: Vec<Uuid>,
}

/// The act, or the sentence that says what is missing.
pub fn act(action: CaseAction, typed: &Typed) -> Result<DeskAct, String> {
    match action {
        CaseAction::Accept => Ok(DeskAct::Accept { note: maybe(&typed.note)? }),
        CaseAction::Decline => {
            let reason = whole(&typed.note, w::DECLINE)?;
            let both = format!("{}\n{}", Text::<500>::as_str(&reason), typed.remedies.trim());
            Ok(DeskAct::Decline { reason: whole(&both, "")? })
        }
        CaseAction::Route => {
            let queue = typed.queue.clone().ok_or(w::NO_QUEUE)?;
            Ok(DeskAct::Route { queue, note: maybe(&typed.note)? })
        }
        CaseAction::Assign => Ok(DeskAct::Assign { staff: typed.staff.ok_or(w::NO_STAFF)? }),
        CaseAction::Pause => Ok(DeskAct::Pause {
            reason: whole(&typed.note, w::PAUSE)?,
            until: whole(&typed.until, w::NO_END)?,
        }),
        CaseAction::Unpause => Ok(DeskAct::Unpause {}),
        CaseAction::Grant => {
            Ok(DeskAct::Grant { note: whole(&typed.note, w::GRANT)?, files: typed.files.clone() })
        }
        CaseAction::Refuse => Ok(DeskAct::Refuse {
            reason: whole(&typed.note, w::REFUSE)?,
            remedies: whole(&typed.remedies, w::NO_REMEDIES)?,
        }),
        CaseAction::Correct => Ok(DeskAct::Correct { reason: whole(&typed.note, w::CORRECT)? }),
        CaseAction::Message => Ok(DeskAct::Message { text: whole(&typed.note, w::MESSAGE)? }),
        CaseAction::OfficialNo => Ok(DeskAct::OfficialNo { number: whole(&typed.note, w::OFFICIAL_NO)? }),
        CaseAction::Withdraw => Ok(DeskAct::Withdraw { reason: whole(&typed.note, w::WITHDRAW)? }),
        CaseAction::CallBack => Ok(DeskAct::CallBack { note: whole(&typed.note, w::CALL_BACK)? }),
        CaseAction::Resume => Ok(DeskAct::Resume {}),
        _ => Err(w::NOT_HERE.to_owned()),
    }
}

fn whole<const MAX: usize>(raw: &str, empty: &str) -> Result<Text<MAX>, String> {
    use yunlin_api::text::TextError;
    Text::new(raw).map_err(|e| if e == TextError::Empty { empty.to_owned() } else { e.detail(MAX) })
}

fn maybe<const MAX: usize>(raw: &str) -> Result<Option<Text<MAX>>, String> {
    if raw.trim().is_empty() { Ok(None) } else { whole(raw, "").map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepting_needs_no_words_and_refusing_needs_reason_and_remedies() {
        assert!(act(CaseAction::Accept, &Typed::default()).is_ok());
        let mut typed = Typed { note: "不符合参保条件".into(), ..Typed::default() };
        assert!(act(CaseAction::Refuse, &typed).unwrap_err().contains("复议"));
        w::REMEDIES.clone_into(&mut typed.remedies);
        assert!(act(CaseAction::Refuse, &typed).is_ok());
    }

    #[test]
    fn a_declined_case_carries_its_remedies_in_the_reason() {
        let typed =
            Typed { note: "应到医保局办理".into(), remedies: w::REMEDIES.into(), ..Typed::default() };
        let DeskAct::Decline { reason } = act(CaseAction::Decline, &typed).unwrap() else {
            panic!("another act")
        };
        assert!(reason.as_str().contains("60日") && reason.as_str().starts_with("应到医保局"));
    }

    #[test]
    fn a_route_needs_its_goal() {
        assert!(act(CaseAction::Route, &Typed::default()).is_err());
        let typed = Typed { queue: Some(Queue::Bureau("人社".into())), ..Typed::default() };
        assert!(act(CaseAction::Route, &typed).is_ok());
    }

    #[test]
    fn a_special_step_needs_the_day_on_which_it_will_be_over() {
        let mut typed = Typed { note: "现场核查".into(), ..Typed::default() };
        assert_eq!(act(CaseAction::Pause, &typed).unwrap_err(), w::NO_END);
        typed.until = "2026-12-05".into();
        assert!(act(CaseAction::Pause, &typed).is_ok());
    }
}
