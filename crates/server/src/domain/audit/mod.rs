//! What staff did with personal data and with cases: written in the transaction of the act; the resident reads it as receipts.

mod migrations;
mod store;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use uuid::Uuid;

use super::identity::{Resident, Staff};
use store::Row;

pub use migrations::MIGRATIONS;
pub use store::receipts;

/// One act.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Whose data; none for acts that touch no person.
    pub person: Option<Uuid>,
    /// What, in words that the resident reads: 查看了身份证号
    pub act: String,
    /// Case, if any.
    pub case: Option<Uuid>,
    /// What it was about, for the resident: the item's name.
    pub about: String,
    /// Reason given, if any.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Entry {
    /// An act of the resident on their own data.
    pub fn own(act: &str, at: DateTime<Utc>) -> Self {
        let nothing = String::new;
        Self { person: None, act: act.to_owned(), case: None, about: nothing(), reason: nothing(), at }
    }

    /// An act at the counter on what is noted of a person.
    pub fn at_counter(person: Uuid, act: &str, at: DateTime<Utc>) -> Self {
        Self { person: Some(person), about: "窗口登记".to_owned(), ..Self::own(act, at) }
    }
}

/// Writes one act of a member of staff.
pub async fn record(tx: &DatabaseTransaction, by: &Staff, entry: &Entry) -> Result<(), DbErr> {
    store::insert(tx, &Row { staff: Some(by.id()), unit: by.unit(), entry }).await
}

/// Writes one act of the resident: export, correction, deletion.
pub async fn record_own(tx: &DatabaseTransaction, by: &Resident, entry: &Entry) -> Result<(), DbErr> {
    let entry = &Entry { person: Some(by.person()), ..entry.clone() };
    store::insert(tx, &Row { staff: None, unit: "本人", entry }).await
}
