//! Versioned migrations: each is one portable DDL statement, applied once, under a lease that lets replicas start together.

mod lease;

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::ctx::Ctx;
use super::db::sql;
use super::digest;

pub use lease::Lease;

/// One step of the schema. A released step is never edited: its checksum is kept.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Unique for ever, `<module>_<number>_<what>`; steps run in the order of the list.
    pub name: &'static str,
    /// One statement that does no harm when it runs twice (`IF NOT EXISTS`). `timestamptz` is written so on both databases.
    pub ddl: &'static str,
}

/// Why the schema cannot be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The database refuses.
    #[error("migration {name}: {source}")]
    Db {
        /// Step that failed.
        name: &'static str,
        /// What the database says.
        source: DbErr,
    },
    /// A step that was applied has been edited since.
    #[error("migration {0} was changed after it had been applied")]
    Changed(&'static str),
    /// Another replica holds the lease for too long.
    #[error("another replica is migrating this database and does not finish")]
    Leased,
    /// The server that runs on this database is of another build.
    #[error("the server that runs on this database is of another build; use its own command")]
    OtherBuild,
}

/// Applies what is missing. The caller holds the lease.
pub async fn run(ctx: &Ctx, lease: &Lease, steps: &[Migration]) -> Result<usize, MigrateError> {
    let mut applied = 0;
    for step in steps {
        lease.renew(ctx).await?;
        applied += usize::from(apply(ctx, *step).await?);
    }
    Ok(applied)
}

/// Whether the schema is exactly that of this build; changes nothing.
pub async fn is_current(ctx: &Ctx, steps: &[Migration]) -> Result<bool, DbErr> {
    let find = "SELECT name, checksum FROM migration";
    let rows = ctx.db.read().query_all_raw(sql(ctx.db.backend(), find, [])).await?;
    let mut applied = HashMap::new();
    for row in rows {
        applied.insert(row.try_get::<String>("", "name")?, row.try_get::<String>("", "checksum")?);
    }
    let is_applied = |step: &Migration| applied.get(step.name) == Some(&checksum(*step));
    Ok(applied.len() == steps.len() && steps.iter().all(is_applied))
}

fn checksum(step: Migration) -> String {
    digest::hex(&[step.ddl.as_bytes()])
}

/// Applies one step unless it is there; says whether it did.
async fn apply(ctx: &Ctx, step: Migration) -> Result<bool, MigrateError> {
    let backend = ctx.db.backend();
    let now = ctx.now();
    let checksum = checksum(step);
    let expected = checksum.clone();
    let known = ctx.db.tx::<Option<String>, DbErr, _>(move |tx| {
        let checksum = checksum.clone();
        Box::pin(async move {
            let find = sql(backend, "SELECT checksum FROM migration WHERE name = $1", [step.name.into()]);
            if let Some(row) = tx.query_one_raw(find).await? {
                return row.try_get("", "checksum").map(Some);
            }
            tx.execute_unprepared(&dialect(backend, step.ddl)).await?;
            let note = "INSERT INTO migration (name, checksum, applied_at) VALUES ($1, $2, $3)";
            tx.execute_raw(sql(backend, note, [step.name.into(), checksum.into(), now.into()])).await?;
            Ok(None)
        })
    });
    match known.await {
        Ok(None) => Ok(true),
        Ok(Some(old)) if old == expected => Ok(false),
        Ok(Some(_)) => Err(MigrateError::Changed(step.name)),
        Err(source) => Err(MigrateError::Db { name: step.name, source }),
    }
}

/// SQLite has no `timestamptz`; this name makes its driver read the text back as a moment. Bytes are a blob there.
fn dialect(backend: DbBackend, ddl: &str) -> String {
    match backend {
        DbBackend::Sqlite => {
            ddl.replace("timestamptz", "timestamp_with_timezone_text").replace("bytea", "blob")
        }
        _ => ddl.to_owned(),
    }
}
