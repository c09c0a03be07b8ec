//! Every column that holds sealed values, so that a new key reaches all of them.

use sea_orm::{ConnectionTrait, DbErr};

use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Rows of one batch: a write of a resident never waits long behind it.
const BATCH: i64 = 200;

/// A column of sealed values. The place of a value is `table.column/key`.
#[derive(Clone, Copy, Debug)]
pub struct Sealed {
    /// Table.
    pub table: &'static str,
    /// Column, or expression, of text that names the row.
    pub key: &'static str,
    /// Column with the sealed values.
    pub column: &'static str,
}

impl Sealed {
    fn place(&self, key: &str) -> String {
        format!("{}.{}/{key}", self.table, self.column)
    }
}

/// Seals anew whatever an older key sealed; says how many values. May be stopped and run again.
pub async fn reseal(ctx: &Ctx, columns: &[Sealed]) -> Result<usize, ApiError> {
    let mut done = 0;
    for column in columns {
        let mut after = String::new();
        while let Some((last, count)) = batch(ctx, *column, &after).await? {
            done += count;
            after = last;
        }
    }
    Ok(done)
}

/// One batch: the last key that was looked at, and how many values were sealed anew. None at the end.
async fn batch(ctx: &Ctx, column: Sealed, after: &str) -> Result<Option<(String, usize)>, ApiError> {
    let Sealed { table, key, column: name } = column;
    let text = format!(
        "SELECT {key} AS k, {name} AS v FROM {table} WHERE {name} IS NOT NULL AND {key} > $1 ORDER BY {key} LIMIT $2"
    );
    let rows =
        ctx.db.read().query_all_raw(sql(ctx.db.backend(), &text, [after.into(), BATCH.into()])).await?;
    let rows = rows.iter().map(|row| Ok((row.try_get("", "k")?, row.try_get("", "v")?)));
    let rows = rows.collect::<Result<Vec<(String, Vec<u8>)>, DbErr>>()?;
    let Some((last, _)) = rows.last().cloned() else { return Ok(None) };
    let mut fresh = Vec::new();
    for (key, old) in rows.into_iter().filter(|(_, value)| !ctx.keys.is_current(value)) {
        let place = column.place(&key);
        let new = ctx.keys.seal(&place, &ctx.keys.open(&place, &old)?)?;
        fresh.push((key, old, new));
    }
    let count = fresh.len();
    // Only over the value that was read: a newer one is sealed by the newer key already.
    let text = format!("UPDATE {table} SET {name} = $3 WHERE {key} = $1 AND {name} = $2");
    ctx.db
        .tx::<(), DbErr, _>(move |tx| {
            let (text, fresh) = (text.clone(), fresh.clone());
            Box::pin(async move {
                for (key, old, new) in fresh {
                    tx.execute_raw(sql(
                        tx.get_database_backend(),
                        &text,
                        [key.into(), old.into(), new.into()],
                    ))
                    .await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(Some((last, count)))
}
