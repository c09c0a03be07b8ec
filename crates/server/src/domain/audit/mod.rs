//! What staff did with personal data and with cases: written in the transaction of the act; the resident reads it as receipts.

mod migrations;
mod store;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use uuid::Uuid;

use super::identity::{Resident, Staff};
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;
use store::Row;

pub use migrations::MIGRATIONS;
pub use store::{all_receipts, forget, receipts, seal_reasons};

use super::sealed::Sealed;

/// Columns of sealed values.
pub const SEALED: &[Sealed] = &[Sealed { table: "audit_reason", key: "id", seq: None, column: "sealed" }];

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
    /// When.
    pub at: DateTime<Utc>,
}

impl Entry {
    /// An act of the resident on their own data.
    pub fn own(act: &str, at: DateTime<Utc>) -> Self {
        Self { person: None, act: act.to_owned(), case: None, about: String::new(), at }
    }

    /// An act at the counter on what is noted of a person.
    pub fn at_counter(person: Uuid, act: &str, at: DateTime<Utc>) -> Self {
        Self { person: Some(person), about: "窗口登记".to_owned(), ..Self::own(act, at) }
    }
}

/// Writes one act of a member of staff.
pub async fn record(tx: &DatabaseTransaction, by: &Staff, entry: &Entry) -> Result<(), DbErr> {
    store::insert(tx, &Row { staff: Some(by.id()), unit: by.unit(), entry }).await.map(|_| ())
}

/// The same with the reason that was given, which is free text: it stands sealed, for the resident who reads it.
pub async fn record_because(
    tx: &DatabaseTransaction,
    keys: &Keys,
    by: &Staff,
    (entry, reason): (&Entry, &str),
) -> Result<(), ApiError> {
    let id = store::insert(tx, &Row { staff: Some(by.id()), unit: by.unit(), entry }).await?;
    if reason.is_empty() { Ok(()) } else { store::give_reason(tx, keys, &id, reason).await }
}

/// Writes one act of the operator, by a command on the machine.
pub async fn record_of_operator(tx: &DatabaseTransaction, entry: &Entry) -> Result<(), DbErr> {
    store::insert(tx, &Row { staff: None, unit: "系统管理员", entry }).await.map(|_| ())
}

/// Writes one act of the resident: export, correction, deletion.
pub async fn record_own(tx: &DatabaseTransaction, by: &Resident, entry: &Entry) -> Result<(), DbErr> {
    let entry = &Entry { person: Some(by.person()), ..entry.clone() };
    store::insert(tx, &Row { staff: None, unit: "本人", entry }).await.map(|_| ())
}
