//! The working-day calendar as rows: seeded from `calendar/<year>.toml`, editable at the desk.

mod migrations;
mod seed;
mod store;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use yunlin_api::calendar::{Calendar, Day};
use yunlin_api::desk::CalendarYear;

pub use migrations::MIGRATIONS;
pub use seed::publish;

use crate::infra::clock::business_day;
use crate::infra::ctx::Ctx;

/// Hours that the business zone is ahead of UTC.
const ZONE_HOURS: i64 = 8;

/// The calendar of all years that have a table; read anew when one was set since, by whichever replica.
pub async fn current(ctx: &Ctx) -> Result<Arc<Calendar>, DbErr> {
    let db = ctx.db.read();
    // Read before the days: a table that is set in between makes the next caller read again.
    let edition = store::edition(db).await?;
    if let Some(kept) = ctx.calendar.get(edition) {
        return Ok(kept);
    }
    let mut calendar = Calendar::new();
    for year in store::years(db).await? {
        let (off, work) = store::days(db, year.year).await?;
        calendar.set(year.year, off, work);
    }
    Ok(ctx.calendar.put(edition, calendar))
}

/// The tables as the desk shows them, oldest first.
pub async fn years<C: ConnectionTrait>(db: &C) -> Result<Vec<CalendarYear>, DbErr> {
    let mut out = Vec::new();
    for year in store::years(db).await? {
        let (off, work) = store::days(db, year.year).await?;
        let text = |days: Vec<Day>| days.iter().map(ToString::to_string).collect();
        out.push(CalendarYear {
            year: u16::try_from(year.year).unwrap_or_default(),
            source: year.source,
            off: text(off),
            work: text(work),
        });
    }
    Ok(out)
}

/// Replaces the table of a year.
pub async fn set(
    tx: &DatabaseTransaction,
    year: i32,
    source: &str,
    (off, work): (&[Day], &[Day]),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    store::replace(tx, year, source, (off, work), now).await
}

/// Whether this year, or from November on the next one, has no table yet (requirement G08).
pub fn alarm(calendar: &Calendar, today: Day) -> bool {
    let (year, month, _) = today.civil();
    !calendar.knows(year) || (month >= 11 && !calendar.knows(year + 1))
}

/// The business day of a moment.
pub fn day_of(moment: DateTime<Utc>) -> Day {
    let epoch = business_day(moment).signed_duration_since(NaiveDate::default()).num_days();
    Day::from_epoch(i32::try_from(epoch).unwrap_or_default())
}

/// The first moment of a business day.
pub fn start_of(day: Day) -> DateTime<Utc> {
    let date = NaiveDate::default() + TimeDelta::days(i64::from(day.epoch()));
    date.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(ZONE_HOURS)
}
