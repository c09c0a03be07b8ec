//! Tables of the idempotency keys and of the counters of guest writes.

use crate::infra::migrate::Migration;

/// In order; a released step is never edited.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "writes_1_idempotency",
        ddl: "CREATE TABLE IF NOT EXISTS idempotency (
            scope text NOT NULL,
            key text NOT NULL,
            request_hash text NOT NULL,
            status integer,
            response text,
            created_at timestamptz NOT NULL,
            PRIMARY KEY (scope, key)
        )",
    },
    Migration {
        name: "writes_2_idempotency_age",
        ddl: "CREATE INDEX IF NOT EXISTS idempotency_created_at ON idempotency (created_at)",
    },
    Migration {
        name: "writes_3_guest_counter",
        ddl: "CREATE TABLE IF NOT EXISTS guest_counter (
            who text NOT NULL,
            span text NOT NULL,
            writes bigint NOT NULL CHECK (writes > 0),
            started_at timestamptz NOT NULL,
            PRIMARY KEY (who, span)
        )",
    },
    Migration {
        name: "writes_4_secret",
        ddl: "CREATE TABLE IF NOT EXISTS server_secret (
            name text PRIMARY KEY,
            value text NOT NULL
        )",
    },
];
