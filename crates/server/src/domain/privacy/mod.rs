//! The rights of residents over their data: consent, what we hold, export, correction, deletion (requirements G23–G30).
//!
//! A mechanism that keeps personal data is a [`Source`] in [`SOURCES`]: it shows, exports and erases what it keeps.

mod closing;
mod consent;
mod correct;
mod export;
mod notice;
mod old;
mod own;
mod proof;
mod real_name;
mod retention;

use std::pin::Pin;

use sea_orm::DatabaseTransaction;
use serde_json::Value;
use uuid::Uuid;
use yunlin_api::privacy::{HeldGroup, MyData};

pub use closing::{ask as close, last_day as last_day_to_close, undo as undo_close};
pub use consent::{
    Separate, at_counter as consent_at_counter, give as give_consent, require as require_consent,
    separately as consent_separately,
};
pub use correct::{change as correct, prove};
pub use export::{Exported, ask as ask_export, prove as prove_export, show as export};
pub use notice::HANDLERS;
pub use proof::own_phone;
pub use real_name::{checked as real_name_checked, count as count_real_name, give as give_real_name};
pub use retention::run as retain;

use super::identity::Resident;
use crate::infra::ctx::Ctx;
use crate::infra::db::TxFuture;
use crate::infra::web::ApiError;

/// What a source returns.
pub type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, ApiError>> + Send + 'a>>;

/// A mechanism that keeps personal data of residents.
pub struct Source {
    /// Key in the export.
    pub name: &'static str,
    /// What it holds, masked.
    pub held: for<'a> fn(&'a Ctx, Uuid) -> Asked<'a, Vec<HeldGroup>>,
    /// The same in clear, for the resident alone.
    pub export: for<'a> fn(&'a Ctx, Uuid) -> Asked<'a, Value>,
    /// What stays after a deletion because a law wants it, and why, in words.
    pub kept: for<'a> fn(&'a Ctx, Uuid) -> Asked<'a, Vec<String>>,
    /// Erases or makes anonymous whatever need not stay.
    pub erase: for<'c> fn(&'c DatabaseTransaction, Uuid) -> TxFuture<'c, (), ApiError>,
}

/// All of them.
pub const SOURCES: &[Source] =
    &[own::SOURCE, super::cases::SOURCE, super::files::SOURCE, super::messages::SOURCE];

/// Everything that is held of a resident, masked.
pub async fn my_data(ctx: &Ctx, of: &Resident) -> Result<MyData, ApiError> {
    let mut groups = Vec::new();
    for source in SOURCES {
        groups.extend((source.held)(ctx, of.person()).await?);
    }
    Ok(MyData { groups, consents: consent::all(ctx, of).await?, closing: closing::under_way(ctx, of).await? })
}
