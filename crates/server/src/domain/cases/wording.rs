//! Sentences about cases. Plain, with what to do next; nothing personal.

use chrono::{DateTime, FixedOffset, Utc};
use yunlin_api::calendar::Day;
use yunlin_api::cases::{CaseAction, CaseState};

/// The applicant, on the timeline.
pub(super) const SELF: &str = "本人";
/// A timer, on the timeline.
pub(super) const SYSTEM: &str = "系统";
/// Desk of the window.
pub(super) const WINDOW: &str = "综合窗口";

/// A list with a paper that no form takes.
pub(super) const TO_THE_COUNTER: &str = "清单里有要带到窗口的材料，请带齐清单上的材料到窗口，一次补齐。";

/// A bureau in which nobody works yet.
pub(super) fn unserved(bureau: &str) -> String {
    format!("「{bureau}」还没有工作人员账号，办件先留在窗口。请区管理员开通账号后再转办。")
}

/// A task: the applicant left no phone.
pub(super) fn to_tell(news: &str) -> String {
    format!("申请人没有留手机，请打电话或上门告知：{news}。告知后点「已告知」。")
}

/// A task: the short message did not go out.
pub(super) fn not_sent(news: &str) -> String {
    format!("短信没有发出去，请打电话告知：{news}。告知后点「已告知」。")
}

/// Somebody was faster.
pub(super) fn handled_by(unit: &str, at: DateTime<Utc>) -> String {
    let when = FixedOffset::east_opt(8 * 3600)
        .map(|zone| at.with_timezone(&zone).format("%-m月%-d日%H:%M").to_string())
        .unwrap_or_default();
    format!("这个办件{when}已由{unit}处理，请刷新后再操作。")
}

/// One case per person and item.
pub(super) fn already_open(number: &str) -> String {
    if number.is_empty() {
        return "您的同一事项正在办理，请到「我的办件」里查看。".to_owned();
    }
    format!("您的同一事项正在办理，编号{number}，请到「我的办件」里查看，不用再交一次。")
}

/// The table says no.
pub(super) fn not_now(state: CaseState, action: CaseAction) -> String {
    format!("这个办件现在是「{}」，不能{}，请刷新后再看。", state.label(), act(action))
}

/// An act, as a verb.
pub(super) const fn act(action: CaseAction) -> &'static str {
    match action {
        CaseAction::AskSupplement => "要求补正",
        CaseAction::Supplement => "补交材料",
        CaseAction::Resume => "恢复办理",
        CaseAction::Accept => "受理",
        CaseAction::Decline => "不予受理",
        CaseAction::Route => "转办",
        CaseAction::Assign => "指派",
        CaseAction::Pause => "暂停计时",
        CaseAction::Unpause => "恢复计时",
        CaseAction::Grant => "办结",
        CaseAction::Refuse => "不予办理",
        CaseAction::Withdraw => "撤回",
        CaseAction::Correct => "更正上一步",
        CaseAction::Urge => "催办",
        CaseAction::Message => "留言",
        CaseAction::OfficialNo => "登记编号",
        CaseAction::Rate => "评价",
        CaseAction::AcceptBySilence => "视为受理",
        CaseAction::Lapse => "按逾期处理",
        CaseAction::Escalate => "提醒",
        CaseAction::Recount => "重新计算期限",
        CaseAction::CallBack => "回访",
    }
}

/// Why the clocks stand during a special step, and until when.
pub(super) fn paused(until: Option<Day>, today: Day) -> String {
    let end = match until {
        Some(until) if today > until => {
            format!("原来预计{}结束，还没有结束，可以打电话问办理人。", until.said())
        }
        Some(until) => format!("预计{}结束。", until.said()),
        None => String::new(),
    };
    format!("正在走特殊环节，这几天不计入办理时限。{end}")
}

/// What happens next, for the progress page and the query by number.
pub(super) const fn next(state: CaseState) -> &'static str {
    match state {
        CaseState::Received => "窗口正在看您交的材料，看完会告诉您是否受理。",
        CaseState::Supplement => "请按清单补交材料，补齐后接着办。",
        CaseState::Accepted => "已受理，正在办理，到期前会告诉您结果。",
        CaseState::Paused => "正在走核查、公示等特殊环节，这几天不算在时限里。",
        CaseState::Granted => "已经办好，可以查看结果并评价。",
        CaseState::Refused => "没有办成，请看原因和可以怎么做。",
        CaseState::NotAccepted => "没有受理，请看原因和该去哪里办。",
        CaseState::Withdrawn => "已撤回，需要时可以重新申请。",
        CaseState::Lapsed => "补交的时间已过。现在补齐，还能接着办；也可以重新申请。",
    }
}
