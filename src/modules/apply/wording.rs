//! Words of 在线办理: what the pages that fill something in say; those that follow a case have their own file.

mod follow;

use yunlin_api::problem::FieldError;

pub use follow::*;

use crate::infra::http::CallError;

/// Title of the module.
pub const TITLE: &str = "在线办理";
/// The check page.
pub const CHECK: &str = "核对信息";
/// Heading of the start page's list.
pub const ONLINE_NOW: &str = "现在能在手机上办的";
/// Nothing can be applied for online.
pub const NONE_ONLINE: &str = "现在还没有能在手机上申请的事项。请到社区大厅办理，或拨打12345。";
/// Other items.
pub const OTHERS: &str = "没找到？其他事项请先查办事指南，或打电话问社区。";
/// Next page.
pub const NEXT: &str = "下一步";
/// Page before.
pub const BEFORE: &str = "上一步";
/// Kept on the phone.
pub const SAVED: &str = "已为您保存在本机";
/// Being kept.
pub const SAVING: &str = "正在保存";
/// Storage refused.
pub const NOT_SAVED: &str = "没能保存在这台手机上，请不要关闭页面";
/// Nothing more is kept from this page.
pub const NO_MORE_SAVED: &str = "这一页不再保存";
/// Another page has changed the draft.
pub const ELSEWHERE: &str = "这份草稿在另一个页面里改过。为了不把那边填的盖掉，这一页填的不再保存。";
/// Opens it as it is now.
pub const LOAD_NEWEST: &str = "载入最新";
/// Another page has handed it over.
pub const HANDED: &str = "这份申请已经在另一个页面里提交了，这里不用再填。";
/// Another page has deleted it.
pub const DELETED: &str = "这份草稿已经在另一个页面里删除了，这一页填的不再保存。";
/// What is known.
pub const KNOWN: &str = "已知信息";
/// What that means.
pub const KNOWN_WHY: &str = "登录时已经填过，不用再填。要改请到「我的」里改。";
/// Start.
pub const BEGIN: &str = "开始填写";
/// Go on.
pub const GO_ON: &str = "继续上次填写";
/// Start over.
pub const ANEW: &str = "重新填写";
/// Throws the draft away.
pub const DISCARD: &str = "删除草稿";
/// The declaration was not ticked.
pub const CONFIRM_FIRST: &str = "请看完声明，在前面打勾后再提交。";
/// Submit.
pub const SUBMIT: &str = "提交";
/// While it is on its way.
pub const SUBMITTING: &str = "正在提交";
/// A draft that is not here.
pub const NO_DRAFT: &str = "没有找到这份草稿";
/// What to do then.
pub const NO_DRAFT_WHY: &str =
    "草稿只保存在填写的那部手机上，提交以后或者放了30天就会删除。提交过的在「我的办件」里。";
/// The session ended while a draft was open.
pub const OVER: &str = "请重新登录";
/// What became of it.
pub const OVER_WHY: &str = "登录已经结束。填写的内容还在这部手机上，用原来的手机号登录后接着填。";
/// An item without a form.
pub const NO_FORM: &str = "这一项还不能在手机上申请";
/// What to do then.
pub const NO_FORM_WHY: &str = "请带材料到社区大厅办理，或先打电话问清楚。";
/// It arrived.
pub const SENT: &str = "已提交";
/// It waits for a signal.
pub const WAITING: &str = "待发送";
/// What that means.
pub const WAITING_WHY: &str =
    "现在没有网络，申请已经保存在这部手机里。有信号时打开云邻会自动发送，不用重填。发送成功后才算提交。";
/// The same where the phone keeps nothing.
pub const WAITING_FLEETING: &str =
    "现在没有网络，申请也没能保存在这台手机上，请不要关闭页面。有信号时会自动发送，发送成功后才算提交。";
/// It did not arrive.
pub const FAILED: &str = "没有提交成功";
/// Keep a picture of the page.
pub const SCREENSHOT: &str = "建议截图保存这一页，或者把编号抄下来。";
/// The phone's clock is wrong.
pub const CLOCK_WRONG: &str = "这部手机的时间不准。提交时间以收到的时间为准。";
/// Somebody who never signed in here, without a signal.
pub const SIGN_IN_OFFLINE: &str =
    "第一次填写要先登录，登录需要网络。请到有信号的地方再点「开始填写」；登录过一次以后，没有信号也能填。";
/// No document fixes a number.
pub const AS_PUBLISHED: &str = "以主管部门公布为准";
/// The phone has no room.
pub const PHOTO_NOT_KEPT: &str = "手机存不下这张照片。请删掉一些不用的照片再试。";
/// Title above the notice before personal data.
pub const BEFORE_FILLING: &str = "填写之前";
/// Could not be read.
pub const NOT_OPENED: &str = "这一页没有打开";
/// The draft may need another look.
pub const LOOK_AGAIN: &str = "表格更新了，这一页有改动，请再看一遍。其他填过的都还在。";
/// Above the check page's answers.
pub const CHECK_LEAD: &str = "请看一遍填得对不对。要改哪一项，点它右边的「修改」。";
/// The declaration.
pub const DECLARATION: &str = "声明";
/// Its box.
pub const CONFIRM: &str = "我看过了，以上属实";
/// Way back of an answer.
pub const CHANGE: &str = "修改";
/// An answer that was left out.
pub const LEFT_OUT: &str = "没有填";
/// Whose counter takes it in.
pub const COUNTER: &str = "收件的社区";
/// Who takes it in.
pub const COUNTER_TAKES: &str = "社区综合窗口收件";
/// The guide of the item.
pub const SEE_GUIDE: &str = "看办事指南";
/// Hotline.
pub const CALL: &str = "拨打 12345";
/// Card of the start page.
pub const BEFORE_BEGIN: &str = "办之前先看一眼";
/// How many pages.
pub const PAGES: &str = "要填";
/// Check of the papers, before acceptance.
pub const PAPERS_CHECK: &str = "审查材料";
/// Promised limit.
pub const PROMISED: &str = "承诺时限";
/// Statutory limit.
pub const STATUTORY: &str = "法定时限";
/// Who handles it.
pub const WHO: &str = "谁来办";
/// Identity needed.
pub const LEVEL: &str = "身份";
/// Real name needed.
pub const REAL_NAME: &str = "要手机号登录，并填姓名和身份证号";
/// Phone is enough.
pub const PHONE_ONLY: &str = "用手机号登录就行";
/// Papers.
pub const PAPERS: &str = "先备好这些";
/// How they are handed in.
pub const PAPERS_NOTE: &str = "填的时候拍照就能交，不用复印。手边没有可以先填别的，会自动保存。";
/// Which counter.
pub const WHICH_COUNTER: &str = "交给哪个社区？";
/// Why.
pub const WHICH_COUNTER_WHY: &str = "选您住的社区，那里的综合窗口收件，有事给您打电话。";
/// Nothing chosen.
pub const COUNTER_FIRST: &str = "请先选一个社区。";
/// A draft is there.
pub const HAVE_DRAFT: &str = "上次没有填完";
/// Something waits.
pub const HAVE_WAITING: &str = "有一份申请等着发送";
/// Opens it.
pub const LOOK: &str = "去看看";
/// Below 开始填写.
pub const SAVED_WHY: &str = "每填一项都会保存在这部手机里，中途退出也不会丢，30天内都能接着填。";
/// Label of the number.
pub const NUMBER: &str = "办件编号";
/// What happens next.
pub const NEXT_UP: &str = "接下来";
/// A list of what is missing.
pub const NEXT_SUPPLEMENT: &str = "缺材料会一次说清";
/// Where it shows.
pub const NEXT_SUPPLEMENT_WHY: &str = "只会要您补一次。消息里会写明缺什么、补到哪天。";
/// Acceptance.
pub const NEXT_ACCEPT: &str = "齐了就受理";
/// Limits run from then.
pub const NEXT_ACCEPT_WHY: &str = "从受理那天开始算办结时限，办好了会通知您。";
/// Progress of a case.
pub const SEE_PROGRESS: &str = "查看办理进度";
/// Home page.
pub const HOME: &str = "返回首页";
/// Signing in sends it.
pub const SIGN_IN_NOW: &str = "登录后发送";
/// Tries now.
pub const SEND_NOW: &str = "现在试试发送";
/// 修改 was tapped while it was being sent.
pub const ON_ITS_WAY: &str = "正在发送，现在改不了。请等发送完再看。";
/// Tapped without a signal.
pub const STILL_OFFLINE: &str = "还是没有网络。有信号时会自动发送，不用守着。";
/// Real name first.
pub const GIVE_REAL_NAME: &str = "去填姓名和身份证号";
/// Tries again.
pub const SEND_AGAIN: &str = "重新发送";
/// Another case runs.
pub const SEE_RUNNING: &str = "看正在办的那一件";
/// Mends it.
pub const MEND: &str = "去修改";
/// A newer form.
pub const FORM_CHANGED: &str = "这张表格更新了。您填过的都还在，有改动的地方会标出来，改好再提交。";
/// Nothing was lost.
pub const KEPT_HERE: &str = "填写的内容还保存在这部手机里。";
/// The same where the phone keeps nothing.
pub const KEPT_NOWHERE: &str = "填写的内容没能保存在这台手机上，请不要关闭页面。";
/// A draft under the address of what was handed over.
pub const NOT_HANDED: &str = "还没有提交";
/// What that means.
pub const NOT_HANDED_WHY: &str = "这份申请还是草稿，填完提交后才会送出。";
/// Not on this phone.
pub const NOT_HERE: &str = "这部手机上没有这份申请";
/// Title of the guide.
pub const GUIDE: &str = "查办事指南";
/// What lies on this phone.
pub const ON_PHONE: &str = "在这部手机里，还没有送达";
/// A draft.
pub const DRAFT: &str = "草稿";
/// Refused.
pub const FAILED_SHORT: &str = "未成功";
/// Search field.
pub const FIND: &str = "找事项，例如：养老";
/// Search found nothing.
pub const NONE_FOUND: &str = "没有找到。换个说法，或先查办事指南。";
/// Label of a 修改 link.
pub fn change(label: &str) -> String {
    format!("{CHANGE}{label}")
}

/// The declaration was not confirmed.
pub fn confirm_error(field: &str) -> FieldError {
    FieldError { field: field.to_owned(), detail: CONFIRM_FIRST.to_owned() }
}

/// Something is wrong with the whole, not with a field.
pub fn general(reason: &str) -> FieldError {
    FieldError { field: "all".to_owned(), detail: reason.to_owned() }
}

/// How many pages there are to fill.
pub fn pages(count: usize) -> String {
    format!("{count} 页左右，每页一两个问题，5分钟上下")
}

/// Drafts of somebody whose session is over.
pub fn of_others(count: usize) -> String {
    format!("这台手机上有 {count} 份别人的草稿，登录后才看得到。")
}

/// When a draft was begun, and when it goes by itself.
pub fn draft_of(when: &str, goes: &str) -> String {
    format!("{when}开始填的，已为您保存在这部手机里。不再改动的话，{goes}自动删除。")
}

/// The same, short.
pub fn begun(when: &str) -> String {
    format!("{when}开始填")
}

/// Which photo is lost.
pub fn lost_photo(label: &str, gone: &str) -> String {
    format!("「{label}」：{gone}")
}

/// When it was kept.
pub fn saved_at(when: &str) -> String {
    format!("{when}填写，已保存在本机。")
}

/// Who looks at it first.
pub fn next_look(unit: &str, desk: &str) -> String {
    format!("{unit}{desk}看材料")
}

/// Until when.
pub fn next_look_by(day: &str, estimated: bool) -> String {
    format!("{}前答复您", about(day, estimated))
}

/// A day, marked while its year has no holiday table.
pub fn about(day: &str, estimated: bool) -> String {
    format!("{}{day}", if estimated { "预计" } else { "" })
}

/// 「第 2 步，共 4 步」
pub fn step(number: usize, total: usize) -> String {
    format!("第 {number} 步，共 {total} 步")
}

/// Why a call has no answer.
pub fn why(error: &CallError) -> String {
    match error {
        CallError::Offline => "没有连上网络，还没有发出去。请到有信号的地方再试。".to_owned(),
        CallError::Refused(problem) => problem.fields.first().map_or(&problem.detail, |f| &f.detail).clone(),
        CallError::Unreadable => "版本不一致，请关闭页面重新打开。填写的内容已保存在本机。".to_owned(),
    }
}

/// Tries to read again.
pub const RETRY: &str = "重试";
/// Signs in.
pub const SIGN_IN_GO: &str = "登录";
