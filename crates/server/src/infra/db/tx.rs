//! The one way to write: a transaction that runs again when another one was faster.

use std::pin::Pin;
use std::time::{Duration, Instant};

use sea_orm::{DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait};

use super::{Db, Retryable};

/// What the body of a transaction returns.
pub type TxFuture<'c, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'c>>;

/// No further try after this long.
const DEADLINE: Duration = Duration::from_secs(10);

/// Longest pause between two tries, in milliseconds.
const LONGEST_PAUSE: u64 = 250;

impl Db {
    /// Runs `body` in a transaction that holds the write lock from its start (SQLite), and commits.
    ///
    /// `body` may run several times, so it has no effect outside the database.
    pub async fn tx<T, E, F>(&self, body: F) -> Result<T, E>
    where
        T: Send,
        E: From<DbErr> + Retryable + Send,
        F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, T, E> + Send + Sync,
    {
        let start = Instant::now();
        let mut tries = 0_u32;
        loop {
            let result = self.try_once(&body).await;
            match result {
                Err(e) if e.is_retryable() && start.elapsed() < DEADLINE => {
                    tries += 1;
                    let cap = (4_u64 << tries.min(6)).min(LONGEST_PAUSE);
                    tokio::time::sleep(Duration::from_millis(rand::random_range(0..=cap))).await;
                }
                done => return done,
            }
        }
    }

    /// One try; the commit belongs to it, because some databases find the conflict only there.
    async fn try_once<T, E, F>(&self, body: &F) -> Result<T, E>
    where
        T: Send,
        E: From<DbErr> + Retryable + Send,
        F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, T, E> + Send + Sync,
    {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let tx = self.write.begin_with_options(options).await?;
        match body(&tx).await {
            Ok(value) => {
                tx.commit().await?;
                Ok(value)
            }
            Err(error) => {
                // The first error is the one to tell; a connection that cannot roll back is closed by the pool.
                let _ = tx.rollback().await;
                Err(error)
            }
        }
    }
}
