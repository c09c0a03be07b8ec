//! From what was typed to an act: what must not be empty is named, the rest goes as it is.

use uuid::Uuid;
use yunlin_api::cases::{CaseAction, Queue};
use yunlin_api::desk::DeskAct;
use yunlin_api::text::Text;

/// The standing text on what one can do against a refusal; a draft to be looked through.
pub const REMEDIES: &str = "如不服本决定，可以自收到之日起60日内依法申请行政复议，或者自收到之日起6个月内依法向人民法院提起行政诉讼。";

/// What was typed and chosen.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// For the applicant: note, reason or message.
    pub note: String,
    /// Remedies.
    pub remedies: String,
    /// Chosen queue.
    pub queue: Option<Queue>,
    /// Chosen colleague.
    pub staff: Option<Uuid>,
    /// Stored result papers.
    pub files: Vec<Uuid>,
}

/// The act, or the sentence that says what is missing.
pub fn act(action: CaseAction, typed: &Typed) -> Result<DeskAct, String> {
    let must = |what: &str| format!("请填写{what}。");
    match action {
        CaseAction::Accept => Ok(DeskAct::Accept { note: maybe(&typed.note)? }),
        CaseAction::Decline => {
            let reason = whole(&typed.note, &must("不予受理的原因，以及申请人可以去哪里办"))?;
            let both = format!("{}\n{}", Text::<500>::as_str(&reason), typed.remedies.trim());
            Ok(DeskAct::Decline { reason: whole(&both, "")? })
        }
        CaseAction::Route => {
            let queue = typed.queue.clone().ok_or("请选择转到哪个科室。")?;
            Ok(DeskAct::Route { queue, note: maybe(&typed.note)? })
        }
        CaseAction::Assign => {
            Ok(DeskAct::Assign { staff: typed.staff.ok_or("请选择转给哪位同事。")? })
        }
        CaseAction::Pause => {
            Ok(DeskAct::Pause { reason: whole(&typed.note, &must("是哪个特殊环节"))? })
        }
        CaseAction::Unpause => Ok(DeskAct::Unpause {}),
        CaseAction::Grant => Ok(DeskAct::Grant {
            note: whole(&typed.note, &must("办理结果，申请人会看到"))?,
            files: typed.files.clone(),
        }),
        CaseAction::Refuse => Ok(DeskAct::Refuse {
            reason: whole(&typed.note, &must("不予办理的原因和依据"))?,
            remedies: whole(&typed.remedies, &must("申请人可以怎样申请复议或诉讼"))?,
        }),
        CaseAction::Correct => Ok(DeskAct::Correct {
            reason: whole(&typed.note, &must("冲正的理由，会留在记录里"))?,
        }),
        CaseAction::Message => Ok(DeskAct::Message { text: whole(&typed.note, &must("要发的话"))? }),
        CaseAction::OfficialNo => {
            Ok(DeskAct::OfficialNo { number: whole(&typed.note, &must("部门系统里的编号"))? })
        }
        CaseAction::Withdraw => Ok(DeskAct::Withdraw {
            reason: whole(&typed.note, &must("申请人怎样提出撤回（当面、电话）"))?,
        }),
        CaseAction::CallBack => {
            Ok(DeskAct::CallBack { note: whole(&typed.note, &must("回访了解到什么、怎样改进"))? })
        }
        CaseAction::Resume => Ok(DeskAct::Resume {}),
        _ => Err("这一步在这里做不了。".to_owned()),
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
        REMEDIES.clone_into(&mut typed.remedies);
        assert!(act(CaseAction::Refuse, &typed).is_ok());
    }

    #[test]
    fn a_declined_case_carries_its_remedies_in_the_reason() {
        let typed =
            Typed { note: "应到医保局办理".into(), remedies: REMEDIES.into(), ..Typed::default() };
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
}
