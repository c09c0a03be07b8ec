//! Words of 登录 and 实名.

/// Title.
pub const SIGN_IN: &str = "登录";
/// Why.
pub const WHY: &str = "登录后可以办事、看进度。只查事项不用登录。";
/// Already in.
pub const ALREADY: &str = "您已经登录";
/// Label of the number.
pub const PHONE: &str = "手机号";
/// Its hint.
pub const PHONE_HINT: &str = "11位，例如 138 0013 8000";
/// Asks for a code.
pub const SEND: &str = "获取验证码";
/// Asks for a call.
pub const CALL_ME: &str = "听语音验证码";
/// The code goes by message.
pub const SENT: &str = "验证码已发到您的手机，5分钟内有效。";
/// The code goes by call.
pub const CALLED: &str = "请接听电话，电话里会念出验证码，5分钟内有效。";
/// Label of the code.
pub const CODE: &str = "验证码";
/// Its hint.
pub const CODE_HINT: &str = "6位数字";
/// Code is missing.
pub const CODE_MISSING: &str = "请填写收到的6位验证码。";
/// Signs in.
pub const GO: &str = "登录";
/// While it is checked.
pub const GOING: &str = "正在登录";
/// Several people on one number.
pub const OTHER_TEXT: &str = "家里几个人用同一个手机号，各有各的账号，互相看不到。";
/// The first sign-in of another one.
pub const OTHER: &str = "家人登录过，我是另一位";
/// No signal.
pub const OFFLINE: &str = "没有网络，登录要联网。请到有信号的地方再试；着急办事请拨打12345或到社区大厅。";
/// The agreement did not arrive.
pub const CONSENT_LOST: &str = "已登录，但「同意」没有记下来，填写个人信息前会再问您一次。";
/// Heading of what to do without a phone.
pub const NO_PHONE: &str = "没有手机，或收不到验证码？";
/// What to do.
pub const NO_PHONE_TEXT: &str = "收不到短信，可以点「听语音验证码」，接电话听号码。没有手机也能办：带身份证到社区大厅，工作人员当面为您办理；家人也可以陪您一起去。";
/// Leads to the hall.
pub const HALL: &str = "大厅在哪";
/// Calls.
pub const HOTLINE: &str = "拨打 12345";
/// Title when several share a number.
pub const CHOOSE: &str = "您是哪一位？";
/// Explains it.
pub const CHOOSE_TEXT: &str = "这个手机号有几位家人在用，请选您自己。";
/// None of them.
pub const NONE: &str = "都不是我";
/// Title when a number was idle.
pub const CONFIRM: &str = "请确认是您本人";
/// Label of the last four characters.
pub const LAST4: &str = "身份证号码后4位";
/// Its hint.
pub const LAST4_HINT: &str = "最后一位可以是X";
/// They are missing.
pub const LAST4_MISSING: &str = "请填写身份证号码的最后4位。";
/// The number is mine now.
pub const NOT_ME: &str = "这不是我";
/// What that does.
pub const NOT_ME_TEXT: &str = "号码换了主人，请点「这不是我」，会为您新开账号，看不到以前那位的信息。";
/// Mark of demo data.
pub const DEMO: &str = "演示";

/// Title of 实名.
pub const REAL_NAME: &str = "实名";
/// Why (G26).
pub const REAL_WHY: &str = "办这类事项要确认是您本人，所以要姓名和身份证号码。只用于办理您申请的事项，工作人员每次查看都会留下记录，您可以在「我的」里看到。";
/// What is checked.
pub const REAL_CHECK: &str =
    "提交时核对号码的位数、出生日期和校验位；是否与公安登记一致，由经办窗口核对证件。";
/// Label of the name.
pub const NAME: &str = "姓名";
/// Its hint.
pub const NAME_HINT: &str = "与身份证上一致";
/// Name is missing.
pub const NAME_MISSING: &str = "请填写姓名，与身份证上一致，最多40个字。";
/// Label of the number.
pub const ID: &str = "身份证号码";
/// Its hint.
pub const ID_HINT: &str = "18位，可以带空格";
/// Hands it in.
pub const SUBMIT: &str = "提交";
/// It is in.
pub const REAL_DONE: &str = "已保存";
/// It was in before.
pub const REAL_ALREADY: &str = "您已经实名";
/// What to do when it is wrong.
pub const REAL_FIX: &str = "姓名可以在「我的数据」里更正；身份证号码登记错了，请在「我的数据」里注销后重新登记，急着办的带身份证到窗口办理。";

/// Until the next code may be asked for.
pub fn again_in(seconds: u32) -> String {
    format!("{seconds}秒后再获取")
}

/// The code of the demonstration.
pub fn demo_code(code: &str) -> String {
    format!("验证码 {code}（没有真的发短信）")
}

/// Whose number it was.
pub fn confirm(name: &str) -> String {
    format!("这个手机号是 {name} 登记的，很久没有登录了。为防止号码换了主人，请填写身份证号码后4位。")
}

/// Who is signed in.
pub fn already(who: &str) -> String {
    format!("{ALREADY}：{who}")
}
