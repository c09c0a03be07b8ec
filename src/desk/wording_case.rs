//! Words of the case panel.

use yunlin_api::cases::CaseAction;

/// Back to the list.
pub const TO_LIST: &str = "返回列表";
/// Print sheet.
pub const SHEET: &str = "打印办件单";
/// Slip.
pub const SLIP: &str = "回执单";
/// The applicant asked to hurry.
pub const URGED: &str = "申请人催办";
/// Fact.
pub const SOURCE: &str = "来源";
/// Fact.
pub const HOLDER: &str = "现在环节";
/// Fact.
pub const OFFICIAL: &str = "部门编号";
/// Fact.
pub const RATED: &str = "评价";
/// Words that came with a grade.
pub const RATING_SAID: &str = "评价时说";
/// Until when a bad grade is to be called back.
pub const CALL_BACK_BY: &str = "回访期限";
/// What came of it.
pub const CALLED_BACK: &str = "回访结果";
/// Day of the desk's own reminder.
pub fn target(day: &str) -> String {
    format!("这一事项没有公布的时限。工作台会在{day}前提醒办结，这一天不对外承诺。")
}
/// Result papers.
pub const RESULTS: &str = "办理结果文件";
/// Handbook.
pub const HANDBOOK: &str = "手册要点";
/// Applicant.
pub const PERSON: &str = "申请人";
/// Opens the reason.
pub const WHY_LOOK: &str = "写明查看原因（选填）";
/// Reason.
pub const REASON: &str = "查看原因";
/// What becomes of it.
pub const REASON_HINT: &str = "会和您的单位一起记入查看记录，居民本人能看到。";
/// Shows a value.
pub const LOOK: &str = "查看（会记录）";
/// Shows all values by one logged act.
pub const LOOK_ALL: &str = "查看全部信息（会记录）";
/// They are shown.
pub const ALL_SHOWN: &str = "已显示全部信息，5 分钟后隐藏";
/// Hides them.
pub const HIDE_ALL: &str = "隐藏全部信息";
/// Hides it.
pub const HIDE: &str = "隐藏";
/// Photos.
pub const PAPERS: &str = "材料";
/// Photos.
pub const PAPERS_LOGGED: &str = "每次放大看都会记录，居民本人能看到。";
/// Shows the only photo.
pub const LOOK_AT: &str = "放大看";
/// Mark.
pub const CLEAR: &str = "清楚";
/// Mark.
pub const UNCLEAR: &str = "看不清";
/// Other answers.
pub const ANSWERS: &str = "填写内容";
/// Viewer.
pub const BEFORE: &str = "上一张";
/// Viewer.
pub const NEXT: &str = "下一张";
/// Viewer.
pub const NEARER: &str = "放大";
/// Viewer.
pub const FARTHER: &str = "缩小";
/// Viewer.
pub const TURN: &str = "旋转";
/// Viewer.
pub const VIEWER_KEYS: &str = "← → 换一张，+ - 缩放，R 旋转，Esc 关闭";
/// Viewer.
pub const PHOTO_AREA: &str = "照片，放大后可用方向键移动";
/// Viewer.
pub const NO_PHOTO: &str = "照片没有加载出来。请重新加载，还不行请联系管理员。";
/// Viewer.
pub const PHOTO_RETRY: &str = "重新加载";
/// Viewer.
pub const CLOSE: &str = "关闭";
/// Viewer.
pub const OPEN_PDF: &str = "下载这份 PDF";
/// Clocks.
pub const CLOCKS: &str = "时限";
/// Clock.
pub const CHECK: &str = "审材料";
/// Clock.
pub const PROMISED: &str = "承诺时限";
/// Clock.
pub const STATUTORY: &str = "法定时限";
/// Timeline.
pub const EVENTS: &str = "办理经过";
/// First event.
pub const SUBMITTED: &str = "收件";
/// Taken back.
pub const UNDONE: &str = "已冲正";
/// What may be done.
pub const ACTS: &str = "可以做的事";
/// The others.
pub const MORE_ACTS: &str = "更多操作";
/// None.
pub const NOTHING_TO_DO: &str = "现在没有您可以做的操作。件在别的队列，或已经办结。";
/// On its way.
pub const DOING: &str = "提交中";
/// Closes the form; texts stay.
pub const CANCEL: &str = "先不做";
/// Acts without words.
pub const SURE: &str = "确认后会记入办理经过，申请人能看到。";
/// The case is not there yet.
pub const NOT_LOADED: &str = "办件还没有加载出来，请稍候再试。";
/// Route.
pub const ROUTE_TO: &str = "转到";
/// Route.
pub const FOR_COLLEAGUE: &str = "给接手同事的话（选填）";
/// Route.
pub const FOR_COLLEAGUE_HINT: &str = "例如：材料已核对原件。不要写身份证号和银行卡号。";
/// Assign.
pub const ASSIGN_TO: &str = "转给";
/// Assign.
pub const NO_COLLEAGUE: &str = "这个队列里没有其他同事。";
/// Result.
pub const RESULT_FILES: &str = "结果文件（选填）";
/// Refusal.
pub const REMEDIES: &str = "救济途径";
/// Refusal.
pub const REMEDIES_HINT: &str = "这是常用文字，请按本事项核对后再发。";
/// Kinds.
pub const KINDS: &str = "可以传 PDF 或 JPG、PNG、WebP 照片，每个不超过 10 MB。";
/// Size.
pub const TOO_BIG: &str = "文件超过 10 MB，请压缩后再传。";
/// Count.
pub const TOO_MANY: &str = "最多传 9 个文件。";
/// State.
pub const SENDING: &str = "正在上传";
/// State.
pub const STORED: &str = "已上传";
/// Takes it out.
pub const REMOVE: &str = "移除";
/// Supplement.
pub const ONCE: &str =
    "补正只能发一次，请把缺的、不对的一次说全。发出后审材料的时限停止计算，申请人补齐后继续。";
/// Supplement.
pub const WHAT_IS_MISSING: &str = "要申请人补什么";
/// Supplement.
pub const WHAT_IS_WRONG: &str = "哪里不对，怎么补";
/// Supplement.
pub const SECOND: &str = "再次补正的理由";
/// Supplement.
pub const SECOND_HINT: &str = "这个件已经发过一次补正。再发一次要主管同意，理由会留在记录里。";
/// Papers that the form does not ask for.
pub const MORE_PAPERS: &str = "申请表以外的材料";
/// What follows from asking for one.
pub const PAPERS_WHY: &str =
    "申请表里没有的材料不能在手机上补：勾选后，申请人要带齐清单到窗口，由窗口一次补齐。";
/// One that is not in the list.
pub const ANOTHER_PAPER: &str = "别的材料，写名称";
/// Adds it.
pub const ADD_PAPER: &str = "加到清单";
/// Supplement.
pub const PREVIEW: &str = "申请人将看到：";
/// Supplement.
pub const PREVIEW_HEAD: &str = "您的申请还差下面这些，请在规定时间内补齐：";
/// Supplement.
pub const FILL_IN: &str = "申请人到窗口补材料时，由您代为补齐。请核对原件。";
/// Supplement.
pub const SEEN: &str = "已收到或已看过原件";
/// Supplement.
pub const PHOTOS_WAIT: &str = "照片还在上传，请等它传完再提交。";
/// Phrases.
pub const PHOTO_REASONS: &[&str] =
    &["照片看不清，请重新拍一张", "四个角没有拍全", "缺反面", "证件过了有效期", "不是这份材料"];
/// Phrases.
pub const TEXT_REASONS: &[&str] = &["与证件不一致，请核对", "没有填完整", "号码不对，请核对"];

/// Pause.
pub const PAUSE_UNTIL: &str = "预计哪天结束";
/// Pause.
pub const PAUSE_UNTIL_HINT: &str = "申请人会看到。过了这一天还没结束，会提醒您和社区书记。";

/// Label, help and phrases of the text of an act; none where it has none.
pub const fn note_of(action: CaseAction) -> Option<(&'static str, &'static str, &'static [&'static str])> {
    Some(match action {
        CaseAction::Accept => ("给申请人的话（选填）", "受理后两个时限开始计算。", &["材料齐全，已受理"]),
        CaseAction::Decline => (
            "不予受理的原因，以及可以去哪里办",
            "申请人会看到原文。",
            &["不属于本社区办理", "不符合申请条件", "应当到主管部门窗口办理"],
        ),
        CaseAction::Pause => {
            ("是哪个特殊环节", "时限停止计算，申请人会看到。", &["现场核查", "公示", "专家评审", "听证"])
        }
        CaseAction::Grant => {
            ("办理结果", "申请人会看到原文。", &["已办好，结果见附件", "已登记成功", "请带身份证到窗口领取"])
        }
        CaseAction::Refuse => ("不予办理的原因和依据", "申请人会看到原文。", &["不符合规定条件"]),
        CaseAction::Correct => ("为什么要冲正", "上一步不会删除，会标明已冲正。", &["点错了", "材料看错了"]),
        CaseAction::Message => (
            "给申请人发一条消息",
            "发到申请人的消息里，不改变办理状态。",
            &["请保持电话畅通", "如有疑问请致电社区大厅"],
        ),
        CaseAction::CallBack => (
            "回访了解到什么，怎样改进",
            "只给主管看，不给被评价的人看。",
            &["已致电道歉并说明", "已当面解决"],
        ),
        CaseAction::OfficialNo => ("部门系统里的编号", "照部门系统里的写法填，最多 60 个字。", &[]),
        CaseAction::Withdraw => (
            "申请人怎样提出撤回",
            "撤回后不再办理，申请人以后可以重新申请。",
            &["申请人当面提出", "申请人电话提出"],
        ),
        _ => return None,
    })
}

/// 「确认受理」
pub fn confirm(action: &str) -> String {
    format!("确认{action}")
}

/// Done.
pub fn done(action: &str) -> String {
    format!("已完成：{action}")
}

/// A key asked for something that may not be done.
pub fn may_not(action: &str) -> String {
    format!("这个件现在不能「{action}」。")
}

/// Waiting for the applicant.
pub fn waits_until(day: &str) -> String {
    format!("等申请人补齐，{day}前")
}

/// Why the clocks stand.
pub fn standing(why: &str) -> String {
    format!("时限已停：{why}")
}

/// Name of a result paper.
pub fn result_name(number: usize, kind: &str) -> String {
    format!("结果文件 {number}（{}）", if kind == "application/pdf" { "PDF" } else { "图片" })
}

/// 「第 2 张」
pub fn photo(number: usize) -> String {
    format!("第 {number} 张")
}

/// 「银行卡照片，第 2 张，共 3 张」
pub fn photo_title(label: &str, at: usize, of: usize) -> String {
    format!("{label}，第 {at} 张，共 {of} 张")
}

/// A value is in clear now.
pub fn shown(label: &str) -> String {
    format!("{label}已显示，30 秒后隐藏，本次查看已记录")
}

/// A file on its way.
pub fn still_sending(name: &str) -> String {
    format!("「{name}」还在上传，请等它传完。")
}

/// A file that did not arrive.
pub fn not_sent(name: &str) -> String {
    format!("「{name}」没有传上去，请移除后重新选择。")
}

/// Wrong fields are named above them.
pub fn to_mend(count: usize) -> String {
    format!("还有 {count} 处要填写或修改，见清单上面的提示。")
}

/// Not filled in yet.
pub fn still_missing(label: &str) -> String {
    format!("「{label}」还没有补。")
}
