//! Tables of the files. Their bytes lie elsewhere, sealed, under random names.

use crate::infra::migrate::Migration;

/// In order; a released step is never edited.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "files_1_stored_file",
        ddl: "CREATE TABLE IF NOT EXISTS stored_file (
            id text PRIMARY KEY,
            owner_kind text NOT NULL CHECK (owner_kind IN ('resident', 'staff')),
            owner text NOT NULL,
            case_id text,
            field text,
            kind text NOT NULL CHECK (kind IN ('image/jpeg', 'application/pdf')),
            bytes bigint NOT NULL CHECK (bytes > 0),
            sha256 text NOT NULL,
            stored_name text NOT NULL UNIQUE,
            created_at timestamptz NOT NULL,
            stored_at timestamptz,
            attached_at timestamptz,
            deleted_at timestamptz
        )",
    },
    Migration {
        name: "files_2_by_case",
        ddl: "CREATE INDEX IF NOT EXISTS stored_file_by_case ON stored_file (case_id)",
    },
    Migration {
        name: "files_3_by_deletion",
        ddl: "CREATE INDEX IF NOT EXISTS stored_file_by_deletion ON stored_file (deleted_at)",
    },
    Migration {
        name: "files_4_day",
        ddl: "CREATE TABLE IF NOT EXISTS stored_file_day (
            owner_kind text NOT NULL,
            owner text NOT NULL,
            day text NOT NULL,
            files bigint NOT NULL CHECK (files > 0),
            PRIMARY KEY (owner_kind, owner, day)
        )",
    },
];
