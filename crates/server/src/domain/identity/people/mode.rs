//! 长辈版 or 标准版, kept with the account: whoever signs in on another phone finds the letters as large as on this one.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;
use yunlin_api::identity::UiMode;

use crate::domain::identity::Resident;
use crate::infra::db::sql;

/// Keeps what a resident chose; what was kept before goes.
pub async fn set_mode(of: &Resident, tx: &DatabaseTransaction, mode: UiMode) -> Result<(), DbErr> {
    let text = "INSERT INTO account_mode (account, mode) VALUES ($1, $2) \
        ON CONFLICT (account) DO UPDATE SET mode = excluded.mode";
    let values = [of.account().to_string().into(), mode.name().into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// What a person chose; none while they never did.
pub async fn mode_of<C: ConnectionTrait>(db: &C, person: Uuid) -> Result<Option<UiMode>, DbErr> {
    let text = "SELECT m.mode FROM account_mode m JOIN account a ON a.id = m.account WHERE a.person = $1";
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [person.to_string().into()])).await?;
    let Some(row) = row else { return Ok(None) };
    let name: String = row.try_get("", "mode")?;
    Ok(UiMode::of(&name))
}

/// Forgets it.
pub async fn forget_mode(tx: &DatabaseTransaction, person: Uuid) -> Result<(), DbErr> {
    let text = "DELETE FROM account_mode WHERE account IN (SELECT id FROM account WHERE person = $1)";
    tx.execute_raw(sql(tx.get_database_backend(), text, [person.to_string().into()])).await.map(|_| ())
}
