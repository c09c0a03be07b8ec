//! The one way to write: a transaction that runs again when another one was faster.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sea_orm::{DatabaseTransaction, DbErr, TransactionTrait};

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
    /// `body` may run several times, so it has no effect outside the database. On SQLite it shares its commit, and the
    /// sync to disk, with other bodies that wait at the same time; each has a savepoint of its own.
    #[expect(clippy::disallowed_methods, reason = "jitter between tries is no part of what is stored")]
    pub async fn tx<T, E, F>(&self, body: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Retryable + Send + 'static,
        F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, T, E> + Send + Sync + 'static,
    {
        let body = Arc::new(body);
        let start = Instant::now();
        let mut tries = 0_u32;
        loop {
            let (result, again) = self.try_once(&body).await;
            match result {
                Err(_) if again && start.elapsed() < DEADLINE => {
                    tries += 1;
                    let cap = (4_u64 << tries.min(6)).min(LONGEST_PAUSE);
                    tokio::time::sleep(Duration::from_millis(rand::random_range(0..=cap))).await;
                }
                done => return done,
            }
        }
    }

    /// One try, and whether another one makes sense; the commit belongs to it, because some databases find the conflict
    /// only there.
    async fn try_once<T, E, F>(&self, body: &Arc<F>) -> (Result<T, E>, bool)
    where
        T: Send + 'static,
        E: From<DbErr> + Retryable + Send + 'static,
        F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, T, E> + Send + Sync + 'static,
    {
        let result = match &self.group {
            Some(group) => match group.run(Arc::clone(body)).await {
                Ok(result) => result,
                // Nothing of ours was kept; with a neighbour to blame, it is worth another try.
                Err((error, unlucky)) => {
                    let again = unlucky || super::is_retryable(&error);
                    return (Err(E::from(error)), again);
                }
            },
            None => self.try_alone(body.as_ref()).await,
        };
        let again = result.as_ref().is_err_and(Retryable::is_retryable);
        (result, again)
    }

    /// A transaction of its own (PostgreSQL shares syncs by itself).
    async fn try_alone<T, E, F>(&self, body: &F) -> Result<T, E>
    where
        T: Send,
        E: From<DbErr> + Retryable + Send,
        F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, T, E> + Send + Sync,
    {
        let tx = self.write.begin().await?;
        match body(&tx).await {
            Ok(value) => {
                tx.commit().await?;
                Ok(value)
            }
            Err(error) => {
                // The first error is the one to tell; a connection that cannot roll back is closed by the pool.
                drop(tx.rollback().await);
                Err(error)
            }
        }
    }
}
