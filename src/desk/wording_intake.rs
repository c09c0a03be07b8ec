//! Words of the intake, the slip, the sheet and the calendar.

/// Title.
pub const TITLE: &str = "一窗受理";
/// Above what was begun before another page was looked at.
pub const BEGUN: &str = "这是离开前填到一半的受理单。换了办事人，请先清空。";
/// Empties the page.
pub const ANEW: &str = "清空，重新受理";
/// How it comes in.
pub const SOURCE: &str = "怎么来的";
/// For which community.
pub const COMMUNITY: &str = "哪个社区";
/// Who.
pub const PERSON: &str = "办事人";
/// Ways to find.
pub const FIND: &str = "来过的人，按准确号码找";
/// Way.
pub const BY_PHONE: &str = "手机号";
/// Way.
pub const BY_ID: &str = "身份证号";
/// Way.
pub const BY_SLIP: &str = "回执编号";
/// Way.
pub const BY_ROOM: &str = "住处";
/// Part of a room.
pub const ESTATE: &str = "小区";
/// None picked yet.
pub const ESTATE_PICK: &str = "请选小区";
/// Part of a room.
pub const BUILDING: &str = "幢";
/// Part of a room.
pub const UNIT: &str = "单元";
/// Empty.
pub const UNIT_NONE: &str = "没有不填";
/// Part of a room.
pub const ROOM: &str = "室";
/// No community yet.
pub const ROOM_COMMUNITY_FIRST: &str = "先在上面选社区，再选小区。";
/// Nothing to choose from.
pub const ROOM_NO_ESTATES: &str = "这个社区还没有录入小区，暂时不能按住处登记和查找。";
/// Home.
pub const HOME: &str = "住处（选填）";
/// Home.
pub const HOME_HINT: &str = "办事人愿意说的再填，下次来可以按住处找到。不在本社区住的不填。";
/// Value.
pub const FIND_VALUE: &str = "完整号码";
/// Button.
pub const FIND_NOW: &str = "查找";
/// On its way.
pub const FINDING: &str = "正在查找";
/// Nobody.
pub const NOBODY: &str = "没有找到。请核对号码，或在下面登记新的办事人。";
/// Takes somebody.
pub const THIS_PERSON: &str = "就是这位";
/// Somebody else.
pub const OTHER_PERSON: &str = "换一位";
/// New.
pub const NEW: &str = "第一次来，照身份证登记";
/// Field.
pub const NAME: &str = "姓名";
/// Field.
pub const NAME_HINT: &str = "与身份证一致。";
/// Field.
pub const ID_NUMBER: &str = "身份证号";
/// Field.
pub const PHONE: &str = "手机号（没有可以不填）";
/// Field.
pub const PHONE_HINT: &str = "有手机号才能收短信和在手机上查进度；没有也能办，凭回执单查。";
/// What.
pub const ITEM: &str = "办什么事";
/// Search.
pub const ITEM_FIND: &str = "事项名称、编码、拼音或居民的说法";
/// Another.
pub const OTHER_ITEM: &str = "换一项";
/// Only told.
pub const INFORM_ONLY: &str = "这一项社区不收件，请告诉办事人去这里办：";
/// What helps.
pub const INFORM_HELP: &str = "可以到「办事公示」打印材料清单交给办事人。";
/// Form.
pub const FORM: &str = "申请表";
/// Form.
pub const FORM_NOW: &str = "现在录入";
/// Form.
pub const FORM_PAPER: &str = "只收纸质申请表";
/// Form.
pub const FORM_PAPER_HINT: &str = "纸质申请表和材料一起保管。办件里只有备注，没有填写内容。";
/// Form.
pub const FORM_PERSON_FIRST: &str = "先在上面找到办事人，或登记姓名和身份证号，再录入申请表。";
/// Form.
pub const FORM_NOT_LOADED: &str =
    "申请表没有加载出来，这一件先按只收纸质申请表处理。要现在录入，请检查网络后重新选择事项。";
/// Form.
pub const FORM_PHOTOS: &str =
    "照片不是必填：看过原件的可以不传。要留存的，拍照或扫描后上传；证件要加水印，只收图片。";
/// Form.
pub const PHOTOS_WAIT: &str = "照片还在上传，请等它传完再收件。";
/// In the note.
pub const PAPER_TAKEN: &str = "已收纸质申请表，没有录入。";
/// Keys.
pub const KEYS: &str = "按 Enter 到下一项，按 Ctrl 和 Enter 收件。";
/// Papers.
pub const PAPERS: &str = "已看过的材料原件";
/// No item yet.
pub const PAPERS_FIRST: &str = "先选事项，这里列出要看的材料。";
/// Note.
pub const NOTE: &str = "备注（选填）";
/// Note.
pub const NOTE_HINT: &str = "同事需要知道的情况。不要写身份证号和银行卡号。";
/// Consent.
pub const CONSENT: &str = "已向办事人告知个人信息怎么用，办事人同意";
/// Consent.
pub const CONSENT_TEXT_TITLE: &str = "要告知什么";
/// Consent.
pub const CONSENT_TEXT: &str = "为了办理这一项，我们登记您的姓名、身份证号和联系方式，只给办这件事的工作人员看，每次查看都有记录，您可以查到是谁看过。办完后按规定保存，您可以要求更正或删除。您愿意说的话也登记住处，只用来下次在本社区窗口找到您的登记。不同意也可以到主管部门窗口办理。";
/// Sends.
pub const TAKE: &str = "收件并打印回执";
/// Button where nothing can be printed.
pub const TAKE_ONLY: &str = "收件";
/// On its way.
pub const TAKING: &str = "正在收件";
/// Missing.
pub const NO_COMMUNITY: &str = "请选择是哪个社区的件。";
/// Missing.
pub const NO_PERSON: &str = "请先找到办事人，或照身份证填写姓名和身份证号。";
/// Missing.
pub const NO_ITEM: &str = "请选择要办的事项。";
/// Missing.
pub const NO_CONSENT: &str = "请先告知个人信息怎么用，办事人同意后勾选。";

/// Slip.
pub const SLIP_TITLE: &str = "收件回执";
/// Slip.
pub const SLIP_NUMBER: &str = "办件编号";
/// Slip.
pub const SLIP_ITEM: &str = "事项";
/// Slip.
pub const SLIP_RECEIVED: &str = "收件时间";
/// Slip.
pub const SLIP_CHECK: &str = "审完材料";
/// Slip.
pub const SLIP_PHONE: &str = "咨询电话";
/// Slip.
pub const SLIP_HOW: &str = "怎么查进度";
/// Slip.
pub const SLIP_HOW_TEXT: &str = "打咨询电话报编号；或用手机打开云邻，在「办件进度」里填编号和您留的手机号后四位；没有留手机号的，填身份证号码后四位。";
/// Slip.
pub const SLIP_KEEP: &str = "请保管好这张回执。本回执只证明已经收件，不代表已经受理或办成。";
/// Prints.
pub const PRINT: &str = "打印";
/// WeChat cannot.
pub const NO_PRINT: &str = "微信里不能打印，请在电脑浏览器里打开本页。";
/// Next one.
pub const NEXT: &str = "收下一件";
/// To the case.
pub const OPEN_CASE: &str = "打开这个办件";
/// Demo.
pub const DEMO: &str = "演示";

/// Sheet.
pub const SHEET_TITLE: &str = "办件单";
/// Matters of somebody who was found.
pub fn matters(count: usize) -> String {
    format!("办过和在办的事（{count}）")
}
/// Sheet.
pub const SHEET_NOTE: &str =
    "供录入部门业务系统用。显示个人信息的每次查看都有记录，本人可以查到；用完请按规定销毁。";
/// Why all is shown on the sheet, for the receipt.
pub const SHEET_REASON: &str = "打印办件单，录入部门系统";
/// Sheet.
pub const SHEET_OFFICIAL: &str = "部门系统编号";
/// Sheet.
pub const SHEET_SIGN: &str = "经办人（签字）";
/// Sheet.
pub const SHEET_DATE: &str = "日期";

/// Calendar.
pub const CALENDAR_TITLE: &str = "工作日历";
/// Calendar.
pub const CALENDAR_WHY: &str = "时限按这张表数工作日。照国务院办公厅每年的放假通知填写，改动会留下记录。";
/// Calendar.
pub const CALENDAR_ALARM: &str =
    "今年或明年还没有放假安排，期限只能按周末推算，标为「预计」。通知公布后请尽快填写。";
/// Calendar.
pub const YEAR: &str = "年份";
/// Calendar.
pub const NOTICE: &str = "依据的通知";
/// Calendar.
pub const OFF: &str = "放假的工作日";
/// Calendar.
pub const WORK: &str = "上班的周末";
/// Calendar.
pub const DAYS_HINT: &str = "每行一天，例如 2027-02-08；连续几天写成 2027-02-08 至 2027-02-12。";
/// Calendar.
pub const EDIT: &str = "修改";
/// Calendar.
pub const ADD_YEAR: &str = "填写新一年";
/// Calendar.
pub const SAVE: &str = "保存";
/// Calendar.
pub const SAVED: &str = "已保存";
/// Calendar.
pub const CANCEL: &str = "不改了";
/// Calendar.
pub const NO_NOTICE: &str = "还没有通知";
/// Calendar.
pub const NO_YEARS: &str = "还没有任何一年的安排。";
/// Calendar.
pub const BAD_YEAR: &str = "年份是四位数字，例如 2027。";
/// Calendar.
pub const BAD_SOURCE: &str = "请填写依据的通知，例如：国办发明电〔2026〕×号。";

/// What is filled in from the person.
pub fn known(labels: &[String]) -> String {
    format!("{}按上面的办事人自动填入，不用再填。", labels.join("、"))
}

/// Papers seen, in the note.
pub fn seen(papers: &str) -> String {
    format!("已看原件：{papers}")
}

/// A line that is no day.
pub fn bad_day(line: &str) -> String {
    format!("「{line}」看不懂。{DAYS_HINT}")
}

/// A day of another year.
pub fn other_year(day: &str, year: u16) -> String {
    format!("「{day}」不在{year}年。")
}

/// 「11月27日前」
pub fn by(day: &str) -> String {
    format!("{day}前")
}
