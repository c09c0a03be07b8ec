//! Mechanisms that several modules use. They know no module.

pub mod audit;
pub mod calendar;
pub mod cases;
pub mod catalogue;
pub mod files;
pub mod forms;
pub mod identity;
pub mod jobs;
pub mod messages;
pub mod privacy;
pub mod sealed;
pub mod writes;

use crate::infra::migrate::Migration;

/// Tables of the mechanisms, made before those of the modules.
pub const MIGRATIONS: &[&[Migration]] = &[
    writes::MIGRATIONS,
    files::MIGRATIONS,
    identity::MIGRATIONS,
    audit::MIGRATIONS,
    calendar::MIGRATIONS,
    jobs::MIGRATIONS,
    messages::MIGRATIONS,
    forms::MIGRATIONS,
    cases::MIGRATIONS,
];

/// Columns of sealed values, of all mechanisms.
pub const SEALED: &[&[sealed::Sealed]] = &[identity::SEALED, cases::SEALED, audit::SEALED];
