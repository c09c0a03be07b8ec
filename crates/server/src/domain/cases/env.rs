//! What a use case stands on: the moment, the business day and the calendar, read once.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use yunlin_api::calendar::{Calendar, Day};

use crate::domain::calendar;
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Cheap to clone.
#[derive(Clone)]
pub struct Env {
    /// Settings, database, keys.
    pub ctx: Ctx,
    /// This moment.
    pub now: DateTime<Utc>,
    /// Its business day.
    pub today: Day,
    /// Working days.
    pub calendar: Arc<Calendar>,
}

impl Env {
    /// Of this moment.
    pub async fn load(ctx: &Ctx) -> Result<Self, ApiError> {
        let now = ctx.now();
        let calendar = calendar::current(ctx).await?;
        Ok(Self { ctx: ctx.clone(), now, today: calendar::day_of(now), calendar })
    }
}
