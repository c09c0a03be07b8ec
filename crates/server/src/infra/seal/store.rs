//! Ties a database to its keys: a server with other keys must not write into it.

use sea_orm::{ConnectionTrait, DbErr};

use super::Keys;
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;

/// Why database and keys do not go together.
#[derive(Debug, thiserror::Error)]
pub enum KeyStoreError {
    /// The database was written under other keys.
    #[error(
        "the key file does not belong to this database; put back the one that does (see docs/security.md)"
    )]
    OtherKeys,
    /// The database refuses.
    #[error("cannot compare the keys with the database: {0}")]
    Db(#[from] DbErr),
}

/// Notes the keys in an empty database, and refuses other ones ever after.
pub async fn check_database(ctx: &Ctx) -> Result<(), KeyStoreError> {
    let mark = mark(&ctx.keys);
    let known = ctx
        .db
        .tx::<String, DbErr, _>(move |tx| {
            let mark = mark.clone();
            Box::pin(async move {
                let backend = tx.get_database_backend();
                let note = "INSERT INTO server_secret (name, value) VALUES ('keys', $1) ON CONFLICT (name) DO NOTHING";
                tx.execute_raw(sql(backend, note, [mark.clone().into()])).await?;
                Ok(mark_of(tx).await?.unwrap_or(mark))
            })
        })
        .await?;
    if made(&ctx.keys, &known) { Ok(()) } else { Err(KeyStoreError::OtherKeys) }
}

/// The mark of the keys under which a database was written; none in one that has never been opened.
pub async fn mark_of(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let find = sql(db.get_database_backend(), "SELECT value FROM server_secret WHERE name = 'keys'", []);
    db.query_one_raw(find).await?.map(|row| row.try_get("", "value")).transpose()
}

/// Whether a mark was made of these keys.
pub fn made(keys: &Keys, mark: &str) -> bool {
    keys.is_blind_of(KIND, "", mark)
}

/// Kind under which the mark is hashed.
const KIND: &str = "keys";

/// A text that only these keys make.
fn mark(keys: &Keys) -> String {
    keys.blind(KIND, "")
}
