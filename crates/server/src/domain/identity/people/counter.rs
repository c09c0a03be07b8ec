//! People at the counter: found by an exact number only, never by name; registered when they are new.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;
use yunlin_api::identity::{IdNumber, Phone};
use yunlin_api::problem::Code;

use super::{accounts, checked, id_of, kind, store};
use crate::domain::audit;
use crate::domain::identity::Staff;
use crate::infra::db::sql;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// Somebody who stands at the counter or calls. Neither phone nor smartphone is needed.
#[derive(Clone)]
pub struct NewPerson {
    /// As on the ID card.
    pub name: String,
    /// If they show it.
    pub id_number: Option<IdNumber>,
    /// If they have one: who signs in with it later, and knows the last digits of the ID number, finds their cases.
    pub phone: Option<Phone>,
}

/// Persons whose account has exactly this number.
pub async fn by_phone<C: ConnectionTrait>(
    _: &Staff,
    db: &C,
    keys: &Keys,
    phone: &Phone,
) -> Result<Vec<Uuid>, DbErr> {
    let text = "SELECT a.person FROM phone ph JOIN account_phone ap ON ap.phone = ph.id \
        JOIN account a ON a.id = ap.account WHERE ph.blind = $1 AND a.closed_at IS NULL ORDER BY a.made_at, a.id";
    let blind = keys.blind(kind::PHONE, phone.as_str());
    let rows = db.query_all_raw(sql(db.get_database_backend(), text, [blind.into()])).await?;
    rows.iter().map(|row| id_of(row, "person")).collect()
}

/// The person with exactly this ID number, as the counter has seen it: what somebody claims online leads nowhere.
pub async fn by_id_number<C: ConnectionTrait>(
    _: &Staff,
    db: &C,
    keys: &Keys,
    id_number: &IdNumber,
) -> Result<Option<Uuid>, DbErr> {
    checked::person(db, keys, id_number).await
}

/// Registers somebody. Their ID number, if the counter has seen it before, leads to the person who has it.
pub async fn register(
    by: &Staff,
    tx: &DatabaseTransaction,
    keys: &Keys,
    new: &NewPerson,
    at: DateTime<Utc>,
) -> Result<Uuid, ApiError> {
    let (person, account) = (Uuid::now_v7(), Uuid::now_v7());
    match &new.id_number {
        Some(number) => {
            if let Some(known) = known(by, tx, keys, (new, number), at).await? {
                if let Some(phone) = &new.phone
                    && accounts::attach_first(tx, keys, known, phone, at).await?
                {
                    audit::record(tx, by, &audit::Entry::at_counter(known, "登记了手机号", at)).await?;
                }
                return Ok(known);
            }
            if !store::new_named(tx, keys, person, (&new.name, number), at).await? {
                // Another counter was faster. Nobody to be found now was erased in between: another try makes them new.
                let faster = by_id_number(by, tx, keys, number).await?;
                return faster.ok_or_else(|| ApiError::new(Code::Unavailable));
            }
            checked::mark(tx, person, at).await?;
            accounts::open_unused(tx, person, account, at).await?;
        }
        None => {
            accounts::new_unused_account(tx, person, account, at).await?;
            store::set_name(tx, keys, person, &new.name).await?;
        }
    }
    if let Some(phone) = &new.phone {
        accounts::attach(tx, keys, account, phone, at).await?;
    }
    Ok(person)
}

/// Whoever shows the card, if they are known. A claim made online counts when card and phone fit it; any other one ends here,
/// and its owner reads why.
async fn known(
    by: &Staff,
    tx: &DatabaseTransaction,
    keys: &Keys,
    (new, number): (&NewPerson, &IdNumber),
    at: DateTime<Utc>,
) -> Result<Option<Uuid>, ApiError> {
    if let Some(known) = by_id_number(by, tx, keys, number).await? {
        return Ok(Some(known));
    }
    if let Some(phone) = &new.phone
        && let Some(own) = checked::claimant_with_phone(tx, keys, (number, phone)).await?
    {
        checked::mark(tx, own, at).await?;
        rename(by, tx, keys, (own, &new.name), at).await?;
        return Ok(Some(own));
    }
    if let Some(claimant) = checked::end_claim(tx, keys, number).await? {
        let entry = audit::Entry {
            person: Some(claimant),
            act: "取消了您登记的身份证号：持证人已在窗口核验原件".to_owned(),
            case: None,
            about: "实名登记".to_owned(),
            at,
        };
        audit::record(tx, by, &entry).await?;
    }
    Ok(None)
}

/// Notes the name of somebody known as it stands on their card; they read it where it was another one.
async fn rename(
    by: &Staff,
    tx: &DatabaseTransaction,
    keys: &Keys,
    (person, name): (Uuid, &str),
    at: DateTime<Utc>,
) -> Result<(), ApiError> {
    let before = store::known(tx, keys, person).await?.and_then(|known| known.name);
    if before.as_deref() == Some(name) {
        return Ok(());
    }
    store::set_name(tx, keys, person, name).await?;
    audit::record(tx, by, &audit::Entry::at_counter(person, "更改了姓名", at)).await?;
    Ok(())
}
