//! A lease row: of several replicas that start on one database, one migrates and seeds, the others wait.

use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, DbErr};

use super::{MigrateError, dialect};
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;

/// A holder that shows no life for this long has died.
const LEASE_MS: i64 = 15_000;

/// How long to wait for the others.
const PATIENCE: Duration = Duration::from_secs(120);

/// Tables that migrations stand on.
const BOOTSTRAP: [&str; 2] = [
    "CREATE TABLE IF NOT EXISTS migration_lease (id integer PRIMARY KEY CHECK (id = 1), holder text NOT NULL, expires_ms bigint NOT NULL)",
    "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL)",
];

/// Takes the lease when nobody has it, or when its holder has died or is ourselves.
const TAKE: &str = "INSERT INTO migration_lease (id, holder, expires_ms) VALUES (1, $1, $2) \
    ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, expires_ms = excluded.expires_ms \
    WHERE migration_lease.expires_ms < $3 OR migration_lease.holder = excluded.holder";

/// The right to change the schema and to seed.
#[derive(Debug)]
pub struct Lease {
    holder: String,
}

impl Lease {
    /// Waits until the lease is ours.
    pub async fn take(ctx: &Ctx) -> Result<Self, MigrateError> {
        let lease = Self { holder: ctx.random_id().to_string() };
        lease.bootstrap(ctx).await?;
        let start = Instant::now();
        // One process owns a SQLite database: a lease found there is left over from one that was killed.
        let mut forced = ctx.db.is_exclusive();
        while !lease.try_take(ctx, forced).await? {
            forced = false;
            if start.elapsed() > PATIENCE {
                return Err(MigrateError::Leased);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(lease)
    }

    /// Shows life.
    pub async fn renew(&self, ctx: &Ctx) -> Result<(), MigrateError> {
        if self.try_take(ctx, false).await? { Ok(()) } else { Err(MigrateError::Leased) }
    }

    /// Gives it back.
    pub async fn give_back(self, ctx: &Ctx) -> Result<(), MigrateError> {
        let text = "DELETE FROM migration_lease WHERE holder = $1";
        execute(ctx, text, vec![self.holder.into()]).await.map(|_| ()).map_err(db_error)
    }

    async fn try_take(&self, ctx: &Ctx, forced: bool) -> Result<bool, MigrateError> {
        let now = ctx.now().timestamp_millis();
        let dead_before = if forced { i64::MAX } else { now };
        let values = vec![self.holder.clone().into(), (now + LEASE_MS).into(), dead_before.into()];
        execute(ctx, TAKE, values).await.map(|rows| rows == 1).map_err(db_error)
    }

    /// Makes the tables. PostgreSQL may answer a duplicate when two replicas do so at once: then the other one did it.
    async fn bootstrap(&self, ctx: &Ctx) -> Result<(), MigrateError> {
        for ddl in BOOTSTRAP {
            let ddl = dialect(ctx.db.backend(), ddl);
            if execute(ctx, &ddl, vec![]).await.is_err() {
                execute(ctx, &ddl, vec![]).await.map_err(db_error)?;
            }
        }
        Ok(())
    }
}

/// One statement in a transaction of its own; says how many rows it changed.
async fn execute(ctx: &Ctx, text: &str, values: Vec<sea_orm::Value>) -> Result<u64, DbErr> {
    let statement = sql(ctx.db.backend(), text, values);
    ctx.db
        .tx(move |tx| {
            let statement = statement.clone();
            Box::pin(async move { Ok(tx.execute_raw(statement).await?.rows_affected()) })
        })
        .await
}

/// A failure that no step of the list caused.
fn db_error(source: DbErr) -> MigrateError {
    MigrateError::Db { name: "lease", source }
}
