//! Words of the pages that follow a case.

use yunlin_api::cases::{CaseAction, CaseNumber, CaseState, Clock, Grade, Holder};

use super::{AS_PUBLISHED, NUMBER, about};

/// The list of own cases.
pub const CASES: &str = "我的办件";
/// Progress by number.
pub const PROGRESS: &str = "用编号查进度";
/// The demo mark of a phone number.
pub const DEMO_PHONE: &str = "演示号码";
/// Needs the server.
pub const NEED_SIGNAL: &str = "需要网络";
/// Why.
pub const NEED_SIGNAL_WHY: &str =
    "办件内容有个人信息，不保存在手机里，所以要有网络才能看。着急请打社区电话或12345，报办件编号就能查。";
/// Sign in first.
pub const SIGN_IN: &str = "请先登录";
/// Why.
pub const SIGN_IN_WHY: &str = "用手机号和验证码登录后，就能看到自己的办件。没有手机号请到社区大厅办理。";
/// No case yet.
pub const NO_CASES: &str = "还没有办件。在手机上申请以后，每一步办到哪里都会显示在这里。";
/// Not found, or somebody else's.
pub const NO_CASE: &str = "没有找到这个办件。请核对编号，或到「我的办件」里找。";
/// 催办
pub const URGE: &str = "催办";
/// 催办 was done.
pub const URGED: &str = "已经提醒办理人。一天可以催一次。";
/// 撤回
pub const WITHDRAW: &str = "撤回申请";
/// What follows of it.
pub const WITHDRAW_WHY: [&str; 3] = [
    "撤回以后，这个办件就结束了，不再往下办。",
    "以后还可以重新申请，要重新填写。",
    "已经交的照片会按规定删除。",
];
/// Not withdrawn after all.
pub const KEEP: &str = "不撤回";
/// Rating.
pub const RATE: &str = "评价这次办理";
/// What happens to it.
pub const RATE_WHY: &str =
    "评不评都可以。办理人看不到是谁评的；评了不满意，会有人给您回电话，15个工作日内整改。";
/// Nothing was chosen.
pub const RATE_FIRST: &str = "请先选一项；不想评可以点「跳过」。";
/// Thanks.
pub const RATED: &str = "谢谢您的评价";
/// Thanks, and what follows.
pub const RATED_WHY: &str = "评价已经收到。";
/// After a bad grade.
pub const RATED_BAD_WHY: &str = "对不起，没让您满意。会有人给您回电话，15个工作日内整改并告诉您结果。";
/// What was missing has arrived.
pub const COMPLETED: &str = "已补交";
/// What follows.
pub const COMPLETED_WHY: &str = "工作人员会接着看材料，齐了就受理。";
/// Below 我的办件.
pub const CASES_SUB: &str = "办到哪一步、要补什么";
/// Below 用编号查进度.
pub const PROGRESS_SUB: &str = "不用登录，要编号和后四位";
/// Cases that need the resident.
pub const TODO: &str = "等您处理";
/// Cases under way.
pub const RUNNING: &str = "正在办";
/// Closed cases.
pub const CLOSED: &str = "已结束";
/// Completes.
pub const COMPLETE: &str = "现在补交";
/// Title of that page.
pub const COMPLETE_TITLE: &str = "补交材料";
/// Sends it.
pub const COMPLETE_SEND: &str = "补交";
/// Not now.
pub const LATER: &str = "以后再补";
/// Nothing is missing.
pub const NOTHING_MISSING: &str = "这个办件现在不缺材料。";
/// A paper that the form does not take.
pub const AT_COUNTER: &str = "这次要补的材料里有要看原件的。请把下面的材料一次带齐到窗口，工作人员帮您补齐。";
/// The days for completing are over.
pub const LAPSED: &str = "补交的期限已经过了。现在补交，还能接着办。";
/// Who holds it.
pub const HELD_BY: &str = "现在谁在办";
/// Calls the holder.
pub const ASK_HOLDER: &str = "打电话问办理人";
/// Taken back.
pub const REVERSED: &str = "已更正";
/// What happened.
pub const TIMELINE: &str = "办理经过";
/// What was submitted.
pub const ANSWERS: &str = "我提交的内容";
/// What one can do against a refusal.
pub const REMEDIES: &str = "不同意这个结果怎么办";
/// What came out.
pub const RESULT: &str = "办理结果";
/// A file that is no longer kept.
pub const FILE_GONE: &str = "这份文件已经不在了，请刷新后再看，或打电话问办理人。";
/// A photo.
pub const PHOTO: &str = "照片";
/// When 催办 helps.
pub const URGE_WHY: &str = "催办会提醒办理人，一天可以催一次。";
/// Title of the withdrawal.
pub const WITHDRAW_ASK: &str = "要撤回这个申请吗？";
/// It is too late.
pub const NO_WITHDRAW: &str = "这个办件现在不能撤回了。有疑问请打电话问办理人。";
/// Reason.
pub const WITHDRAW_REASON: &str = "为什么撤回（选填）";
/// Comment of a rating.
pub const RATE_COMMENT: &str = "还想说什么（选填）";
/// Sends a rating.
pub const RATE_SEND: &str = "提交评价";
/// Does not rate.
pub const SKIP: &str = "跳过";
/// What one needs.
pub const PROGRESS_WHY: &str = "编号在提交成功的页面上，也在窗口给您的回执上。";
/// How a number looks.
pub const NUMBER_HINT: &str = "15位数字，例如 20261122-000418-7，横线不用填。";
/// Last four digits.
pub const LAST4: &str = "后四位";
/// Of what.
pub const LAST4_HINT: &str =
    "办理时留的手机号的后四位；没有留手机号的，填身份证号码的后四位（末位是 X 的填 X）。";
/// Not four digits.
pub const LAST4_WRONG: &str = "请填手机号的最后4位，没有留手机号的填身份证号码的最后4位。";
/// Asks.
pub const ASK_PROGRESS: &str = "查进度";
/// Calls the holder.
pub fn call(unit: &str, demo: bool) -> String {
    if demo { format!("打给{unit}（{DEMO_PHONE}）") } else { format!("打给{unit}") }
}

/// Something must be done by this day.
pub fn todo_by(day: &str, estimated: bool) -> String {
    format!("请在{}前补交", about(day, estimated))
}

/// Will be done by this day.
pub fn due_by(day: &str, estimated: bool) -> String {
    format!("{}前办结", about(day, estimated))
}

/// A number for the ear.
pub fn number_spoken(number: &CaseNumber) -> String {
    format!("{NUMBER}{}", number.spoken())
}

/// A state in a list, short.
pub const fn state_short(state: CaseState) -> &'static str {
    match state {
        CaseState::Received => "看材料",
        CaseState::Supplement => "等您补",
        CaseState::Accepted => "正在办",
        CaseState::Paused => "暂停计时",
        CaseState::Granted => "已办成",
        CaseState::Refused => "不予办理",
        CaseState::NotAccepted => "不予受理",
        CaseState::Withdrawn => "已撤回",
        CaseState::Lapsed => "逾期未补",
    }
}

/// Number in the bureau's own system.
pub fn official(number: &str) -> String {
    format!("主管部门编号 {number}")
}

/// One thing is missing.
pub fn missing_one(label: &str) -> String {
    format!("请补交：{label}")
}

/// Several things are missing.
pub fn missing_many(count: usize) -> String {
    format!("请补交 {count} 样材料")
}

/// What is wrong with one of them.
pub fn missing(label: &str, reason: &str) -> String {
    format!("{label}：{reason}")
}

/// Until when.
pub fn missing_by(day: &str, estimated: bool) -> String {
    let why = if estimated { "日期是预计的，那一年的放假安排还没公布。" } else { "" };
    format!("请在{day}前补交，补齐后马上受理。{why}")
}

/// What a completion is called in the list of what waits.
pub fn completion_of(item: &str) -> String {
    format!("补交材料：{item}")
}

/// A grade that was given.
pub fn rated(given: Grade) -> String {
    format!("您的评价：{}", grade(given))
}

/// Link to a file.
pub fn file(name: &str, number: usize, kind: &str) -> String {
    format!("{name}：第{number}份（{kind}）")
}

/// A state as the resident reads it.
pub const fn state(state: CaseState) -> &'static str {
    match state {
        CaseState::Received => "已提交，正在看材料",
        CaseState::Supplement => "等您补材料",
        CaseState::Accepted => "已受理，正在办",
        CaseState::Paused => "特殊环节，暂停计时",
        CaseState::Granted => "已办成",
        CaseState::Refused => "不予办理",
        CaseState::NotAccepted => "不予受理",
        CaseState::Withdrawn => "已撤回",
        CaseState::Lapsed => "逾期没有补材料",
    }
}

/// A line of the timeline; what staff did for the applicant is said to be theirs.
pub const fn event(action: Option<CaseAction>, by_staff: bool) -> &'static str {
    match action {
        None if by_staff => "窗口收了您的材料",
        Some(CaseAction::Supplement) if by_staff => "窗口代您补交了材料",
        Some(CaseAction::Withdraw) if by_staff => "窗口按您的意思撤回了申请",
        None => "已提交",
        Some(CaseAction::AskSupplement) => "等您补材料",
        Some(CaseAction::Supplement) => "您补交了材料",
        Some(CaseAction::Resume) => "重新接着办",
        Some(CaseAction::Accept) => "已受理",
        Some(CaseAction::Decline) => "不予受理",
        Some(CaseAction::Route) => "转给办理部门",
        Some(CaseAction::Assign) => "安排了办理人",
        Some(CaseAction::Pause) => "进入特殊环节，暂停计时",
        Some(CaseAction::Unpause) => "特殊环节结束，继续计时",
        Some(CaseAction::Grant) => "已办成",
        Some(CaseAction::Refuse) => "不予办理",
        Some(CaseAction::Withdraw) => "您撤回了申请",
        Some(CaseAction::Correct) => "更正了上一步",
        Some(CaseAction::Urge) => "您催办了一次",
        Some(CaseAction::Message) => "工作人员给您留言",
        Some(CaseAction::OfficialNo) => "登记了主管部门的编号",
        Some(CaseAction::Rate) => "您作了评价",
        Some(CaseAction::AcceptBySilence) => "到期没有答复，视为受理",
        Some(CaseAction::Lapse) => "到期没有补材料",
        Some(CaseAction::Recount) => "重新核算了期限",
        Some(CaseAction::CallBack) => "已给您回电话",
        Some(CaseAction::Escalate) => "时限快到，已提醒上级",
    }
}

/// A grade.
pub const fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::VeryGood => "非常满意",
        Grade::Good => "满意",
        Grade::Fair => "基本满意",
        Grade::Bad => "不满意",
        Grade::VeryBad => "非常不满意",
    }
}

/// A limit: large line.
pub fn limit(clock: &Clock) -> String {
    clock.days.map_or_else(|| AS_PUBLISHED.to_owned(), |days| format!("{days} 个工作日"))
}

/// A limit: what is left, below it, of a case in this state. `due` is the day in words.
pub fn limit_left(clock: &Clock, due: Option<&str>, state: CaseState) -> String {
    let due = due.map(|day| about(day, clock.estimated));
    match (due, clock.left) {
        (Some(due), Some(left)) if left < 0 => format!("{due}到期，已超{}个工作日", left.unsigned_abs()),
        (Some(due), Some(0)) => format!("{due}到期，就是今天"),
        (Some(due), Some(left)) => format!("{due}前，还剩{left}个工作日"),
        (Some(due), None) => format!("{due}前"),
        (None, _) if clock.days.is_none() => String::new(),
        _ => match state {
            CaseState::Received | CaseState::Supplement => "从受理那天算起".to_owned(),
            CaseState::Paused => "现在暂停，特殊环节结束后接着算".to_owned(),
            _ => String::new(),
        },
    }
}

/// Who holds it, in one line.
pub fn holder(holder: &Holder) -> String {
    format!("{HELD_BY}：{}{}", holder.unit, holder.desk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_a_year_without_a_holiday_table_is_said_to_be_an_estimate() {
        assert_eq!(todo_by("1月5日", true), "请在预计1月5日前补交");
        assert_eq!(due_by("1月5日", true), "预计1月5日前办结");
        assert_eq!(due_by("1月5日", false), "1月5日前办结");
    }

    #[test]
    fn a_limit_says_its_day_or_that_it_is_published_elsewhere() {
        let mut clock = Clock { days: None, due: None, left: None, estimated: false };
        assert_eq!(
            (limit(&clock), limit_left(&clock, None, CaseState::Received)),
            (AS_PUBLISHED.to_owned(), String::new())
        );
        clock.days = Some(5);
        assert_eq!(
            (limit(&clock).as_str(), limit_left(&clock, None, CaseState::Received).as_str()),
            ("5 个工作日", "从受理那天算起")
        );
        assert_eq!(limit_left(&clock, None, CaseState::Paused), "现在暂停，特殊环节结束后接着算");
        assert_eq!(limit_left(&clock, None, CaseState::Granted), "", "nothing runs any more");
        clock.left = Some(3);
        clock.estimated = true;
        assert_eq!(
            limit_left(&clock, Some("11月27日（周五）"), CaseState::Accepted),
            "预计11月27日（周五）前，还剩3个工作日"
        );
        clock.left = Some(-2);
        assert_eq!(
            limit_left(&clock, Some("11月27日（周五）"), CaseState::Accepted),
            "预计11月27日（周五）到期，已超2个工作日"
        );
    }

    #[test]
    fn what_the_window_did_for_somebody_is_not_said_to_be_their_own_doing() {
        for action in [None, Some(CaseAction::Supplement), Some(CaseAction::Withdraw)] {
            assert!(
                event(action, true).contains("窗口") && !event(action, false).contains("窗口"),
                "{action:?}"
            );
        }
        assert_eq!(event(Some(CaseAction::Accept), true), event(Some(CaseAction::Accept), false));
    }
}
