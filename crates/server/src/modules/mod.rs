//! The modules that exist. A new one is a folder, a `mod` line and an entry in [`ALL`].

pub mod apply;
pub mod community;
pub mod guide;

use std::pin::Pin;

use yunlin_api::registry::ModuleInfo;

use crate::infra::ctx::Ctx;
use crate::infra::data::DataFiles;
use crate::infra::migrate::Migration;
use crate::infra::seed::SeedError;
use crate::infra::web::{ApiError, Routes};

/// What seeding returns.
pub type Seeding<'a> = Pin<Box<dyn Future<Output = Result<(), SeedError>> + Send + 'a>>;

/// What letting go returns.
pub type Retaining<'a> = Pin<Box<dyn Future<Output = Result<(), ApiError>> + Send + 'a>>;

/// What the server needs of a module.
pub struct Module {
    /// Entry of the shared registry.
    pub info: &'static ModuleInfo,
    /// Its endpoints.
    pub routes: fn() -> Routes,
    /// Its tables, in order.
    pub migrations: &'static [Migration],
    /// Brings its published rows up to the data files. Runs at each start, under the migration lease.
    pub seed: for<'a> fn(&'a Ctx, &'a DataFiles) -> Seeding<'a>,
    /// Lets go of what it has kept long enough. Runs every hour, on every replica.
    pub retain: for<'a> fn(&'a Ctx) -> Retaining<'a>,
}

/// Every module, in the order of the home page.
pub const ALL: &[Module] = &[guide::MODULE, apply::MODULE, community::MODULE];
