//! Mechanisms that several modules use. They know no module.

pub mod audit;
pub mod files;
pub mod identity;
pub mod privacy;
pub mod writes;

use crate::infra::migrate::Migration;

/// Tables of the mechanisms, made before those of the modules.
pub const MIGRATIONS: &[&[Migration]] =
    &[writes::MIGRATIONS, files::MIGRATIONS, identity::MIGRATIONS, audit::MIGRATIONS];
