//! Stories of the server, told over HTTP: on SQLite always, on PostgreSQL too when `YUNLIN_TEST_PG_URL` names one.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

mod after_closing;
mod alerts;
mod api_document;
mod app_files;
mod apply;
mod backup;
mod calendar;
mod codes;
mod community;
mod completing;
mod config;
mod connections;
mod content;
mod corrections;
mod counter;
mod desk;
mod durability;
mod fields;
mod files;
mod group_commit;
mod guide;
mod handing_on;
mod idempotency;
mod identity;
mod in_clear;
mod inbox;
mod jobs;
mod let_go;
mod limits;
mod log;
mod migrations;
mod mode;
mod older;
mod operator;
mod people;
mod privacy;
mod proofs;
mod published;
mod refusals;
mod reminders;
mod resealed;
mod retired;
mod rooms;
mod scopes;
mod sms;
mod staff;
mod support;
mod traces;
mod walk;
