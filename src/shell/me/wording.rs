//! Words of 我的.

/// Title.
pub const ME: &str = "我的";
/// Guests.
pub const GUEST: &str = "还没有登录";
/// What signing in is for.
pub const GUEST_TEXT: &str = "查事项、查社区、打电话都不用登录；在线办事、看进度时再登录。";
/// The session ended by itself.
pub const OVER_TEXT: &str = "登录已过期。没发出去的内容还在这部手机上，重新登录后自动发送。";
/// Signs in.
pub const SIGN_IN: &str = "登录";
/// No signal: what is shown is what the phone remembers.
pub const NO_NETWORK: &str = "没有网络，登录状态要联网后才知道";
/// L1.
pub const LEVEL_PHONE: &str = "手机号已验证";
/// L2.
pub const LEVEL_REAL: &str = "已实名";
/// Leads to the real-name page.
pub const GIVE_REAL: &str = "去实名（办理部分事项需要）";

/// 我的办件
pub const CASES: &str = "我的办件";
/// What stands there.
pub const CASES_SUB: &str = "进度、补材料、评价";
/// 待发送
pub const OUTBOX: &str = "待发送";
/// Nothing waits.
pub const OUTBOX_NONE: &str = "没有等着发送的内容";
/// 消息
pub const MESSAGES: &str = "消息";
/// Everything is read.
pub const MESSAGES_READ: &str = "没有未读消息";
/// 我的数据
pub const MY_DATA: &str = "我的数据";
/// What one can do there.
pub const MY_DATA_SUB: &str = "查看、复制、更正、撤回同意、注销";
/// Receipts.
pub const RECEIPTS: &str = "谁看过我的信息";
/// What stands there.
pub const RECEIPTS_SUB: &str = "工作人员每次查看都有记录";
/// Devices.
pub const SESSIONS: &str = "登录设备";
/// What one can do there.
pub const SESSIONS_SUB: &str = "看看还有哪里登录着";
/// 退出登录
pub const SIGN_OUT: &str = "退出登录";

/// 长辈版
pub const ELDER: &str = "长辈版";
/// What it is.
pub const ELDER_TEXT: &str = "字更大、按钮更大，电话就在手边，服务一项不少。";
/// Switches it on.
pub const ELDER_ON: &str = "打开长辈版";
/// Switches it off.
pub const ELDER_OFF: &str = "返回标准版";
/// Size of the letters.
pub const SIZES: &str = "字的大小";
/// The three sizes: value and name.
pub const SIZE_NAMES: [(&str, &str); 3] = [("1", "大"), ("2", "特大"), ("3", "最大")];
/// The community that was chosen.
pub const COMMUNITY: &str = "我的社区";
/// None.
pub const NO_COMMUNITY: &str = "还没有选择";
/// Favourites.
pub const FAVOURITES: &str = "我的收藏";
/// None.
pub const NO_FAVOURITES: &str = "还没有收藏。打开一个事项，点「收藏」，就能在这里找到它，没有网络也能看。";
/// Before the name of the build.
pub const BUILD: &str = "版本 ";
/// Instead of it.
pub const DEV_BUILD: &str = "开发版";
/// Pages about the app: address and name.
pub const ABOUT: [(&str, &str); 3] = [
    ("/about/privacy", "隐私政策"),
    ("/about/accessibility", "无障碍声明"),
    ("/about/contact", "投诉建议与联系我们"),
];

/// What the outbox is.
pub const OUTBOX_WHAT: &str = "在这部手机上填好、还没送到的内容。有网络时自动发送，也可以自己点。草稿和未发的内容加密保存，30天后自动删除。";
/// Nothing in it.
pub const OUTBOX_EMPTY: &str = "这部手机上没有草稿，也没有等着发送的内容。";
/// Leads to the guide.
pub const TO_GUIDE: &str = "去办事";
/// Kept in memory only.
pub const FLEETING: &str = "这个浏览器不让保存内容，关闭页面会丢失。请先发送再关闭，或换系统浏览器打开。";
/// States.
pub const DRAFT: &str = "草稿";
/// Waiting.
pub const WAITING: &str = "待发送";
/// Why, without another reason.
pub const WAITING_WHY: &str = "等有网络时自动发送";
/// On its way.
pub const SENDING: &str = "正在发送";
/// Arrived.
pub const SENT: &str = "已送达";
/// Refused.
pub const FAILED: &str = "未成功";
/// Whom to ask then.
pub const FAILED_HELP: &str = "改好后再发送；不清楚请拨打12345或社区电话。";
/// Goes on writing.
pub const GO_ON: &str = "继续填写";
/// Sends now.
pub const RESEND: &str = "重新发送";
/// Changes it.
pub const CHANGE: &str = "修改";
/// Looks at it.
pub const LOOK: &str = "看进度";
/// Removes it.
pub const DELETE: &str = "删除";
/// It is removed.
pub const DELETED: &str = "已删除";
/// Takes it back.
pub const UNDO: &str = "撤销";
/// Sends everything.
pub const SEND_ALL: &str = "现在全部发送";
/// No signal.
pub const SEND_OFFLINE: &str = "现在没有网络，连上后会自动发送。";

/// No messages.
pub const NO_MESSAGES: &str = "还没有消息。办件有进展时，会在这里告诉您。";
/// Unread.
pub const NEW: &str = "新";
/// Opens what a message is about.
pub const OPEN: &str = "去看看";

/// Nothing would be lost.
pub const OUT_TEXT: &str = "退出后，这部手机不再保留您的信息；收藏、长辈版等设置保留。";
/// Something would be lost.
pub const OUT_WAITS: &str = "还有没发出去的内容，退出后会从这部手机上清除：";
/// Sends first.
pub const SEND_FIRST: &str = "先发送，再退出";
/// Drops it.
pub const GIVE_UP: &str = "放弃这些内容并退出";
/// Still there after sending.
pub const STILL: &str = "还有内容没能发出去。可以打开「待发送」看原因，或放弃后退出。";
/// While it is done.
pub const LEAVING: &str = "正在退出";
/// No signal, and a phone that remembers nothing.
pub const OUT_OFFLINE: &str =
    "这部手机上的内容已经清除，但没有网络，服务器上的登录还没有结束。请连上网络再点一次。";
/// The phone refused.
pub const NOT_WIPED: &str =
    "这部手机没能清除全部内容。请再点一次；还不行，请在浏览器设置里清除本网站的数据。";
/// Signed out with no signal.
pub const OUT_LATER: &str =
    "已退出，这部手机上的内容已经清除。刚才没有连上网络，服务器上的登录会在连上网络、打开云邻时自动结束。";

/// Drafts of somebody whose session is over.
pub fn of_others(count: usize) -> String {
    format!("这台手机上有 {count} 份别人的草稿")
}

/// What that means.
pub const OF_OTHERS_WHY: &str =
    "登录已经结束，看不到写的什么。是您的，用原来的手机号登录后接着填、接着发；不登录，放满30天会自动删除。";
/// On its way already.
pub const ON_ITS_WAY: &str = "正在发送，现在改不了。发送完再看。";

/// When it goes by itself.
pub fn goes_on(day: &str) -> String {
    format!("不再改动的话，{day}自动从这部手机删除")
}

/// How many wait.
pub fn waiting(count: usize) -> String {
    format!("{count} 件没有送到")
}

/// How many are unread.
pub fn unread(count: u32) -> String {
    format!("{count} 条未读")
}

/// When it was begun.
pub fn begun(when: &str) -> String {
    format!("{when} 开始填写")
}

/// Arrived, with the number.
pub fn number(number: &str) -> String {
    format!("办件编号 {number}")
}

/// Screen readers hear what was deleted.
pub fn deleted(title: &str) -> String {
    format!("{DELETED}：{title}")
}
