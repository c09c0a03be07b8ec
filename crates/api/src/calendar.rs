//! Working days (工作日): weekdays without the public holidays, with the weekend days that are worked, by a table per year
//! (requirements G07, G08). Both sides count with the same code; no clock and no time zone in here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar day. Ordered; written `YYYY-MM-DD`.
///
/// ```
/// use yunlin_api::calendar::Day;
/// let day = Day::parse("2026-02-28").unwrap();
/// assert_eq!(day.plus(1).to_string(), "2026-03-01");
/// assert_eq!(day.weekday(), 6);
/// assert_eq!(Day::parse("2026-02-29"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// From year, month and day of month, if there is such a day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1850..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let made = Self(days_from_civil(year, month, day));
        (made.civil() == (year, month, day)).then_some(made)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let shape = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if !shape || !digits {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// So many days after 1 January 1970.
    pub const fn from_epoch(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1 January 1970.
    pub const fn epoch(self) -> i32 {
        self.0
    }

    /// So many days later.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// 1 = Monday … 7 = Sunday.
    pub const fn weekday(self) -> u8 {
        // Day 0 was a Thursday; rem_euclid(7) fits.
        (self.0 + 3).rem_euclid(7) as u8 + 1
    }

    /// Year, month, day of month.
    pub fn civil(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// As people say it: 「11月27日（周五）」.
    pub fn said(self) -> String {
        const WEEK: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
        let (_, month, day) = self.civil();
        format!("{month}月{day}日（周{}）", WEEK[usize::from(self.weekday() - 1)])
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.civil().0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("日期写法是2026-01-31。"))
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar (H. Hinnant's algorithm).
const fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month as i32 + if month > 2 { -3 } else { 9 }) + 2) / 5 + day as i32 - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The other way round.
const fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month as u32, day as u32)
}

/// A day on which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// End of this day.
    pub day: Day,
    /// A year on the way has no holiday table yet: 预计.
    pub estimated: bool,
}

/// The holiday table of one year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Table {
    off: BTreeSet<Day>,
    work: BTreeSet<Day>,
}

/// The tables of all years that have one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, Table>,
}

impl Calendar {
    /// Without any table: weekdays only, everything estimated.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the table of a year: days off, and weekend days that are worked.
    pub fn set(
        &mut self,
        year: i32,
        off: impl IntoIterator<Item = Day>,
        work: impl IntoIterator<Item = Day>,
    ) {
        let table = Table { off: off.into_iter().collect(), work: work.into_iter().collect() };
        self.years.insert(year, table);
    }

    /// Whether the year has a table.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains_key(&year)
    }

    /// Whether people work on that day.
    pub fn is_working(&self, day: Day) -> bool {
        let weekday = day.weekday() <= 5;
        match self.years.get(&day.year()) {
            Some(table) if table.work.contains(&day) => true,
            Some(table) => weekday && !table.off.contains(&day),
            None => weekday,
        }
    }

    /// The day `n` working days after `day`, which itself does not count. `n` = 0 is the day itself.
    pub fn add_working_days(&self, day: Day, n: u32) -> Due {
        let (mut at, mut left, mut estimated) = (day, n, false);
        while left > 0 {
            at = at.plus(1);
            estimated |= !self.knows(at.year());
            left -= u32::from(self.is_working(at));
        }
        Due { day: at, estimated }
    }

    /// The last working day that lies `n` working days before `day`.
    pub fn before(&self, day: Day, n: u32) -> Day {
        let (mut at, mut left) = (day, n);
        while left > 0 {
            at = at.plus(-1);
            left -= u32::from(self.is_working(at));
        }
        at
    }

    /// Working days after `from` up to and with `to`; negative when `to` lies before `from`.
    pub fn working_days_between(&self, from: Day, to: Day) -> i32 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let days = (from.epoch() + 1..=to.epoch()).filter(|d| self.is_working(Day::from_epoch(*d)));
        i32::try_from(days.count()).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn of_2026() -> Calendar {
        let range =
            |a: &str, b: &str| (day(a).epoch()..=day(b).epoch()).map(Day::from_epoch).collect::<Vec<_>>();
        let off = [
            range("2026-01-01", "2026-01-03"),
            range("2026-02-15", "2026-02-23"),
            range("2026-04-04", "2026-04-06"),
            range("2026-05-01", "2026-05-05"),
            range("2026-06-19", "2026-06-21"),
            range("2026-09-25", "2026-09-27"),
            range("2026-10-01", "2026-10-07"),
        ];
        let work = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];
        let mut calendar = Calendar::new();
        calendar.set(2026, off.concat(), work.map(day));
        calendar
    }

    #[test]
    fn a_day_is_said_with_its_weekday() {
        assert_eq!(day("2026-11-27").said(), "11月27日（周五）");
        assert_eq!(day("2028-02-29").said(), "2月29日（周二）");
        assert_eq!(day("2026-11-29").said(), "11月29日（周日）");
    }

    #[test]
    fn working_days_count_as_the_notice_says() {
        let calendar = of_2026();
        for (from, n, to) in [
            ("2026-02-13", 1, "2026-02-14"),
            ("2026-02-13", 5, "2026-02-27"),
            ("2026-02-24", 5, "2026-03-02"),
            ("2026-04-30", 3, "2026-05-08"),
            ("2026-05-08", 2, "2026-05-11"),
            ("2026-09-24", 5, "2026-10-09"),
            ("2026-11-20", 5, "2026-11-27"),
        ] {
            let due = calendar.add_working_days(day(from), n);
            assert_eq!((due.day.to_string().as_str(), due.estimated), (to, false), "{from} + {n}");
            assert_eq!(calendar.working_days_between(day(from), day(to)), i32::try_from(n).unwrap());
            assert_eq!(calendar.working_days_between(day(to), day(from)), -i32::try_from(n).unwrap());
        }
    }

    #[test]
    fn a_year_without_a_table_is_estimated() {
        let due = of_2026().add_working_days(day("2026-12-30"), 3);
        assert_eq!((due.day, due.estimated), (day("2027-01-04"), true));
        assert!(!of_2026().add_working_days(day("2026-12-30"), 1).estimated);
    }

    #[test]
    fn every_day_of_four_centuries_reads_back() {
        for epoch in (-43_000..110_000).map(Day::from_epoch) {
            let (year, month, date) = epoch.civil();
            assert_eq!(Day::new(year, month, date), Some(epoch));
        }
        assert_eq!(Day::from_epoch(0).to_string(), "1970-01-01");
        assert_eq!(day("2026-11-22").weekday(), 7);
        for bad in ["2026-2-01", "2026-13-01", "2026-00-10", "2026-04-31", "+026-01-01", "2026-01-01-"] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn going_back_counts_the_same_days() {
        let calendar = of_2026();
        assert_eq!(calendar.before(day("2026-02-27"), 3), day("2026-02-24"));
        assert_eq!(calendar.before(day("2026-02-24"), 1), day("2026-02-14"));
    }
}
