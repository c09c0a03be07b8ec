//! Time. The one place that asks the system for it.

use chrono::{DateTime, Duration, DurationRound, FixedOffset, NaiveDate, Utc};

/// Seconds that the business zone (+08:00) is ahead of UTC.
const BUSINESS_OFFSET: i32 = 8 * 3600;

/// Tells the time; tests bring their own.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
}

/// The system's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// Begin of the hour or day, in the business zone, that holds a moment.
///
/// ```
/// use chrono::{DateTime, Duration};
/// use yunlin_server::infra::clock::business_span;
/// let at = |text| DateTime::parse_from_rfc3339(text).map(|t| t.to_utc()).unwrap();
/// assert_eq!(business_span(at("2026-01-01T17:20:00Z"), Duration::days(1)), at("2026-01-01T16:00:00Z"));
/// assert_eq!(business_span(at("2026-01-01T17:20:00Z"), Duration::hours(1)), at("2026-01-01T17:00:00Z"));
/// ```
pub fn business_span(moment: DateTime<Utc>, length: Duration) -> DateTime<Utc> {
    let ahead = Duration::seconds(i64::from(BUSINESS_OFFSET));
    // Fails only for a clock that stands past the year 2262.
    (moment + ahead).duration_trunc(length).map_or(moment, |start| start - ahead)
}

/// The calendar day of a moment in the business zone.
///
/// ```
/// use chrono::DateTime;
/// use yunlin_server::infra::clock::business_day;
/// let evening = DateTime::parse_from_rfc3339("2026-01-01T17:00:00Z").map(|t| t.to_utc()).unwrap();
/// assert_eq!(business_day(evening).to_string(), "2026-01-02");
/// ```
pub fn business_day(moment: DateTime<Utc>) -> NaiveDate {
    match FixedOffset::east_opt(BUSINESS_OFFSET) {
        Some(zone) => moment.with_timezone(&zone).date_naive(),
        None => moment.date_naive(),
    }
}
