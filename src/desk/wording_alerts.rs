//! Words of the alerts.

use yunlin_api::desk::Rung;

/// Title, and name in the rail.
pub const TITLE: &str = "提醒";
/// What stands here.
pub const WHY: &str = "快到期、超期的件，要打电话告知的人，没有回访的差评，没有录入的节假日。事情办了，提醒自己消失；点「知道了」只是不再计数，点「已告知」表示已经告知本人。";
/// Nothing.
pub const EMPTY: &str = "没有提醒。您的件都在期限内。";
/// Columns.
pub const COLUMNS: [&str; 4] = ["情况", "事项", "要做什么", "知道了"];
/// The table.
pub const TABLE: &str = "提醒，新的在前";
/// Button.
const KNOW: &str = "知道了";
/// Said before, in place of the button.
pub const KNOWN: &str = "已知道";

/// The button of an alert: what one says by it.
pub const fn know(rung: Rung) -> &'static str {
    match rung {
        Rung::ToTell => "已告知",
        _ => KNOW,
    }
}

/// Leads to the holiday tables.
pub const TO_CALENDAR: &str = "去录入节假日";

/// The chip of a rung: class of the colour, and words.
pub const fn rung(rung: Rung) -> (&'static str, &'static str) {
    match rung {
        Rung::Amber => ("wait", "快到期"),
        Rung::Red => ("bad", "今天到期"),
        Rung::Overdue => ("bad", "已超期"),
        Rung::CallBackDue => ("wait", "待回访"),
        Rung::CallBackOverdue => ("bad", "回访超期"),
        Rung::Missing => ("wait", "缺节假日"),
        Rung::Unserved => ("wait", "科室没人"),
        Rung::ToTell => ("wait", "要打电话"),
        Rung::PauseOver => ("bad", "环节过久"),
    }
}

/// 「3 条没看过」
pub fn count(unknown: u32) -> String {
    if unknown == 0 { String::new() } else { format!("{unknown} 条没看过") }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_count_is_silent_when_all_are_known() {
        assert_eq!(super::count(0), "");
        assert_eq!(super::count(3), "3 条没看过");
    }
}
