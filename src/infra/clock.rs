//! Time of the phone, set right by the server's where one was seen. Shown times are in the business zone +08:00, whatever zone the phone is in.

use std::cell::Cell;

use yunlin_api::calendar::Day;

use super::prefs;

/// Milliseconds by which the server was ahead of this phone when it last answered.
const AHEAD: &str = "clock_ahead";
/// Less than this is no wrong clock: an answer takes its time, and a header counts whole seconds.
const NOTHING_MS: f64 = 120_000.0;

thread_local! {
    static SEEN: Cell<bool> = const { Cell::new(false) };
}

/// Milliseconds since 1970, UTC, as this phone has it.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// The same as the server has it, as far as this phone knows: what decides about days and ages.
pub fn true_ms() -> f64 {
    let ahead = prefs::get(AHEAD).and_then(|ms| ms.parse::<f64>().ok()).filter(|ms| ms.is_finite());
    now_ms() + ahead.unwrap_or(0.0)
}

/// Notes the `Date` of an answer that came just now.
pub fn note_server(date: &str) {
    let Some(server) = parse(date) else { return };
    SEEN.set(true);
    match ahead(server, now_ms()) {
        None => prefs::remove(AHEAD),
        Some(ahead) => {
            prefs::set(AHEAD, &format!("{ahead:.0}"));
        }
    }
}

/// Whether the server told its time since this page was opened.
pub fn is_checked() -> bool {
    SEEN.get()
}

fn ahead(server: f64, phone: f64) -> Option<f64> {
    let ahead = server - phone;
    (ahead.abs() > NOTHING_MS).then_some(ahead)
}

/// Minutes between UTC and the business zone.
const ZONE_MINUTES: f64 = 480.0;

/// A point in time as the business zone reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// Year.
    pub year: i64,
    /// Month, from 1.
    pub month: u8,
    /// Day, from 1.
    pub day: u8,
    /// Hour, 0–23.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Weekday, 1 = Monday … 7 = Sunday.
    pub weekday: u8,
}

/// Splits milliseconds since 1970 into the business zone's calendar (proleptic Gregorian).
pub fn local(ms: f64) -> Local {
    let minutes = (ms / 60_000.0 + ZONE_MINUTES).floor();
    let days = (minutes / 1440.0).floor();
    let of_day = minutes - days * 1440.0;
    let (year, month, day) = civil(whole(days));
    Local {
        year,
        month,
        day,
        hour: small(of_day / 60.0),
        minute: small(of_day % 60.0),
        weekday: small((days + 3.0).rem_euclid(7.0)) + 1,
    }
}

/// Days since 1970 to year, month, day (the well-known era algorithm).
fn civil(days: i64) -> (i64, u8, u8) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = u8::try_from(doy - (153 * mp + 2) / 5 + 1).unwrap_or(1);
    let month = u8::try_from(if mp < 10 { mp + 3 } else { mp - 9 }).unwrap_or(1);
    (yoe + era * 400 + i64::from(month <= 2), month, day)
}

#[expect(clippy::cast_possible_truncation, reason = "day counts of real dates are far inside i64")]
fn whole(x: f64) -> i64 {
    x as i64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0–59 by construction")]
fn small(x: f64) -> u8 {
    x as u8
}

/// 「2026年11月22日 14:05」 of an RFC 3339 time; the text itself if it is none.
pub fn when(rfc3339: &str) -> String {
    let ms = js_sys::Date::parse(rfc3339);
    if ms.is_nan() {
        return rfc3339.to_owned();
    }
    let t = local(ms);
    format!("{}年{}月{}日 {:02}:{:02}", t.year, t.month, t.day, t.hour, t.minute)
}

/// 「11月22日 14:05」
pub fn stamp(ms: f64) -> String {
    let t = local(ms);
    format!("{}月{}日 {:02}:{:02}", t.month, t.day, t.hour, t.minute)
}

/// 「11月22日」
pub fn date(ms: f64) -> String {
    let t = local(ms);
    format!("{}月{}日", t.month, t.day)
}

/// Milliseconds of an RFC 3339 time of the server.
pub fn parse(time: &str) -> Option<f64> {
    let ms = js_sys::Date::parse(time);
    (!ms.is_nan()).then_some(ms)
}

/// Now as RFC 3339, UTC, as this phone has it: the server compares it with its own and tells when it is wrong.
pub fn now_rfc3339() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}

/// Today in the business zone, `YYYY-MM-DD`, by the server's clock where one was seen.
pub fn today() -> String {
    iso_day(local(true_ms()))
}

fn iso_day(t: Local) -> String {
    format!("{:04}-{:02}-{:02}", t.year, t.month, t.day)
}

/// 「今天 14:05」, 「昨天 14:05」, else 「11月22日 14:05」, with the year when it is another one.
pub fn said(ms: f64, now_ms: f64) -> String {
    let (t, now) = (local(ms), local(now_ms));
    let yesterday = local(now_ms - 86_400_000.0);
    let day = |t: Local| (t.year, t.month, t.day);
    if day(t) == day(now) {
        format!("今天 {:02}:{:02}", t.hour, t.minute)
    } else if day(t) == day(yesterday) {
        format!("昨天 {:02}:{:02}", t.hour, t.minute)
    } else if t.year == now.year {
        stamp(ms)
    } else {
        format!("{}年{}", t.year, stamp(ms))
    }
}

/// A day `YYYY-MM-DD` as 「11月27日（周五）」; anything else as it is.
pub fn day(day: &str) -> String {
    Day::parse(day).map_or_else(|| day.to_owned(), Day::said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_reads_the_business_zone_past_midnight() {
        // 2026-11-22T16:30:00Z is Monday the 23rd, 00:30, in +08:00.
        let t = local(1_795_365_000_000.0);
        assert_eq!((t.year, t.month, t.day, t.hour, t.minute, t.weekday), (2026, 11, 23, 0, 30, 1));
    }

    #[test]
    fn only_a_clock_that_is_minutes_off_counts_as_wrong() {
        assert_eq!(ahead(100_000.0, 0.0), None);
        assert_eq!(ahead(0.0, 119_000.0), None);
        assert_eq!(ahead(86_400_000.0, 0.0), Some(86_400_000.0));
        assert_eq!(ahead(0.0, 3_600_000.0), Some(-3_600_000.0));
    }

    #[test]
    fn stamp_pads_the_minutes() {
        assert_eq!(stamp(1_795_365_000_000.0 + 5.0 * 60_000.0), "11月23日 00:35");
    }

    #[test]
    fn a_day_is_said_with_its_weekday() {
        assert_eq!(day("2026-11-27"), "11月27日（周五）");
        assert_eq!(day("soon"), "soon");
    }

    #[test]
    fn a_time_is_said_by_the_calendar_of_the_business_zone() {
        let noon = 1_795_365_000_000.0;
        assert_eq!(said(noon, noon + 60_000.0), "今天 00:30");
        assert_eq!(said(noon - 3_600_000.0, noon), "昨天 23:30");
        assert_eq!(said(noon - 3.0 * 86_400_000.0, noon), "11月20日 00:30");
        assert_eq!(said(noon - 365.0 * 86_400_000.0, noon), "2025年11月23日 00:30");
    }
}
