//! Words of the guide.

use yunlin_api::guide::{Acceptance, Channel, Counters, Item, Limit, Mode, Place};

/// Title of the module.
pub const TITLE: &str = "办事公示";
/// To the search page.
pub const SEARCH: &str = "搜索";
/// What the search field asks for.
pub const SEARCH_HINT: &str = "说说您要办什么";
/// Call the hotline.
pub const CALL: &str = "拨打 12345";
/// The hotline.
pub const HOTLINE: &str = "12345";
/// Try once more.
pub const RETRY: &str = "重试";
/// Heading when an item cannot be shown.
pub const MISSING: &str = "这一项没有打开";
/// What to do then.
pub const MISSING_TEXT: &str =
    "这一项没有打开：可能没有网络，也可能事项已经撤下。请重试，或返回全部事项查找，也可以拨打12345。";
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
/// Opens the filters that narrow a list further down.
pub const FURTHER: &str = "再缩小范围";
/// Button under a long list.
pub const MORE: &str = "加载更多";
/// Nothing matches the filter.
pub const NONE: &str = "没有同时符合这些条件的事项。去掉一个条件，或在搜索里说说您要办什么。";
/// Takes all filters off.
pub const CLEAR: &str = "去掉全部条件";
/// Takes one filter off, for screen readers, behind its name.
pub const TAKE_OFF: &str = "，去掉这个条件";
/// The two versions of a guide.
pub const VERSIONS: &str = "指南版本";
/// Tab: short guide.
pub const BRIEF: &str = "简版";
/// Tab: full guide.
pub const FULL: &str = "完整版";
/// Self-check.
pub const CAN_I: &str = "我能办吗";
/// Starts the self-check.
pub const CHECK_NOW: &str = "答几个问题看看";
/// Self-check: one answer.
pub const YES: &str = "是";
/// Self-check: the other answer.
pub const NO: &str = "不是";
/// Self-check: stopped, to the search.
pub const OTHER_ITEMS: &str = "找别的事项";
/// Self-check: passed, to the item.
pub const SEE_PAPERS: &str = "看要带什么材料";
/// Self-check: passed.
pub const PASSED: &str = "看起来可以办";
/// Self-check: passed, what now.
pub const PASSED_TEXT: &str = "这是按您的回答推算的，最后以窗口审核为准。接下来：";
/// Self-check: stopped.
pub const STOPPED: &str = "先看这一条，再决定";
/// Starts the self-check over.
pub const AGAIN: &str = "重新回答";
/// Materials.
pub const PAPERS: &str = "要准备的材料";
/// Small print of a paper: a photo will do.
pub const PHOTO: &str = "可拍照";
/// Small print of a paper: may be handed in later.
pub const LATER: &str = "可后补";
/// No fee.
pub const FREE: &str = "不收费";
/// When the item cannot be done.
pub const NOT_ACCEPTED: &str = "不能办的情形";
/// The steps.
pub const STEPS: &str = "怎么办";
/// Near twins.
pub const TWINS: &str = "容易弄混的事项";
/// A twin whose name is not there yet.
pub const THAT_ITEM: &str = "看那一项";
/// Questions that people ask.
pub const FAQ: &str = "大家常问";
/// Visits in person.
pub const VISITS: &str = "到现场";
/// To the finder of communities.
pub const MY_COMMUNITY: &str = "我的社区在哪";
/// The official fields.
pub const OFFICIAL: &str = "官方要素";
/// Official field: code.
pub const CODE: &str = "事项编码";
/// Official field: bureau.
pub const BUREAU: &str = "实施主体";
/// Official field: for whom.
pub const AUDIENCE: &str = "服务对象";
/// Official field: kind of matter.
pub const MATTER: &str = "事项类型";
/// Official field: at once or on promise.
pub const PACE: &str = "办件类型";
/// Limit by law.
pub const STATUTORY: &str = "法定时限";
/// The same, beside another figure.
pub const STATUTORY_SHORT: &str = "法定";
/// Limit that the bureau promises.
pub const PROMISED: &str = "承诺办结";
/// The same, beside another figure.
pub const PROMISED_SHORT: &str = "承诺";
/// The same as an official field.
pub const PROMISED_LIMIT: &str = "承诺时限";
/// Official field: note on the limits.
pub const LIMIT_NOTE: &str = "时限说明";
/// Official field: the check of the papers.
pub const ACCEPTANCE: &str = "收件审查";
/// Official field: fee.
pub const FEE: &str = "收费";
/// Official field: result.
pub const RESULT: &str = "办理结果";
/// Official field: how the result arrives.
pub const DELIVERY: &str = "送达方式";
/// Official field: whom to ask.
pub const ASK: &str = "咨询";
/// Whom to ask.
pub const ASK_WHERE: &str = "社区大厅电话，或12345";
/// Official field: complaints.
pub const COMPLAIN: &str = "监督投诉";
/// The law behind the item.
pub const BASIS: &str = "设定依据";
/// Behind a basis that somebody else decides.
pub const BASIS_LOCAL: &str = "（以主管部门公布为准）";
/// Read aloud, and in a message: before the papers.
pub const SPEAK_PAPERS: &str = "要准备的材料：";
/// Read aloud: before the conditions.
pub const SPEAK_CONDITIONS: &str = "办理条件：";
/// Read aloud: before the steps.
pub const SPEAK_STEPS: &str = "办理步骤：";
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
/// Back to the item.
pub const BACK_TO_ITEM: &str = "返回事项";
/// Before the reason why a report is not in yet.
pub const NOT_SENT: &str = "还没有提交：";
/// Choice of what is wrong.
pub const REPORT_KIND: &str = "哪里有错";
/// Label of the text.
pub const REPORT_FIELD: &str = "请说说哪里不对";
/// Send button.
pub const SEND: &str = "提交";
/// Send button while sending.
pub const SENDING: &str = "提交中";
/// No signal while sending.
pub const REPORT_WAITS: &str = "已保存，等信号";
/// What happens to it.
pub const REPORT_WAITS_WHY: &str =
    "现在没有发出去，内容已保存在本机，有信号时会自动发送。在「我的」里的「待发送」可以看到。";

/// Title of the list by channel.
pub const fn channel_title(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "线上一次性办结",
        Channel::Booking => "线上预约",
        Channel::Notice => "到窗口办",
    }
}

/// What a report is called in the list of what waits.
pub fn report_of(name: &str) -> String {
    format!("{REPORT_TITLE}：{name}")
}

/// One sentence above the counters.
pub fn counters(c: Counters) -> String {
    format!("公示{}项，其中线上一次性办结{}项，线上预约{}项。", c.total, c.online, c.booking)
}

/// Applies for the item in this app.
pub const APPLY: &str = "在线申请";
/// Heading of the next step of an item that has a form.
pub const APPLY_TITLE: &str = "在手机上申请";
/// What happens then.
pub const APPLY_TEXT: &str = "拍照、填表就能交，不用跑一趟。提交以后在「我的办件」里看办到哪一步。不会用手机，也可以带材料到下面的地点办。";

/// The next step of an item: heading and sentence, honest about what this app can do today.
pub const fn next_step(channel: Channel, place: Place) -> (&'static str, &'static str) {
    match (channel, place) {
        (Channel::Online, _) => (
            "这一项的线上表格还没有开通",
            "现在请带材料到下面的地点办理，窗口一次收齐。去之前可以先打电话问清楚。",
        ),
        (Channel::Booking, Place::Home) => {
            ("线上预约即将开通", "这一项将可以在手机上预约。开通前，请先打电话约上门的时间。")
        }
        (Channel::Booking, _) => {
            ("线上预约即将开通", "这一项将可以在手机上预约。开通前，请先打电话约好时间再去。")
        }
        (Channel::Notice, Place::Online) => {
            ("自己在手机上办", "这一项在下面写的官方渠道自己办，不用跑窗口；不会的，请社区教您。")
        }
        (Channel::Notice, Place::Home) => ("打电话约上门", "先打社区电话，由工作人员上门办理。"),
        (Channel::Notice, _) => ("请到现场办理", "这一项需要到下面的地点办理，去之前可以先打电话问清楚。"),
    }
}

/// Above the steps of an item that cannot be filed or booked in this app yet.
pub fn steps_today(channel: Channel, place: Place) -> Option<String> {
    let place = place.label();
    match channel {
        Channel::Online => Some(format!(
            "这里的线上提交还没有开通，现在带材料到{place}当面办。下面写明了官方渠道的，也可以用。"
        )),
        Channel::Booking => Some(
            "这里的线上预约还没有开通，现在打给社区大厅，请工作人员帮您约。下面写明了官方渠道的，也可以用。"
                .to_owned(),
        ),
        Channel::Notice => None,
    }
}

/// Heading over the numbers to call at once.
pub const URGENT: &str = "着急的，马上打电话";
/// What one's own community is called for.
pub const URGENT_HALL: &str = "告诉社区，请工作人员马上来帮您";

/// A number to call at once.
pub fn call_now(number: &str) -> String {
    format!("拨打 {number}")
}

/// Read aloud: a number to call at once.
pub fn speak_call(number: &str, when: &str) -> String {
    format!("{when}，马上打{number}。")
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

/// Where the visits go; while an item has no form online yet, where to go meanwhile.
pub fn place(item: &Item, has_form: bool) -> String {
    let place = item.text.location.place.label();
    let online = item.card.channel == Channel::Online && item.text.location.visits == "0";
    match (online, has_form) {
        (true, true) => "在手机上办".to_owned(),
        (true, false) => format!("线上开通以后；现在到{place}"),
        _ => place.to_owned(),
    }
}

/// What the catalogue is, and of which day.
pub fn sample_of(day: &str) -> String {
    format!("{SAMPLE}，{day}更新")
}

/// The guide is of this day, and a newer one is out.
pub fn older(day: &str) -> String {
    format!("这是{day}公布的一版，后来有改动。有信号时重新打开这一页，就能看到新的。")
}

/// How many items a list holds.
pub fn found(count: usize) -> String {
    format!("{count}项 · {SAMPLE}")
}

/// Which question of the self-check this is.
pub fn question(number: usize, total: usize) -> String {
    format!("第{number}题，共{total}题")
}

/// Ticked papers of all.
pub fn prepared(ticked: usize, total: usize) -> String {
    format!("已备 {ticked} / {total}")
}

/// When a paper need not be handed in.
pub fn waived(by: &str) -> String {
    format!("可免交：{by}")
}

/// Form and copies of a paper.
pub fn copies(form: &str, copies: u8) -> String {
    format!("{form}{copies}份")
}

/// For whom alone a paper is needed.
pub fn only_if(case: &str) -> String {
    format!("仅限：{case}")
}

/// A limit with where it comes from.
pub fn limit_source(days: u16, source: &str) -> String {
    format!("{days}个工作日（{source}）")
}

/// How the papers are checked, and what silence means.
pub fn acceptance(rule: &Acceptance) -> String {
    let silence = if rule.silence {
        "到期没告诉的，从收件那天起就算受理"
    } else {
        "受不受理，等工作人员答复"
    };
    let source = if rule.source.is_empty() { String::new() } else { format!("（{}）", rule.source) };
    format!("收件后{}个工作日内，缺什么一次告诉您；{silence}{source}", rule.days)
}

/// A fee with where it comes from.
pub fn fee_known(text: &str, source: &str) -> String {
    format!("{}（{source}）", text.trim_end_matches('。'))
}

/// A fee that is decided elsewhere.
pub fn fee_local(text: &str) -> String {
    let text = text.trim_end_matches('。');
    let stop = if text.is_empty() { "" } else { "。" };
    format!("{text}{stop}具体{AS_PUBLISHED}。")
}

/// Read aloud: one step.
pub fn speak_step(number: usize, title: &str, text: &str) -> String {
    format!("第{number}步，{title}。{text}")
}

/// One paper in a message to the family.
pub fn share_paper(name: &str, form: &str) -> String {
    format!("· {name}（{form}）")
}
