//! Names of states, sources, queues and acts; days and times as people read them.

use yunlin_api::cases::{CaseAction, CaseState, Clock, Grade, Queue};
use yunlin_api::desk::Source;

use crate::infra::clock;

/// Where a case stands.
pub const fn state(state: CaseState) -> &'static str {
    match state {
        CaseState::Received => "已收件，未受理",
        CaseState::Supplement => "待补正",
        CaseState::Accepted => "已受理，办理中",
        CaseState::Paused => "特殊环节",
        CaseState::Granted => "已办结",
        CaseState::Refused => "不予办理",
        CaseState::NotAccepted => "不予受理",
        CaseState::Withdrawn => "已撤回",
        CaseState::Lapsed => "逾期未补正",
    }
}

/// How it came in.
pub const fn source(source: Source) -> &'static str {
    match source {
        Source::Phone => "手机",
        Source::Counter => "窗口",
        Source::Call => "电话",
        Source::Visit => "上门",
    }
}

/// Whose queue.
pub fn queue(queue: &Queue) -> String {
    match queue {
        Queue::Window => "综合窗口".to_owned(),
        Queue::Bureau(name) => name.clone(),
    }
}

/// Button and timeline name of an act.
pub const fn action(action: CaseAction) -> &'static str {
    match action {
        CaseAction::AskSupplement => "一次性补正",
        CaseAction::Supplement => "代补正",
        CaseAction::Resume => "恢复办理",
        CaseAction::Accept => "受理",
        CaseAction::Decline => "不予受理",
        CaseAction::Route => "转科室",
        CaseAction::Assign => "转同事",
        CaseAction::Pause => "特殊环节开始",
        CaseAction::Unpause => "特殊环节结束",
        CaseAction::Grant => "办结",
        CaseAction::Refuse => "不予办理",
        CaseAction::Withdraw => "代为撤回",
        CaseAction::Correct => "冲正上一步",
        CaseAction::Urge => "催办",
        CaseAction::Message => "发消息",
        CaseAction::OfficialNo => "登记部门编号",
        CaseAction::Rate => "评价",
        CaseAction::AcceptBySilence => "到期未审，视为受理",
        CaseAction::Lapse => "到期未补正",
        CaseAction::Escalate => "到期提醒",
        CaseAction::Recount => "按新日历重算期限",
        CaseAction::CallBack => "差评回访",
    }
}

/// Grade of 好差评.
pub const fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::VeryBad => "非常不满意",
        Grade::Bad => "不满意",
        Grade::Fair => "基本满意",
        Grade::Good => "满意",
        Grade::VeryGood => "非常满意",
    }
}

/// 「11月25日」 of `2026-11-25`; what cannot be read stays as it is.
pub fn day(date: &str) -> String {
    let mut parts = date.split('-').skip(1).filter_map(|p| p.parse::<u8>().ok());
    match (parts.next(), parts.next()) {
        (Some(month), Some(day)) => format!("{month}月{day}日"),
        _ => date.to_owned(),
    }
}

/// 「11月22日 14:05」 of an RFC 3339 time, in the business zone.
pub fn time(at: &str) -> String {
    let ms = js_sys::Date::parse(at);
    if ms.is_nan() { at.to_owned() } else { clock::stamp(ms) }
}

/// A day until which something runs; marked while its year has no holiday table.
pub fn due_day(text: &str, estimated: bool) -> String {
    format!("{}{}", day(text), if estimated { "（预计）" } else { "" })
}

/// One clock in words: 「5 个工作日，11月25日到期，剩 3 个」
pub fn clock_line(clock: &Clock) -> String {
    let mut parts = Vec::new();
    parts.extend(clock.days.map(|d| format!("{d} 个工作日")));
    parts.extend(clock.due.as_deref().map(|d| due_day(d, clock.estimated)));
    parts.extend(clock.left.map(|left| match left {
        l if l < 0 => format!("已超 {} 个工作日", l.unsigned_abs()),
        0 => "今天到期".to_owned(),
        l => format!("剩 {l} 个工作日"),
    }));
    if parts.is_empty() { "没有规定天数".to_owned() } else { parts.join("，") }
}

/// A masked value for the ear: stars read as 已隐藏.
pub fn spoken_mask(masked: &str) -> String {
    let mut out = String::new();
    let mut hidden = false;
    for c in masked.chars() {
        if c == '*' {
            if !hidden {
                out.push_str("，已隐藏，");
            }
            hidden = true;
        } else {
            hidden = false;
            if c.is_ascii_digit() && out.ends_with(|p: char| p.is_ascii_digit()) {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out.trim_end_matches('，').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_say_them() {
        assert_eq!(day("2026-11-05"), "11月5日");
        assert_eq!(day("later"), "later");
    }

    #[test]
    fn masks_are_read_as_hidden_not_as_stars() {
        assert_eq!(spoken_mask("张*"), "张，已隐藏");
        assert_eq!(spoken_mask("138****8000"), "1 3 8，已隐藏，8 0 0 0");
    }

    #[test]
    fn a_clock_says_days_day_and_what_is_left() {
        let clock = Clock { days: Some(5), due: Some("2026-11-25".into()), left: Some(-1), estimated: true };
        assert_eq!(clock_line(&clock), "5 个工作日，11月25日（预计），已超 1 个工作日");
    }
}
