//! Words of the community cards.

/// Title of the module.
pub const TITLE: &str = "社区名片";
/// Title of the finder.
pub const FIND: &str = "找到我的社区";
/// Label of the field.
pub const FIELD: &str = "小区、路名或楼栋";
/// Example below the field.
pub const EXAMPLE: &str = "例如：月桥花院、峨眉路、泊林公馆二期3幢";
/// Nothing found.
pub const NONE: &str =
    "没有找到这个小区或路名。换个写法试试，或从下面的社区里选；也可以拨打12345问清楚归哪个社区。";
/// All communities.
pub const ALL: &str = "全部社区";
/// Not from here.
pub const ELSEWHERE: &str = "我不住在这几个社区";
/// Title of that page.
pub const ELSEWHERE_TITLE: &str = "不住在这里也能用";
/// Choose button.
pub const CHOOSE: &str = "设为我的社区";
/// Chosen.
pub const CHOSEN: &str = "这是我的社区";
/// Take the choice back.
pub const FORGET: &str = "取消选择";
/// A field that no source gives.
pub const UNKNOWN: &str = "暂无公布资料";
/// Mark of made-up contact data.
pub const DEMO: &str = "演示数据，非真实电话和时间";

/// Between the names of a list.
pub const AND: &str = "、";
/// Call the hotline.
pub const CALL: &str = "拨打 12345";
/// Heading: what somebody from elsewhere can do here.
pub const YOU_CAN: &str = "您可以";
/// What that is.
pub const YOU_CAN_LIST: [&str; 3] = [
    "查看全部办事指南、要带的材料和常见问题，不用登录",
    "查社区的范围、大厅时间和电话",
    "替住在这里的父母、亲友先把材料问清楚",
];
/// Heading: what only one's own community does.
pub const OWN_COMMUNITY: &str = "要到您自己的社区办";
/// What that is, and how to find it.
pub const OWN_COMMUNITY_TEXT: &str = "居住证明、低保、残疾人证、生育登记等，一般由户籍地或居住地的社区受理。不知道归哪个社区，请拨打12345，说出小区名和门牌号就能问到。";
/// To the guide.
pub const SEE_GUIDE: &str = "看办事指南";
/// Heading of the bounds.
pub const BOUNDS: &str = "服务范围";
/// Heading of the figures.
pub const ABOUT: &str = "社区概况";
/// Estates.
pub const ESTATES: &str = "小区";
/// Households.
pub const HOUSEHOLDS: &str = "户数";
/// Unit of households.
pub const HOUSEHOLD_UNIT: &str = "户";
/// Social workers.
pub const WORKERS: &str = "全科社工";
/// Unit of social workers.
pub const WORKER_UNIT: &str = "名";
/// Rooms to use.
pub const ROOMS: &str = "活动场所";

/// A found estate: whose it is.
pub fn belongs(community: &str) -> String {
    format!("属于{community}")
}

/// A found road: it only bounds the community.
pub fn on_bounds(road: &str) -> String {
    format!("{road}是它的边界，请再按小区名确认")
}

/// The day of the data.
pub fn updated(day: &str) -> String {
    format!("{day}更新")
}

/// The hall's number, digit by digit, for screen readers.
pub fn call_hall(digits: &str) -> String {
    format!("拨打社区电话 {digits}")
}

/// One side of the bounds.
pub fn side(side: &str) -> String {
    format!("{side}至")
}

/// From one weekday to another.
pub fn weekdays(from: u8, to: u8) -> String {
    format!("{}至{}", weekday(from), weekday(to))
}

/// A figure with where it comes from.
pub fn sourced(count: u32, unit: &str, source: &str) -> String {
    format!("{count}{unit}（来源：{source}）")
}

/// Short name of a weekday, 1 = Monday.
pub const fn weekday(day: u8) -> &'static str {
    match day {
        1 => "周一",
        2 => "周二",
        3 => "周三",
        4 => "周四",
        5 => "周五",
        6 => "周六",
        _ => "周日",
    }
}
