//! Words of the guide.

use yunlin_api::guide::{Channel, Counters, Item, Limit, Mode};

/// Title of the module.
pub const TITLE: &str = "办事公示";
/// Heading when an item cannot be shown.
pub const MISSING: &str = "这一项没有打开";
/// Title of the list without a filter.
pub const ALL: &str = "全部事项";
/// What the catalogue is.
pub const SAMPLE: &str = "示例目录，以主管部门公布为准";
/// Shown instead of a figure that is decided elsewhere.
pub const AS_PUBLISHED: &str = "以主管部门公布为准";
/// Heading of the list by life event.
pub const BY_EVENT: &str = "按人生大事找";
/// Heading of the list by person.
pub const BY_PERSON: &str = "按人群找";
/// Heading of the list by bureau.
pub const BY_BUREAU: &str = "按部门找";
/// Button under a long list.
pub const MORE: &str = "加载更多";
/// Nothing matches the filter.
pub const NONE: &str = "没有同时符合这些条件的事项。去掉一个条件，或在搜索里说说您要办什么。";
/// Takes all filters off.
pub const CLEAR: &str = "去掉全部条件";
/// Tab: short guide.
pub const BRIEF: &str = "简版";
/// Tab: full guide.
pub const FULL: &str = "完整版";
/// Self-check.
pub const CAN_I: &str = "我能办吗";
/// Starts the self-check.
pub const CHECK_NOW: &str = "答几个问题看看";
/// Self-check: passed.
pub const PASSED: &str = "看起来可以办";
/// Self-check: passed, what now.
pub const PASSED_TEXT: &str = "这是按您的回答推算的，最后以窗口审核为准。接下来把材料备齐。";
/// Self-check: stopped.
pub const STOPPED: &str = "这个事项可能不适合您";
/// Starts the self-check over.
pub const AGAIN: &str = "重新回答";
/// Materials.
pub const PAPERS: &str = "要准备的材料";
/// Share button.
pub const SHARE: &str = "发给家人";
/// Copied.
pub const COPIED: &str = "已复制，可以粘贴到聊天里。";
/// Not copied.
pub const NOT_COPIED: &str = "没有复制成功，请用右上角菜单分享本页。";
/// Print button.
pub const PRINT: &str = "打印";
/// Favourite button, off.
pub const KEEP: &str = "收藏";
/// Favourite button, on.
pub const KEPT: &str = "已收藏";
/// Read aloud.
pub const LISTEN: &str = "听";
/// Stop reading.
pub const STOP: &str = "停止";
/// Report an error.
pub const REPORT: &str = "内容有错？告诉我们";
/// Title of the report page.
pub const REPORT_TITLE: &str = "指南纠错";
/// What the report is for.
pub const REPORT_WHY: &str = "社区工作人员会核对并改正。请不要写姓名、电话、证件号；要回复请直接打社区电话。";
/// The report is in.
pub const REPORT_DONE: &str = "已收到，谢谢您";
/// What happens next.
pub const REPORT_NEXT: &str = "工作人员会核对这一条指南。着急办事请拨打12345或社区电话。";
/// No signal while sending.
pub const REPORT_OFFLINE: &str = "没有网络，还没有发出去。内容已保存在本机，有信号时再点「提交」。";

/// Title of the list by channel.
pub const fn channel_title(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "线上一次性办结",
        Channel::Booking => "线上预约",
        Channel::Notice => "到窗口办",
    }
}

/// One sentence above the counters.
pub fn counters(c: Counters) -> String {
    format!("公示{}项，其中线上一次性办结{}项，线上预约{}项。", c.total, c.online, c.booking)
}

/// The next step of an item: heading and sentence, honest about what this app can do today.
pub const fn next_step(channel: Channel) -> (&'static str, &'static str) {
    match channel {
        Channel::Online => {
            ("线上办理即将开通", "这一项将可以在手机上一次办完。开通前，请带材料到下面的地点办理。")
        }
        Channel::Booking => {
            ("线上预约即将开通", "这一项将可以在手机上预约。开通前，请先打电话约好时间再去。")
        }
        Channel::Notice => ("请到现场办理", "这一项需要到下面的地点办理，去之前可以先打电话问清楚。"),
    }
}

/// What the community does in this mode.
pub const fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "直办：社区当场办",
        Mode::Agent => "代办：社区收件，送部门办",
        Mode::Assist => "协办：社区帮您准备，部门办",
        Mode::Inform => "告知：社区讲清楚，您去部门办",
    }
}

/// A time limit, big line.
pub fn limit(limit: &Limit) -> String {
    match limit {
        Limit::Known { days, .. } => format!("{days}个工作日"),
        Limit::Typical | Limit::Local => AS_PUBLISHED.to_owned(),
        Limit::None => "没有法定时限".to_owned(),
    }
}

/// Visits in person.
pub fn visits(visits: &str) -> String {
    match visits {
        "local" => AS_PUBLISHED.to_owned(),
        n => format!("{n}次"),
    }
}

/// Where the visits go; while online filing is not open yet, where to go meanwhile.
pub fn place(item: &Item) -> String {
    let place = item.text.location.place.label();
    let online = item.card.channel == Channel::Online && item.text.location.visits == "0";
    if online { format!("线上开通以后；现在到{place}") } else { place.to_owned() }
}
