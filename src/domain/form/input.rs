//! How values look in their boxes, and how boxes become values: groups of digits, a date in three boxes, a month in two.

use yunlin_api::forms::FieldKind;
use yunlin_api::identity::{IdNumber, Phone, half_width};

/// A typed value in groups as people read it, once it is complete; else as it was typed.
pub fn grouped(kind: &FieldKind, raw: &str) -> String {
    match kind {
        FieldKind::IdNumber => IdNumber::new(raw).map_or_else(|_| raw.to_owned(), |n| n.grouped()),
        FieldKind::Phone | FieldKind::AnyPhone => {
            Phone::new(raw).map_or_else(|_| raw.to_owned(), |p| p.grouped())
        }
        FieldKind::BankCard | FieldKind::BankAccount => {
            fours(&half_width(raw)).unwrap_or_else(|| raw.to_owned())
        }
        FieldKind::Number { .. } => {
            let narrow = half_width(raw);
            if narrow.bytes().all(|b| b.is_ascii_digit()) { narrow } else { raw.to_owned() }
        }
        _ => raw.to_owned(),
    }
}

/// Digits in groups of four, if they are digits.
fn fours(digits: &str) -> Option<String> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let groups: Vec<&str> =
        (0..digits.len()).step_by(4).map(|at| &digits[at..digits.len().min(at + 4)]).collect();
    Some(groups.join(" "))
}

/// Year, month and day as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// 年
    pub year: String,
    /// 月
    pub month: String,
    /// 日
    pub day: String,
}

impl DateParts {
    /// From an answer, complete or not.
    pub fn read(value: &str) -> Self {
        let mut parts = value.splitn(3, '-').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { year: next(), month: next(), day: next() }
    }

    /// Eight digits typed into one box are a whole date.
    pub fn from_eight(raw: &str) -> Option<Self> {
        let digits = half_width(raw);
        let fits = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| Self {
            year: digits[..4].to_owned(),
            month: digits[4..6].to_owned(),
            day: digits[6..].to_owned(),
        })
    }

    /// The answer: `YYYY-MM-DD` when the boxes hold numbers, else what stands in them; nothing when all are empty.
    pub fn answer(&self) -> Option<String> {
        let (year, month, day) = (half_width(&self.year), two(&self.month), two(&self.day));
        let all = format!("{year}-{month}-{day}");
        (all != "--").then_some(all)
    }
}

/// Year and month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthParts {
    /// 年
    pub year: String,
    /// 月
    pub month: String,
}

impl MonthParts {
    /// From an answer, complete or not.
    pub fn read(value: &str) -> Self {
        let (year, month) = value.split_once('-').unwrap_or((value, ""));
        Self { year: year.to_owned(), month: month.to_owned() }
    }

    /// The answer: `YYYY-MM`, or what there is of it.
    pub fn answer(&self) -> Option<String> {
        let all = format!("{}-{}", self.year, two(&self.month));
        (all != "-").then_some(all)
    }
}

/// One digit becomes two; anything else stays.
fn two(raw: &str) -> String {
    let narrow = half_width(raw);
    if narrow.len() == 1 && narrow.as_bytes()[0].is_ascii_digit() { format!("0{narrow}") } else { narrow }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_when_complete_and_left_alone_before() {
        assert_eq!(grouped(&FieldKind::IdNumber, "11010519491231002x"), "110105 19491231 002X");
        assert_eq!(grouped(&FieldKind::IdNumber, "110105194"), "110105194");
        assert_eq!(grouped(&FieldKind::Phone, "１３８ 0013-8000"), "138 0013 8000");
        assert_eq!(grouped(&FieldKind::BankCard, "6222020200012345678"), "6222 0202 0001 2345 678");
        assert_eq!(grouped(&FieldKind::BankCard, "６２２２ 02a"), "６２２２ 02a");
    }

    #[test]
    fn a_date_is_put_together_from_boxes_or_from_eight_digits() {
        let typed = DateParts { year: "１９９０".into(), month: "3".into(), day: "7".into() };
        assert_eq!(typed.answer().as_deref(), Some("1990-03-07"));
        assert_eq!(
            DateParts::from_eight("1990 0307").and_then(|d| d.answer()).as_deref(),
            Some("1990-03-07")
        );
        assert_eq!(DateParts::from_eight("1990037"), None);
        assert_eq!(DateParts::default().answer(), None);
        let half = DateParts { year: "1990".into(), ..DateParts::default() };
        assert_eq!(half.answer().map(|a| DateParts::read(&a)), Some(half));
    }

    #[test]
    fn a_month_survives_half_chosen() {
        assert_eq!(MonthParts::read("2026-12").answer().as_deref(), Some("2026-12"));
        assert_eq!(MonthParts::read("2026-").month, "");
        assert_eq!(MonthParts::read("").answer(), None);
    }
}
