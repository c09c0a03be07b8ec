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
