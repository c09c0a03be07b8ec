//! Words of 我的数据, 谁看过我的信息 and 登录设备.

/// Title.
pub const DATA: &str = "我的数据";
/// What the page is.
pub const DATA_WHAT: &str = "下面是我们保存的您的信息，只显示一部分，防止旁人看到。";
/// Nothing is held.
pub const DATA_NONE: &str = "除了登录用的账号，我们还没有保存您的其他信息。";
/// Consents that were given.
pub const CONSENTS: &str = "同意记录";
/// None.
pub const CONSENTS_NONE: &str = "还没有同意过隐私说明。";
/// Given.
pub const AGREED: &str = "同意";
/// Taken back.
pub const WITHDRAWN: &str = "撤回";
/// Not given.
pub const REFUSED: &str = "不同意";
/// What one can do.
pub const RIGHTS: &str = "您可以";
/// Address, name, what it does.
pub const RIGHTS_LIST: [(&str, &str, &str); 5] = [
    ("/me/data/export", "复制我的全部信息", "生成一份完整的文字，可以复制保存"),
    ("/me/data/correct", "更正姓名或手机号", "身份证号码登记错了，请注销后重新登记"),
    ("/me/data/withdraw", "撤回同意", "和同意一样方便，撤回后不再收集新的信息"),
    ("/me/data/close", "注销账号", "15个工作日内完成，先看清哪些会保留"),
    ("/about/contact", "对信息使用有意见", "投诉渠道和电话"),
];
/// A deletion is under way.
pub const CLOSING: &str = "正在注销";

/// Title of the copy.
pub const EXPORT: &str = "复制我的全部信息";
/// Warns before it is shown.
pub const EXPORT_WARN: &str =
    "下面会完整显示您的姓名、手机号、身份证号码和办件内容。请确认旁边没有别人，用完关闭本页。";
/// Asks for a code to the own number.
pub const SEND_OWN_CODE: &str = "发到我的手机";
/// The same by a call.
pub const CALL_ME: &str = "听语音验证码";
/// Label of the code that went there.
pub const OWN_CODE: &str = "我的手机号收到的验证码";
/// Shows it.
pub const EXPORT_GO: &str = "显示完整内容";
/// Label of the box.
pub const EXPORT_BOX: &str = "我的全部信息";
/// Saves it as a file.
pub const EXPORT_SAVE: &str = "保存为文件";
/// Name of the file.
pub const EXPORT_FILE: &str = "我的信息.json";

/// Title of correcting.
pub const CORRECT: &str = "更正我的信息";
/// Heading: name.
pub const CORRECT_NAME: &str = "更正姓名";
/// Label.
pub const NEW_NAME: &str = "正确的姓名";
/// Its hint.
pub const NEW_NAME_HINT: &str = "与身份证上一致";
/// Missing.
pub const NAME_MISSING: &str = "请填写姓名，最多40个字。";
/// Heading: phone.
pub const CORRECT_PHONE: &str = "更换手机号";
/// Label.
pub const NEW_PHONE: &str = "新手机号";
/// Its hint.
pub const NEW_PHONE_HINT: &str = "11位，验证码发到这个号码";
/// Why the old number is asked as well.
pub const PHONE_WHY: &str =
    "更换手机号要核实是您本人：原手机号和新手机号各收一个验证码。换好后，原手机号会收到一条提醒短信。";
/// The old number is out of use.
pub const OLD_LOST: &str = "原手机号已经不用了";
/// What to do then.
pub const OLD_LOST_TEXT: &str =
    "请填写您在这里登记过的身份证号码。没有登记过的，请直接用新手机号登录，或带身份证到社区大厅窗口办理。";
/// Back to the code.
pub const OLD_HERE: &str = "原手机号还能收验证码";
/// Label.
pub const ID_NUMBER: &str = "登记过的身份证号码";
/// Its hint.
pub const ID_NUMBER_HINT: &str = "18位，可以带空格";
/// Asks for a code.
pub const SEND_CODE: &str = "获取验证码";
/// It is sent.
pub const CODE_SENT: &str = "验证码已发出，5分钟内有效。";
/// Label.
pub const CODE: &str = "新手机号收到的验证码";
/// Its hint.
pub const CODE_HINT: &str = "6位数字";
/// Missing.
pub const CODE_MISSING: &str = "请填写收到的6位验证码。";
/// Hands it in.
pub const SAVE: &str = "保存";
/// Done.
pub const SAVED: &str = "已更正。";
/// Mark of demo data.
pub const DEMO: &str = "演示";

/// Title of withdrawing.
pub const WITHDRAW: &str = "撤回同意";
/// What follows.
pub const WITHDRAW_TEXT: [&str; 3] = [
    "撤回后，我们不再收集您的新信息；需要填写个人信息的线上办理会停下，可以改到社区大厅办理。",
    "已经提交的办件会继续办完，撤回之前的使用不受影响。",
    "查事项、查社区、打电话照常使用。以后想在线办事，再同意一次即可。",
];
/// Does it.
pub const WITHDRAW_GO: &str = "撤回同意";
/// Done.
pub const WITHDRAW_DONE: &str = "已撤回同意。";
/// Nothing to withdraw.
pub const WITHDRAW_NONE: &str = "您现在没有有效的同意，不需要撤回。";

/// Title of deleting.
pub const CLOSE: &str = "注销账号";
/// What follows.
pub const CLOSE_TEXT: [&str; 3] = [
    "提交后七天内可以反悔。之后删除您的账号、登录记录、草稿和消息，最迟自提交起15个工作日。",
    "还有没办完的事项，会等它办完再删，但最迟也是15个工作日；到时没办完的照常办理，请凭办件编号打社区电话问。想停办请先在「我的办件」里撤回。",
    "法律要求保存的办件档案会单独保管，不再用于其他用途，期满销毁。",
];
/// Does it.
pub const CLOSE_GO: &str = "申请注销";
/// Taken back.
pub const CLOSE_UNDO: &str = "我不注销了";
/// What stays.
pub const KEPT: &str = "依法要保留的";

/// Title of receipts.
pub const RECEIPTS: &str = "谁看过我的信息";
/// What the page is.
pub const RECEIPTS_WHAT: &str = "工作人员每次查看您的完整信息，都会在这里留下一条记录，自己删不掉。这里显示最近的200条，更早的在「复制我的全部信息」里都有。觉得不该看，请拨打12345。";
/// None.
pub const RECEIPTS_NONE: &str = "还没有人查看过您的完整信息。";

/// Title of devices.
pub const SESSIONS: &str = "登录设备";
/// What the page is.
pub const SESSIONS_WHAT: &str = "不认识的设备，请点「退出这台设备」。";
/// This one.
pub const HERE: &str = "就是这台";
/// Ends it.
pub const END: &str = "退出这台设备";
/// Leads to 退出登录.
pub const SIGN_OUT: &str = "退出登录";
/// Done.
pub const ENDED: &str = "那台设备已退出。";

/// When a deletion was asked for, and when it is done at the latest.
pub fn closing(asked: &str, done_by: &str) -> String {
    format!("您在 {asked} 申请注销，最迟 {done_by} 完成。")
}

/// Why and how long a field is kept.
pub fn kept(purpose: &str, how_long: &str) -> String {
    format!("{purpose}；{how_long}")
}

/// One consent.
pub fn consent(agreed: bool, notice: &str, when: &str) -> String {
    let what = if agreed { AGREED } else { WITHDRAWN };
    format!("{when} {what}（说明版本 {notice}）")
}

/// One that was asked for apart, for sensitive data.
pub fn separate_consent(agreed: bool, about: &str, when: &str) -> String {
    let what = if agreed { AGREED } else { REFUSED };
    format!("{when} {what}（单独同意：{about}）")
}

/// When a device was used.
pub fn used(since: &str, last: &str) -> String {
    format!("{since} 登录，最近使用 {last}")
}

/// Button for screen readers: which device.
pub fn end_of(device: &str) -> String {
    format!("{END}：{device}")
}

/// Where the code goes.
pub fn code_to(number: &str) -> String {
    format!("为确认是您本人，请先获取验证码，发到您登录用的手机号 {number}。")
}

/// The code of the demonstration.
pub fn demo_code(code: &str) -> String {
    format!("验证码 {code}（没有真的发短信）")
}
