//! Tables of persons, accounts, phone numbers, codes and sessions, and of staff.

use crate::infra::migrate::Migration;

/// In order; a released step is never edited.
pub const MIGRATIONS: &[Migration] = &[
    step(
        "identity_1_person",
        "CREATE TABLE IF NOT EXISTS person (
            id text PRIMARY KEY,
            name_sealed bytea,
            id_sealed bytea,
            id_blind text UNIQUE,
            made_at timestamptz NOT NULL,
            erased_at timestamptz
        )",
    ),
    step(
        "identity_2_account",
        "CREATE TABLE IF NOT EXISTS account (
            id text PRIMARY KEY,
            person text NOT NULL UNIQUE REFERENCES person (id),
            made_at timestamptz NOT NULL,
            seen_at timestamptz NOT NULL,
            closing_on text,
            closing_by text,
            closed_at timestamptz
        )",
    ),
    step(
        "identity_3_phone",
        "CREATE TABLE IF NOT EXISTS phone (
            id text PRIMARY KEY,
            blind text NOT NULL UNIQUE,
            sealed bytea NOT NULL
        )",
    ),
    step(
        "identity_4_account_phone",
        "CREATE TABLE IF NOT EXISTS account_phone (
            account text PRIMARY KEY REFERENCES account (id),
            phone text NOT NULL REFERENCES phone (id),
            since timestamptz NOT NULL
        )",
    ),
    step(
        "identity_5_phone_accounts",
        "CREATE INDEX IF NOT EXISTS account_phone_phone ON account_phone (phone)",
    ),
    step(
        "identity_6_code",
        "CREATE TABLE IF NOT EXISTS sign_in_code (
            phone_blind text PRIMARY KEY,
            id text NOT NULL UNIQUE,
            phone_sealed bytea NOT NULL,
            tries integer NOT NULL CHECK (tries BETWEEN 0 AND 5),
            made_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL,
            sent_at timestamptz
        )",
    ),
    step(
        "identity_7_code_age",
        "CREATE INDEX IF NOT EXISTS sign_in_code_expires ON sign_in_code (expires_at)",
    ),
    step(
        "identity_8_session",
        "CREATE TABLE IF NOT EXISTS session (
            id text PRIMARY KEY,
            account text NOT NULL REFERENCES account (id),
            token_hash text NOT NULL UNIQUE,
            device text NOT NULL,
            made_at timestamptz NOT NULL,
            seen_at timestamptz NOT NULL
        )",
    ),
    step("identity_9_session_account", "CREATE INDEX IF NOT EXISTS session_account ON session (account)"),
    step(
        "identity_10_consent",
        "CREATE TABLE IF NOT EXISTS consent (
            id text PRIMARY KEY,
            person text NOT NULL REFERENCES person (id),
            notice text NOT NULL,
            agreed boolean NOT NULL,
            at timestamptz NOT NULL
        )",
    ),
    step("identity_11_consent_person", "CREATE INDEX IF NOT EXISTS consent_person ON consent (person, at)"),
    step(
        "identity_12_tries",
        "CREATE TABLE IF NOT EXISTS tries (
            who text PRIMARY KEY,
            failed integer NOT NULL CHECK (failed > 0),
            since timestamptz NOT NULL
        )",
    ),
    step(
        "identity_13_staff",
        "CREATE TABLE IF NOT EXISTS staff (
            id text PRIMARY KEY,
            login text NOT NULL UNIQUE,
            name text NOT NULL,
            unit text NOT NULL,
            password_hash text NOT NULL,
            must_change boolean NOT NULL,
            totp_sealed bytea,
            totp_on boolean NOT NULL,
            totp_step bigint NOT NULL,
            active boolean NOT NULL,
            made_at timestamptz NOT NULL
        )",
    ),
    step(
        "identity_14_staff_grant",
        "CREATE TABLE IF NOT EXISTS staff_grant (
            staff text NOT NULL REFERENCES staff (id),
            role text NOT NULL,
            queue text NOT NULL,
            community text NOT NULL,
            PRIMARY KEY (staff, role, queue, community)
        )",
    ),
    step(
        "identity_15_staff_session",
        "CREATE TABLE IF NOT EXISTS staff_session (
            id text PRIMARY KEY,
            staff text NOT NULL REFERENCES staff (id),
            token_hash text NOT NULL UNIQUE,
            made_at timestamptz NOT NULL,
            seen_at timestamptz NOT NULL
        )",
    ),
    step(
        "identity_16_id_check",
        "CREATE TABLE IF NOT EXISTS id_check (
            person text PRIMARY KEY REFERENCES person (id),
            checked_at timestamptz NOT NULL
        )",
    ),
    // Nobody gives a number online without having agreed to the notice: whoever never did was registered at the counter.
    step(
        "identity_17_id_check_of_counter",
        "INSERT INTO id_check (person, checked_at) SELECT p.id, p.made_at FROM person p
            WHERE p.id_blind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.person = p.id)
            ON CONFLICT (person) DO NOTHING",
    ),
    step(
        "identity_18_home",
        "CREATE TABLE IF NOT EXISTS person_home (
            person text PRIMARY KEY REFERENCES person (id),
            room_blind text NOT NULL,
            sealed bytea NOT NULL,
            noted_at timestamptz NOT NULL
        )",
    ),
    step("identity_19_home_room", "CREATE INDEX IF NOT EXISTS person_home_room ON person_home (room_blind)"),
    step(
        "identity_20_mode",
        "CREATE TABLE IF NOT EXISTS account_mode (
            account text PRIMARY KEY REFERENCES account (id),
            mode text NOT NULL CHECK (mode IN ('normal', 'elder'))
        )",
    ),
    step(
        "identity_21_separate_consent",
        "CREATE TABLE IF NOT EXISTS separate_consent (
            case_id text NOT NULL,
            field text NOT NULL,
            person text NOT NULL REFERENCES person (id),
            about text NOT NULL,
            agreed boolean NOT NULL,
            at timestamptz NOT NULL,
            PRIMARY KEY (case_id, field)
        )",
    ),
    step(
        "identity_22_separate_consent_person",
        "CREATE INDEX IF NOT EXISTS separate_consent_person ON separate_consent (person, at)",
    ),
];

const fn step(name: &'static str, ddl: &'static str) -> Migration {
    Migration { name, ddl }
}
