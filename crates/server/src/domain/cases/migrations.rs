//! Tables of the cases.

use crate::infra::migrate::Migration;

/// In order; a released step is never edited.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "cases_1_file",
        ddl: "CREATE TABLE IF NOT EXISTS case_file (
            id text PRIMARY KEY,
            number text NOT NULL UNIQUE,
            person_id text NOT NULL,
            item_code text NOT NULL,
            item_name text NOT NULL,
            item_version bigint NOT NULL,
            form_version bigint,
            community text NOT NULL,
            queue_kind text NOT NULL CHECK (queue_kind IN ('window', 'bureau')),
            queue_name text NOT NULL,
            state text NOT NULL,
            closed boolean NOT NULL,
            version bigint NOT NULL CHECK (version > 0),
            source text NOT NULL,
            holder_staff text,
            next_due text NOT NULL,
            standing text NOT NULL,
            answers bytea NOT NULL,
            applicant bytea NOT NULL,
            body_blind text NOT NULL,
            filled_at text NOT NULL,
            clock_wrong boolean NOT NULL,
            received_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL,
            closed_at timestamptz
        )",
    },
    Migration {
        name: "cases_2_of_person",
        ddl: "CREATE INDEX IF NOT EXISTS case_file_person ON case_file (person_id, changed_at)",
    },
    Migration {
        name: "cases_3_inbox",
        ddl: "CREATE INDEX IF NOT EXISTS case_file_inbox ON case_file (closed, next_due, id)",
    },
    Migration {
        name: "cases_4_active",
        ddl: "CREATE TABLE IF NOT EXISTS active_case (
            person_id text NOT NULL,
            item_code text NOT NULL,
            case_id text NOT NULL UNIQUE REFERENCES case_file (id),
            PRIMARY KEY (person_id, item_code)
        )",
    },
    Migration {
        name: "cases_5_event",
        ddl: "CREATE TABLE IF NOT EXISTS case_event (
            case_id text NOT NULL REFERENCES case_file (id),
            seq bigint NOT NULL CHECK (seq > 0),
            action text NOT NULL,
            state text NOT NULL,
            actor text NOT NULL CHECK (actor IN ('resident', 'staff', 'system')),
            unit text NOT NULL,
            staff_id text,
            at timestamptz NOT NULL,
            effect text NOT NULL,
            words bytea NOT NULL,
            reverses bigint,
            PRIMARY KEY (case_id, seq)
        )",
    },
    Migration {
        name: "cases_6_rating",
        ddl: "CREATE TABLE IF NOT EXISTS case_rating (
            case_id text PRIMARY KEY REFERENCES case_file (id),
            grade text NOT NULL,
            comment bytea,
            at timestamptz NOT NULL,
            call_back_by text,
            called_back_at timestamptz,
            called_back_by text,
            call_back_note bytea
        )",
    },
    Migration {
        name: "cases_7_urge",
        ddl: "CREATE TABLE IF NOT EXISTS case_urge (
            case_id text NOT NULL REFERENCES case_file (id),
            day text NOT NULL,
            PRIMARY KEY (case_id, day)
        )",
    },
    Migration {
        name: "cases_8_ladder",
        ddl: "CREATE TABLE IF NOT EXISTS escalation_log (
            subject text NOT NULL,
            level text NOT NULL,
            due text NOT NULL,
            told text NOT NULL,
            at timestamptz NOT NULL,
            PRIMARY KEY (subject, level, due)
        )",
    },
    Migration {
        name: "cases_9_of_queue",
        ddl: "CREATE INDEX IF NOT EXISTS case_file_queue \
            ON case_file (queue_kind, queue_name, closed, next_due, id)",
    },
    Migration {
        name: "cases_10_of_community",
        ddl: "CREATE INDEX IF NOT EXISTS case_file_community ON case_file (community, closed, next_due, id)",
    },
    Migration {
        name: "cases_11_of_holder",
        ddl: "CREATE INDEX IF NOT EXISTS case_file_holder ON case_file (holder_staff, closed)",
    },
    Migration {
        name: "cases_12_closed",
        ddl: "CREATE INDEX IF NOT EXISTS case_file_closed ON case_file (closed, closed_at, id)",
    },
    Migration {
        name: "cases_13_known",
        ddl: "CREATE TABLE IF NOT EXISTS escalation_known (
            subject text NOT NULL,
            level text NOT NULL,
            due text NOT NULL,
            staff_id text NOT NULL,
            at timestamptz NOT NULL,
            PRIMARY KEY (subject, level, due, staff_id)
        )",
    },
    Migration {
        name: "cases_14_count",
        ddl: "CREATE INDEX IF NOT EXISTS case_file_count \
            ON case_file (closed, queue_kind, queue_name, community, next_due, id, state)",
    },
    // Withdrawn cases whose applicant and answers have gone.
    Migration {
        name: "cases_15_emptied",
        ddl: "CREATE TABLE IF NOT EXISTS case_emptied (
            case_id text PRIMARY KEY REFERENCES case_file (id),
            at timestamptz NOT NULL
        )",
    },
    Migration {
        name: "cases_16_by_staff",
        ddl: "CREATE INDEX IF NOT EXISTS case_event_staff ON case_event (staff_id, case_id)",
    },
];
