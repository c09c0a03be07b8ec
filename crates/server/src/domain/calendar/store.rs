//! Rows of the calendar.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, FromQueryResult};
use yunlin_api::calendar::Day;

use crate::infra::db::sql;

/// A year that has a table.
#[derive(Debug, FromQueryResult)]
pub(super) struct YearRow {
    pub(super) year: i32,
    pub(super) source: String,
}

#[derive(Debug, FromQueryResult)]
struct DayRow {
    day: String,
    working: bool,
}

/// Counts the tables that were set so far.
pub(super) async fn edition<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    let row =
        db.query_one_raw(sql(db.get_database_backend(), "SELECT number FROM calendar_edition", [])).await?;
    row.map_or(Ok(0), |row| row.try_get("", "number"))
}

/// Years, oldest first.
pub(super) async fn years<C: ConnectionTrait>(db: &C) -> Result<Vec<YearRow>, DbErr> {
    let text = "SELECT year, source FROM calendar_year ORDER BY year";
    YearRow::find_by_statement(sql(db.get_database_backend(), text, [])).all(db).await
}

/// Days off and worked weekend days of a year.
pub(super) async fn days<C: ConnectionTrait>(db: &C, year: i32) -> Result<(Vec<Day>, Vec<Day>), DbErr> {
    let text = "SELECT day, working FROM calendar_day WHERE year = $1 ORDER BY day";
    let rows = DayRow::find_by_statement(sql(db.get_database_backend(), text, [year.into()])).all(db).await?;
    let of = |working: bool| {
        rows.iter().filter(|r| r.working == working).filter_map(|r| Day::parse(&r.day)).collect()
    };
    Ok((of(false), of(true)))
}

/// Writes a year anew.
pub(super) async fn replace(
    tx: &DatabaseTransaction,
    year: i32,
    source: &str,
    (off, work): (&[Day], &[Day]),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let backend = tx.get_database_backend();
    let text = "INSERT INTO calendar_year (year, source, set_at) VALUES ($1, $2, $3) \
        ON CONFLICT (year) DO UPDATE SET source = excluded.source, set_at = excluded.set_at";
    tx.execute_raw(sql(backend, text, [year.into(), source.into(), now.into()])).await?;
    let text = "INSERT INTO calendar_edition (id, number) VALUES (1, 1) \
        ON CONFLICT (id) DO UPDATE SET number = calendar_edition.number + 1";
    tx.execute_raw(sql(backend, text, [])).await?;
    tx.execute_raw(sql(backend, "DELETE FROM calendar_day WHERE year = $1", [year.into()])).await?;
    let insert = "INSERT INTO calendar_day (day, year, working) VALUES ($1, $2, $3)";
    for (days, working) in [(off, false), (work, true)] {
        for day in days {
            let values = [day.to_string().into(), year.into(), working.into()];
            tx.execute_raw(sql(backend, insert, values)).await?;
        }
    }
    Ok(())
}
