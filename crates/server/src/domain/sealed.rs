//! Every column that holds sealed values, so that a new key reaches all of them.

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};

use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Rows of one batch: a write of a resident never waits long behind it.
const BATCH: i64 = 200;

/// A column of sealed values. The place of a value is `table.column/key`, with `/seq` where rows are numbered within a key.
#[derive(Clone, Copy, Debug)]
pub struct Sealed {
    /// Table.
    pub table: &'static str,
    /// Column of text that names the row.
    pub key: &'static str,
    /// Column that numbers the rows of one key, where there are several. Both lead the primary key, so that a walk over all
    /// rows reads each once.
    pub seq: Option<&'static str>,
    /// Column with the sealed values.
    pub column: &'static str,
}

/// What names a row: its key, and its number within that or 0.
type Row = (String, i64);

impl Sealed {
    fn place(&self, (key, seq): &Row) -> String {
        let of_key = format!("{}.{}/{key}", self.table, self.column);
        if self.seq.is_some() { format!("{of_key}/{seq}") } else { of_key }
    }

    /// What a statement has to be given to name a row; more values follow.
    fn naming(&self, (key, seq): &Row, more: impl IntoIterator<Item = Value>) -> Vec<Value> {
        let number = self.seq.map(|_| Value::from(*seq));
        [Value::from(key.clone())].into_iter().chain(number).chain(more).collect()
    }

    /// The next rows after one.
    fn select(&self) -> String {
        let Self { table, key, column, .. } = self;
        match self.seq {
            None => format!(
                "SELECT {key} AS k, {column} AS v FROM {table} \
                WHERE {column} IS NOT NULL AND {key} > $1 ORDER BY {key} LIMIT $2"
            ),
            Some(seq) => format!(
                "SELECT {key} AS k, {seq} AS n, {column} AS v FROM {table} \
                WHERE {column} IS NOT NULL AND ({key}, {seq}) > ($1, $2) ORDER BY {key}, {seq} LIMIT $3"
            ),
        }
    }

    /// Only over the value that was read: a newer one is sealed by the newer key already.
    fn update(&self) -> String {
        let Self { table, key, column, .. } = self;
        match self.seq {
            None => format!("UPDATE {table} SET {column} = $3 WHERE {key} = $1 AND {column} = $2"),
            Some(seq) => {
                format!("UPDATE {table} SET {column} = $4 WHERE {key} = $1 AND {seq} = $2 AND {column} = $3")
            }
        }
    }

    /// What was read of a row, and its value.
    fn read(&self, row: &QueryResult) -> Result<(Row, Vec<u8>), DbErr> {
        let seq = if self.seq.is_some() { row.try_get("", "n")? } else { 0 };
        Ok(((row.try_get("", "k")?, seq), row.try_get("", "v")?))
    }
}

/// Seals anew whatever an older key sealed; says how many values. May be stopped and run again.
pub async fn reseal(ctx: &Ctx, columns: &[Sealed]) -> Result<usize, ApiError> {
    let mut done = 0;
    for column in columns {
        let mut after = Row::default();
        while let Some((last, count)) = batch(ctx, *column, &after).await? {
            done += count;
            after = last;
        }
    }
    Ok(done)
}

/// One batch: the last row that was looked at, and how many values were sealed anew. None at the end.
async fn batch(ctx: &Ctx, column: Sealed, after: &Row) -> Result<Option<(Row, usize)>, ApiError> {
    let values = column.naming(after, [BATCH.into()]);
    let rows = ctx.db.read().query_all_raw(sql(ctx.db.backend(), &column.select(), values)).await?;
    let rows = rows.iter().map(|row| column.read(row)).collect::<Result<Vec<_>, DbErr>>()?;
    let Some((last, _)) = rows.last().cloned() else { return Ok(None) };
    let mut fresh = Vec::new();
    for (row, old) in rows.into_iter().filter(|(_, value)| !ctx.keys.is_current(value)) {
        let place = column.place(&row);
        let new = ctx.keys.seal(&place, &ctx.keys.open(&place, &old)?)?;
        fresh.push((row, old, new));
    }
    let count = fresh.len();
    write(ctx, column, fresh).await?;
    Ok(Some((last, count)))
}

/// Writes what was sealed anew, in one transaction.
async fn write(ctx: &Ctx, column: Sealed, fresh: Vec<(Row, Vec<u8>, Vec<u8>)>) -> Result<(), DbErr> {
    ctx.db
        .tx(move |tx| {
            let (text, fresh) = (column.update(), fresh.clone());
            Box::pin(async move {
                for (row, old, new) in fresh {
                    let values = column.naming(&row, [old.into(), new.into()]);
                    tx.execute_raw(sql(tx.get_database_backend(), &text, values)).await?;
                }
                Ok(())
            })
        })
        .await
}
