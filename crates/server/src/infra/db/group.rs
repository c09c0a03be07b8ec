//! Group commit for SQLite: writers that wait while one sync to disk runs share the next one.
//!
//! One task owns the writing connection. It opens a transaction, runs the bodies that are waiting, each inside a
//! savepoint of its own, commits once, and only then tells each caller how its body ended. A body that fails or panics
//! takes back its savepoint and nothing else. Nobody is told of success before the sync that carries it.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};
use tokio::sync::{mpsc, oneshot};

use super::TxFuture;

/// Most bodies that share one commit.
const MOST: usize = 128;

/// No further body joins a transaction that is open for so long: the first caller is waiting.
const OPEN_FOR: Duration = Duration::from_millis(20);

/// Bodies that may wait; more callers wait for a place.
const PLACES: usize = 1024;

/// Whether a body wants its changes kept.
type Kept<'c> = Pin<Box<dyn Future<Output = bool> + Send + 'c>>;

/// How the sharing of a commit ended.
enum End {
    /// Committed, or the body took itself back: its result stands.
    Done,
    /// The transaction broke under it, or did not commit: run it again.
    Lost(DbErr),
    /// No transaction could be opened.
    Unopened(DbErr),
    /// The body panicked.
    Panicked(Box<dyn Any + Send>),
}

/// A body on its way to the writer.
struct Job {
    body: Box<dyn for<'c> FnOnce(&'c DatabaseTransaction) -> Kept<'c> + Send>,
    end: oneshot::Sender<End>,
}

/// Hands bodies to the writer. Cheap to clone.
#[derive(Clone)]
pub(super) struct Group {
    jobs: mpsc::Sender<Job>,
}

impl Group {
    /// Starts the writer on a pool of one connection; it ends when the last handle is gone.
    pub(super) fn start(pool: DatabaseConnection) -> Self {
        let (jobs, queue) = mpsc::channel(PLACES);
        tokio::spawn(write(pool, queue));
        Self { jobs }
    }

    /// Runs a body and gives its result once it is on the disk. An outer error means that nothing of it was kept; it says
    /// whether the body was only unlucky in its neighbours.
    pub(super) async fn run<T, E, F>(&self, body: Arc<F>) -> Result<Result<T, E>, (DbErr, bool)>
    where
        T: Send + 'static,
        E: Send + 'static,
        F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, T, E> + Send + Sync + 'static,
    {
        let slot = Arc::new(Mutex::new(None));
        let result = Arc::clone(&slot);
        let (end, ended) = oneshot::channel();
        let body: Box<dyn for<'c> FnOnce(&'c DatabaseTransaction) -> Kept<'c> + Send> = Box::new(move |tx| {
            Box::pin(async move {
                let outcome = body(tx).await;
                let kept = outcome.is_ok();
                *locked(&result) = Some(outcome);
                kept
            })
        });
        if self.jobs.send(Job { body, end }).await.is_err() {
            return Err((gone(), false));
        }
        match ended.await {
            Ok(End::Done) => locked(&slot).take().ok_or_else(|| (gone(), false)),
            Ok(End::Lost(error)) => Err((error, true)),
            Ok(End::Unopened(error)) => Err((error, false)),
            Ok(End::Panicked(panic)) => std::panic::resume_unwind(panic),
            Err(_) => Err((gone(), false)),
        }
    }
}

/// The value behind a lock; a panic while it was held cannot have left it half-written.
fn locked<T>(slot: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The writer has stopped: the server is going down.
fn gone() -> DbErr {
    DbErr::ConnectionAcquire(sea_orm::ConnAcquireErr::ConnectionClosed)
}

/// The writer: one transaction after the other, each with whatever waits.
async fn write(pool: DatabaseConnection, mut queue: mpsc::Receiver<Job>) {
    while let Some(first) = queue.recv().await {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        match pool.begin_with_options(options).await {
            Ok(tx) => share(tx, first, &mut queue).await,
            Err(error) => tell(first.end, End::Unopened(error)),
        }
    }
}

/// Runs the first body and those that wait meanwhile, commits, and tells everybody.
async fn share(tx: DatabaseTransaction, first: Job, queue: &mut mpsc::Receiver<Job>) {
    let opened = Instant::now();
    let mut waiting = Vec::new();
    let mut next = Some(first);
    while let Some(job) = next {
        match one(&tx, job.body).await {
            Ok(()) => waiting.push(job.end),
            Err(Broken::Panicked(panic)) => tell(job.end, End::Panicked(panic)),
            Err(Broken::Transaction(error)) => {
                waiting.push(job.end);
                return lose(tx, waiting, &error).await;
            }
        }
        next = if waiting.len() < MOST && opened.elapsed() < OPEN_FOR { queue.try_recv().ok() } else { None };
    }
    match tx.commit().await {
        Ok(()) => waiting.into_iter().for_each(|end| tell(end, End::Done)),
        Err(error) => waiting.into_iter().for_each(|end| tell(end, End::Lost(error.clone()))),
    }
}

/// Why a body could not share the transaction.
enum Broken {
    /// It panicked; its savepoint is taken back.
    Panicked(Box<dyn Any + Send>),
    /// The transaction itself is no more (disk full, for example).
    Transaction(DbErr),
}

/// Runs one body inside a savepoint.
async fn one(
    tx: &DatabaseTransaction,
    body: Box<dyn for<'c> FnOnce(&'c DatabaseTransaction) -> Kept<'c> + Send>,
) -> Result<(), Broken> {
    let savepoint = tx.begin().await.map_err(Broken::Transaction)?;
    let outcome = AssertUnwindSafe(body(&savepoint)).catch_unwind().await;
    let closed =
        if matches!(outcome, Ok(true)) { savepoint.commit().await } else { savepoint.rollback().await };
    closed.map_err(Broken::Transaction)?;
    outcome.map(drop).map_err(Broken::Panicked)
}

/// The transaction broke: nothing of it was kept, so everybody runs again.
async fn lose(tx: DatabaseTransaction, waiting: Vec<oneshot::Sender<End>>, error: &DbErr) {
    if let Err(second) = tx.rollback().await {
        tracing::warn!(?second, "a broken transaction could not be rolled back; its connection is closed");
    }
    for end in waiting {
        tell(end, End::Lost(error.clone()));
    }
}

/// Tells a caller; one that has gone away needs no answer, its key will find the effect.
fn tell(end: oneshot::Sender<End>, how: End) {
    drop(end.send(how));
}
