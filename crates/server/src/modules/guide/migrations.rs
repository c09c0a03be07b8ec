//! Tables of the guide.

use crate::infra::migrate::Migration;

/// In order; a released step is never edited.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "guide_1_catalogue_version",
        ddl: "CREATE TABLE IF NOT EXISTS catalogue_version (
            version bigint PRIMARY KEY,
            published_on text NOT NULL,
            published_at timestamptz NOT NULL,
            status text NOT NULL CHECK (status IN ('published', 'retired')),
            content_hash text NOT NULL
        )",
    },
    Migration {
        name: "guide_2_service_item",
        ddl: "CREATE TABLE IF NOT EXISTS service_item (
            version bigint NOT NULL REFERENCES catalogue_version (version),
            code text NOT NULL,
            position integer NOT NULL,
            name text NOT NULL,
            category text NOT NULL,
            bureau text NOT NULL,
            channel text NOT NULL CHECK (channel IN ('online', 'booking', 'notice')),
            mode text NOT NULL CHECK (mode IN ('direct', 'agent', 'assist', 'inform')),
            in_handbook boolean NOT NULL,
            card_json text NOT NULL,
            text_json text NOT NULL,
            handbook_json text,
            PRIMARY KEY (version, code),
            UNIQUE (version, position)
        )",
    },
    Migration {
        name: "guide_3_catalogue_current",
        ddl: "CREATE TABLE IF NOT EXISTS catalogue_current (
            id integer PRIMARY KEY CHECK (id = 1),
            version bigint NOT NULL REFERENCES catalogue_version (version)
        )",
    },
    Migration {
        name: "guide_4_error_report",
        ddl: "CREATE TABLE IF NOT EXISTS guide_error_report (
            id text PRIMARY KEY,
            version bigint NOT NULL,
            item_code text NOT NULL,
            kind text NOT NULL,
            text text NOT NULL,
            received_at timestamptz NOT NULL,
            FOREIGN KEY (version, item_code) REFERENCES service_item (version, code)
        )",
    },
    Migration {
        name: "guide_5_error_report_age",
        ddl: "CREATE INDEX IF NOT EXISTS guide_error_report_received_at ON guide_error_report (received_at)",
    },
];
