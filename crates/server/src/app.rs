//! Brings the server up: database, schema, data, router; and serves until told to stop.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

use crate::domain;
use crate::http;
use crate::infra::clock::{Clock, SystemClock};
use crate::infra::config::Config;
use crate::infra::ctx::Ctx;
use crate::infra::data::DataFiles;
use crate::infra::db::{Db, OpenError};
use crate::infra::migrate::{self, Lease, MigrateError, Migration};
use crate::infra::seal::{self, KeyFileError, KeyStoreError, Keys};
use crate::infra::seed::SeedError;
use crate::infra::vault::{Vault, VaultError};
use crate::infra::web::ApiError;
use crate::modules;

/// Between two cleanings of old keys and counters.
const CLEAN_EVERY: Duration = Duration::from_secs(3600);

/// Between two looks at the jobs that are due.
const TICK: Duration = Duration::from_secs(3);

/// How long running requests may take after the signal to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(15);

/// Why the server cannot start or go on.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// There are no keys.
    #[error(transparent)]
    Keys(#[from] KeyFileError),
    /// The keys are not those of the database.
    #[error(transparent)]
    OtherKeys(#[from] KeyStoreError),
    /// There is no place for files.
    #[error(transparent)]
    Files(#[from] VaultError),
    /// The schema cannot be brought up to date.
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    /// The data files cannot be published.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// The address cannot be used.
    #[error("cannot listen: {0}")]
    Listen(#[from] std::io::Error),
}

/// A server that is ready to answer.
pub struct App {
    ctx: Ctx,
    router: Router,
}

/// Opens, migrates and seeds.
pub async fn build(config: Config) -> Result<App, AppError> {
    build_with_clock(config, Arc::new(SystemClock)).await
}

/// The same with another clock.
pub async fn build_with_clock(config: Config, clock: Arc<dyn Clock>) -> Result<App, AppError> {
    let config = Arc::new(config);
    let db = Db::open(&config).await?;
    let keys = Keys::load(&config)?;
    let vault = Vault::open(&config)?;
    let ctx = Ctx::new(config, db, keys, vault, clock);
    let lease = Lease::take(&ctx).await?;
    let prepared = prepare(&ctx, &lease).await;
    lease.give_back(&ctx).await?;
    prepared?;
    let router = http::router(ctx.clone());
    Ok(App { ctx, router })
}

/// What a short command needs. Where a server has the SQLite file, the command works beside it and prepares nothing.
pub async fn ctx_for_command(config: Config) -> Result<Ctx, AppError> {
    match build(config.clone()).await {
        Err(AppError::Open(OpenError::InUse(file))) => ctx_beside(config, file.into()).await,
        built => Ok(built?.ctx),
    }
}

async fn ctx_beside(config: Config, file: PathBuf) -> Result<Ctx, AppError> {
    let db = Db::open_beside(file).await?;
    let config = Arc::new(config);
    let keys = Keys::load(&config)?;
    let vault = Vault::open(&config)?;
    let ctx = Ctx::new(config, db, keys, vault, Arc::new(SystemClock));
    if !migrate::is_current(&ctx, &migrations()).await.map_err(OpenError::from)? {
        return Err(MigrateError::OtherBuild.into());
    }
    seal::check_database(&ctx).await?;
    Ok(ctx)
}

/// Every step of the schema, in order.
pub fn migrations() -> Vec<Migration> {
    let mechanisms = domain::MIGRATIONS.iter().flat_map(|steps| steps.iter());
    let of_modules = modules::ALL.iter().flat_map(|m| m.migrations.iter());
    mechanisms.chain(of_modules).copied().collect()
}

/// Brings schema and data up to date; the lease is ours.
async fn prepare(ctx: &Ctx, lease: &Lease) -> Result<(), AppError> {
    let applied = migrate::run(ctx, lease, &migrations()).await?;
    tracing::info!(applied, "schema is up to date");
    seal::check_database(ctx).await?;
    domain::identity::staffing::seed(ctx).await.map_err(SeedError::from)?;
    let files = DataFiles::new(&ctx.config);
    for module in modules::ALL {
        lease.renew(ctx).await?;
        (module.seed)(ctx, &files).await?;
    }
    Ok(())
}

impl App {
    /// The router, for tests that need no socket.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// What the requests see, for tests that look into the database.
    pub fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// Takes the configured address.
    pub async fn listen(&self) -> Result<TcpListener, AppError> {
        let address = SocketAddr::new(self.ctx.config.bind, self.ctx.config.port);
        Ok(TcpListener::bind(address).await?)
    }

    /// Serves until `stop` is ready, lets running requests finish, and closes the database.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), AppError> {
        let cleaner = tokio::spawn(clean_now_and_then(self.ctx.clone()));
        let worker = tokio::spawn(work(self.ctx.clone()));
        let (stopping, stopped) = tokio::sync::oneshot::channel();
        let stop = async move {
            stop.await;
            // The receiver waits as long as the server runs.
            let _ = stopping.send(());
        };
        let server = http::serve(&self.ctx.config, self.router, listener, stop);
        let patience = async move {
            // Without a signal, wait for ever.
            if stopped.await.is_err() {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(LAST_REQUESTS).await;
        };
        tokio::select! {
            () = server => {}
            () = patience => tracing::warn!("stopped with requests still running"),
        }
        cleaner.abort();
        worker.abort();
        self.ctx.db.close().await.map_err(OpenError::from)?;
        Ok(())
    }
}

/// One round of the jobs that are due; tests drive it by hand.
pub async fn tick(ctx: &Ctx) -> Result<usize, ApiError> {
    let (codes, privacy) = (domain::identity::codes::HANDLERS, domain::privacy::HANDLERS);
    domain::jobs::tick(ctx, &[&domain::cases::handlers(), codes, privacy].concat()).await
}

/// Does the jobs as they come due, without a pause while there are any. A round that fails is tried again.
async fn work(ctx: Ctx) {
    loop {
        match tick(&ctx).await {
            Ok(done) if done > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::warn!(?error, "could not look at the jobs"),
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Forgets old keys and counters every hour.
async fn clean_now_and_then(ctx: Ctx) {
    loop {
        if let Err(error) = domain::writes::clean(&ctx).await {
            tracing::warn!(?error, "could not clean old keys and counters");
        }
        if let Err(error) = domain::jobs::clean(&ctx).await {
            tracing::warn!(?error, "could not forget jobs that were done long ago");
        }
        if let Err(error) = domain::privacy::retain(&ctx).await {
            tracing::warn!(?error, "could not let go of what is over");
        }
        if let Err(error) = domain::cases::retain(&ctx).await {
            tracing::warn!(?error, "could not delete records whose years are over");
        }
        if let Err(error) = domain::files::sweep(&ctx).await {
            tracing::warn!(?error, "could not sweep files");
        }
        for module in modules::ALL {
            if let Err(error) = (module.retain)(&ctx).await {
                tracing::warn!(?error, module = module.info.slug, "could not let go of what is over");
            }
        }
        tokio::time::sleep(CLEAN_EVERY).await;
    }
}
