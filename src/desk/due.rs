//! The chip of a case: colour and words, so that nothing depends on colour.

use yunlin_api::cases::CaseState;
use yunlin_api::desk::{InboxRow, Light};

use super::labels;

/// Class of the colour, and the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// `good`, `wait`, `bad` or `plain`.
    pub class: &'static str,
    /// e.g. 剩 3 个工作日
    pub words: String,
}

/// The chip of a line.
pub fn chip(row: &InboxRow) -> Chip {
    if row.state.is_closed() {
        return Chip { class: "plain", words: labels::state(row.state).to_owned() };
    }
    if row.state == CaseState::Paused && row.light == Light::Overdue {
        return Chip { class: "bad", words: "特殊环节过了预计日".to_owned() };
    }
    if row.light == Light::Standing {
        let words = match row.state {
            CaseState::Supplement => "等申请人补正",
            _ => "特殊环节，停表",
        };
        return Chip { class: "plain", words: words.to_owned() };
    }
    let class = match row.light {
        Light::Green => "good",
        Light::Amber => "wait",
        _ => "bad",
    };
    let about = if row.estimated { "预计" } else { "" };
    Chip { class, words: format!("{about}{}", words(row.light, row.left, row.due.as_deref())) }
}

fn words(light: Light, left: Option<i32>, due: Option<&str>) -> String {
    match (light, left, due) {
        (Light::Overdue, Some(left), _) => format!("已超 {} 个工作日", left.unsigned_abs().max(1)),
        (Light::Overdue, ..) => "已超期".to_owned(),
        (Light::Red, ..) => "今天到期".to_owned(),
        (_, Some(left), _) => format!("剩 {left} 个工作日"),
        (_, None, Some(due)) => format!("{}到期", labels::day(due)),
        (_, None, None) => "没有期限".to_owned(),
    }
}

/// What must be done by the day: 「11月25日前看完材料」. None when nothing is due.
pub fn deadline(row: &InboxRow) -> Option<String> {
    let day = labels::due_day(row.due.as_deref()?, row.estimated);
    match row.state {
        CaseState::Received => Some(format!("{day}前看完材料")),
        CaseState::Supplement => Some(format!("{day}前等申请人补齐")),
        CaseState::Accepted => Some(format!("{day}前办结")),
        CaseState::Paused => Some(format!("特殊环节预计{day}结束")),
        _ => None,
    }
}

#[cfg(test)]
pub mod tests {
    use uuid::Uuid;
    use yunlin_api::cases::{CaseNumber, Queue};
    use yunlin_api::desk::Source;

    use super::*;

    pub fn row(state: CaseState, light: Light, left: Option<i32>) -> InboxRow {
        InboxRow {
            id: Uuid::from_u128(1),
            number: CaseNumber::make("20261122", 418),
            item: "SB-07".into(),
            item_name: "灵活就业人员养老保险参保登记".into(),
            applicant_masked: "张*".into(),
            community: "hanyuan".into(),
            community_name: "汉源社区".into(),
            state,
            light,
            due: Some("2026-11-25".into()),
            estimated: false,
            left,
            source: Source::Phone,
            queue: Queue::Window,
            elsewhere: false,
            held_by: String::new(),
            urged: false,
            callback_by: None,
            version: 1,
        }
    }

    #[test]
    fn every_light_has_a_colour_and_words_of_its_own() {
        let of = |light, left| chip(&row(CaseState::Received, light, left));
        assert_eq!(of(Light::Green, Some(3)), Chip { class: "good", words: "剩 3 个工作日".into() });
        assert_eq!(of(Light::Amber, Some(1)), Chip { class: "wait", words: "剩 1 个工作日".into() });
        assert_eq!(of(Light::Red, Some(0)), Chip { class: "bad", words: "今天到期".into() });
        assert_eq!(of(Light::Overdue, Some(-2)), Chip { class: "bad", words: "已超 2 个工作日".into() });
    }

    #[test]
    fn a_clock_that_stands_says_what_it_waits_for() {
        assert_eq!(chip(&row(CaseState::Supplement, Light::Standing, None)).words, "等申请人补正");
        assert_eq!(chip(&row(CaseState::Paused, Light::Standing, None)).words, "特殊环节，停表");
        assert_eq!(chip(&row(CaseState::Granted, Light::Green, None)).words, "已办结");
        let late = chip(&row(CaseState::Paused, Light::Overdue, Some(-2)));
        assert_eq!((late.class, late.words.as_str()), ("bad", "特殊环节过了预计日"));
    }

    #[test]
    fn a_day_of_a_year_without_a_holiday_table_is_marked() {
        let row = InboxRow { estimated: true, ..row(CaseState::Received, Light::Green, Some(3)) };
        assert_eq!(chip(&row).words, "预计剩 3 个工作日");
        assert_eq!(deadline(&row).as_deref(), Some("11月25日（预计）前看完材料"));
    }

    #[test]
    fn the_panel_says_what_is_due_by_the_day() {
        let text = deadline(&row(CaseState::Received, Light::Green, Some(3)));
        assert_eq!(text.as_deref(), Some("11月25日前看完材料"));
        assert_eq!(deadline(&row(CaseState::Granted, Light::Green, None)), None);
    }
}
