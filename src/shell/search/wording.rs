//! Words of the search page.

/// Public numbers that everybody may call.
pub const PHONES: &[(&str, &str, &[&str])] = &[
    ("12345", "政务服务便民热线", &["投诉", "举报", "热线", "市长热线", "找政府", "问政策"]),
    ("110", "报警", &["警察", "派出所", "被偷", "打架", "报警"]),
    ("119", "火警", &["着火", "失火", "火灾", "消防"]),
    ("120", "急救", &["救护车", "晕倒", "急救", "心脏病", "摔倒"]),
    ("12333", "人社服务热线", &["社保电话", "人社局电话", "就业电话"]),
    ("12393", "医保服务热线", &["医保电话", "医保局电话"]),
    ("12348", "公共法律服务热线", &["法律援助电话", "律师电话"]),
    ("12329", "住房公积金热线", &["公积金电话", "公积金", "提取公积金", "公积金贷款"]),
    ("12356", "心理援助热线", &["心理咨询电话", "想不开", "不想活了", "心里难受", "抑郁"]),
    ("12338", "妇女维权热线", &["妇联电话", "妇女维权", "家暴"]),
    ("12385", "残疾人服务热线", &["残联电话", "残疾人维权"]),
    ("12351", "职工维权热线", &["工会电话", "职工维权"]),
];

/// Pages of the app itself that people look for.
pub const PAGES: &[(&str, &str, &[&str])] = &[
    ("/me", "长辈版", &["长辈版", "亲情版", "关爱版", "关怀版", "老年版", "大字", "字太小", "看不清"]),
    ("/about/privacy", "隐私政策", &["隐私", "个人信息"]),
    ("/about/contact", "投诉建议", &["意见", "提建议", "联系我们"]),
];

/// What people ask most; also offered before anything is typed.
pub const ASKS: &[&str] =
    &["没单位怎么交社保", "老人证怎么办", "生孩子要登记吗", "失业了能领钱吗", "异地看病报销", "租房补贴"];

/// Heading above those questions.
pub const FAQ: &str = "大家常问";
/// What the field takes.
pub const HOW: &str = "可以打字、语音输入，也可以打拼音或首字母，例如「dibao」「cjrz」。";
/// Group: phones.
pub const GROUP_PHONES: &str = "电话";
/// Group: modules.
pub const GROUP_MODULES: &str = "功能";
/// Group: service items.
pub const GROUP_ITEMS: &str = "办事";
/// Group: communities.
pub const GROUP_COMMUNITIES: &str = "社区";
/// Call the hotline.
pub const CALL: &str = "拨打 12345";
/// To the whole catalogue.
pub const ALL_ITEMS: &str = "看全部事项";
/// Below the results.
pub const NOT_FOUND: &str = "没有您要的？";
/// To the community cards.
pub const ASK_COMMUNITY: &str = "问社区";

/// How many were found, for screen readers.
pub fn found(count: usize) -> String {
    format!("找到{count}条")
}

/// Nothing was found: how to go on.
pub fn nothing(query: &str) -> String {
    format!("没有找到「{query}」。换个说法试试，例如「残疾证」「没工作」；也可以打电话直接问。")
}
