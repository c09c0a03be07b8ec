//! Tables of the calendar.

use crate::infra::migrate::Migration;

/// In order; a released step is never edited.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "calendar_1_year",
        ddl: "CREATE TABLE IF NOT EXISTS calendar_year (
            year integer PRIMARY KEY,
            source text NOT NULL,
            set_at timestamptz NOT NULL
        )",
    },
    Migration {
        name: "calendar_2_day",
        ddl: "CREATE TABLE IF NOT EXISTS calendar_day (
            day text PRIMARY KEY,
            year integer NOT NULL REFERENCES calendar_year (year),
            working boolean NOT NULL
        )",
    },
    Migration {
        name: "calendar_3_day_of_year",
        ddl: "CREATE INDEX IF NOT EXISTS calendar_day_year ON calendar_day (year)",
    },
    Migration {
        name: "calendar_4_edition",
        ddl: "CREATE TABLE IF NOT EXISTS calendar_edition (
            id integer PRIMARY KEY CHECK (id = 1),
            number bigint NOT NULL CHECK (number > 0)
        )",
    },
];
