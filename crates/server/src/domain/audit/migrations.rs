//! The table of acts. Rows are only ever added, and dropped when they are too old.

use crate::infra::migrate::Migration;

/// In order; a released step is never edited.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "audit_1_entry",
        ddl: "CREATE TABLE IF NOT EXISTS audit_entry (
            id text PRIMARY KEY,
            at timestamptz NOT NULL,
            staff text,
            unit text NOT NULL,
            person text,
            act text NOT NULL,
            case_id text,
            about text NOT NULL,
            reason text NOT NULL
        )",
    },
    Migration {
        name: "audit_2_of_person",
        ddl: "CREATE INDEX IF NOT EXISTS audit_entry_person ON audit_entry (person, at)",
    },
    Migration { name: "audit_3_age", ddl: "CREATE INDEX IF NOT EXISTS audit_entry_at ON audit_entry (at)" },
    // Takes the place of audit_entry.reason, which is emptied by the hourly round.
    Migration {
        name: "audit_4_reason",
        ddl: "CREATE TABLE IF NOT EXISTS audit_reason (
            id text PRIMARY KEY REFERENCES audit_entry (id),
            sealed bytea NOT NULL
        )",
    },
];
