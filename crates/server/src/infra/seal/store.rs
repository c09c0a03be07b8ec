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
                let find = "SELECT value FROM server_secret WHERE name = 'keys'";
                let row = tx.query_one_raw(sql(backend, find, [])).await?;
                row.map_or(Ok(mark), |row| row.try_get("", "value"))
            })
        })
        .await?;
    if ctx.keys.is_blind_of(KIND, "", &known) { Ok(()) } else { Err(KeyStoreError::OtherKeys) }
}

/// Kind under which the mark is hashed.
const KIND: &str = "keys";

/// A text that only these keys make.
fn mark(keys: &Keys) -> String {
    keys.blind(KIND, "")
}
