//! Sentences that tell an applicant what became of their case: in the app, and by their titles in short messages.

use yunlin_api::calendar::Day;
use yunlin_api::cases::{CaseAction, CaseState};

use super::case::Case;
use super::standing::Span;

/// Title, text, and whether it also goes by SMS; none of what is no news to the applicant.
pub(super) fn words(case: &Case, action: Option<CaseAction>) -> Option<(String, String, bool)> {
    let (item, number, s) = (case.item_name(), &case.row.number, &case.standing);
    let (title, rest, by_sms) = match action {
        None => {
            let text = format!("「{item}」已收到，编号{number}。窗口看完材料会告诉您。");
            return Some(("已收到您的申请".to_owned(), text, false));
        }
        Some(CaseAction::AskSupplement) => {
            let by = s.by.map(Span::said).unwrap_or_default();
            ("请补交材料", format!("还缺材料，请在{by}前补齐，补齐后接着办。"), true)
        }
        Some(CaseAction::Pause) => {
            let end = s.paused_until.map(Day::said).map(|day| format!("预计{day}结束。"));
            let rest = format!("进入特殊环节，这几天不算在时限里。{}", end.unwrap_or_default());
            ("时限暂停", rest, false)
        }
        Some(CaseAction::Correct) => {
            let state = CaseState::label(case.state());
            ("更正", format!("更正了上一步，现在是「{state}」，请打开查看原因。"), true)
        }
        Some(action) => {
            let (title, rest, by_sms) = fixed(action)?;
            (title, rest.to_owned(), by_sms)
        }
    };
    Some((title.to_owned(), format!("「{item}」（{number}）{rest}"), by_sms))
}

/// The same of an act that is told alike for every case, without the case.
const fn fixed(action: CaseAction) -> Option<(&'static str, &'static str, bool)> {
    Some(match action {
        CaseAction::Supplement => ("已收到补交的材料", "接着审查。", false),
        CaseAction::Resume => ("恢复办理", "已恢复办理。", false),
        CaseAction::Accept | CaseAction::AcceptBySilence => ("已受理", "已受理，正在办理。", true),
        CaseAction::Decline => ("没有受理", "没有受理，请看原因和该去哪里办。", true),
        CaseAction::Grant => ("已办好", "已办好，请查看结果。", true),
        CaseAction::Refuse => ("没有办成", "没有办成，请看原因和可以怎么做。", true),
        CaseAction::Lapse => ("补交的时间已过", "没有按时补齐，已停办。现在补齐还能接着办。", true),
        CaseAction::Withdraw => ("已撤回", "已撤回。", false),
        CaseAction::Unpause => ("时限继续", "的特殊环节结束了，时限接着算。", false),
        CaseAction::Route => ("换了承办单位", "已转交承办，请打开查看现在谁在办。", false),
        CaseAction::Message => ("工作人员给您留言", "有新留言，请打开查看。", false),
        _ => return None,
    })
}
