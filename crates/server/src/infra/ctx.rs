//! What every request may use: settings, time, randomness, the database and the rendered documents.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use yunlin_api::calendar::Calendar;

use super::clock::{Clock, business_day};
use super::config::Config;
use super::db::Db;
use super::kept::Kept;
use super::seal::Keys;
use super::shelf::Shelf;
use super::vault::Vault;

/// Cheap to clone; the state of the router.
#[derive(Clone)]
pub struct Ctx {
    /// Settings.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// Keys of personal data.
    pub keys: Keys,
    /// Where files lie.
    pub vault: Vault,
    /// Rendered documents.
    pub shelf: Shelf,
    /// Working days, as last read.
    pub calendar: Kept<Calendar>,
    clock: Arc<dyn Clock>,
}

impl Ctx {
    /// Puts the parts together.
    pub fn new(config: Arc<Config>, db: Db, keys: Keys, vault: Vault, clock: Arc<dyn Clock>) -> Self {
        let shelf = Shelf::new(config.brotli_quality);
        Self { config, db, keys, vault, shelf, calendar: Kept::default(), clock }
    }

    /// The present moment, cut to whole milliseconds so that it reads back the same from every database.
    pub fn now(&self) -> DateTime<Utc> {
        let now = self.clock.now();
        // In range for every clock that `now` itself can hold.
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }

    /// Today in the business zone.
    pub fn today(&self) -> NaiveDate {
        business_day(self.now())
    }

    /// A new random id.
    pub fn random_id(&self) -> Uuid {
        Uuid::new_v4()
    }

    /// A new id whose order follows time: the key of a row.
    pub fn row_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}
