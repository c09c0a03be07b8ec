//! A server for one test, requests to it, and looks into its database.

pub(crate) mod binary;
mod cases;
mod database;
mod people;
mod request;
mod template;

use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use chrono::{DateTime, Utc};
use tempfile::TempDir;
use yunlin_server::app::{App, build_with_clock};
use yunlin_server::infra::clock::Clock;
use yunlin_server::infra::config::Layers;

pub(crate) use binary::Binary;
pub(crate) use cases::{CARD, NAME, application, id_of};
pub(crate) use database::{Engine, Fresh};
pub(crate) use people::{Session, id_number};
pub(crate) use request::{Answer, Ask, report};

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub(crate) struct Hands(Arc<Mutex<DateTime<Utc>>>);

impl Hands {
    pub(crate) fn at(moment: &str) -> Self {
        Self(Arc::new(Mutex::new(moment.parse().unwrap())))
    }

    pub(crate) fn forward(&self, span: chrono::Duration) {
        *self.0.lock().unwrap() += span;
    }
}

impl Clock for Hands {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// When the stories begin.
const START: &str = "2026-03-01T02:00:00Z";

/// One server with a database of its own.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Hands,
    pub(crate) folder: TempDir,
    pub(crate) fresh: Fresh,
}

impl World {
    /// A server with these settings on top of the usual ones.
    pub(crate) async fn with(engine: Engine, settings: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let fresh = Fresh::of(engine, folder.path()).await;
        Self::on(fresh, folder, settings).await
    }

    /// A server with the usual settings.
    pub(crate) async fn new(engine: Engine) -> Self {
        let folder = TempDir::new().unwrap();
        let fresh = template::copy(engine, folder.path()).await;
        Self::on(fresh, folder, "").await
    }

    async fn on(fresh: Fresh, folder: TempDir, settings: &str) -> Self {
        let clock = Hands::at(START);
        let app = start(&fresh, &folder, &clock, settings).await;
        Self { app, clock, folder, fresh }
    }

    pub(crate) fn router(&self) -> Router {
        self.app.router()
    }

    /// Sends a request.
    pub(crate) async fn ask(&self, ask: Ask) -> Answer {
        ask.send(self.router()).await
    }

    /// The only number that a query gives.
    pub(crate) async fn count(&self, query: &str) -> i64 {
        database::count(&self.app.ctx().db, query).await
    }

    /// The only text that a query gives.
    pub(crate) async fn text(&self, query: &str) -> String {
        database::text(&self.app.ctx().db, query).await
    }

    /// Every value of every table, by `table.column`.
    pub(crate) async fn everything(&self) -> Vec<(String, String)> {
        database::everything(&self.app.ctx().db).await
    }

    /// Columns in which one of these stands in clear.
    pub(crate) async fn in_clear(&self, secrets: &[&str]) -> Vec<String> {
        let all = self.everything().await;
        let found = |(place, value): &(String, String)| {
            secrets
                .iter()
                .find(|secret| value.contains(**secret))
                .map(|secret| format!("{secret} in {place}"))
        };
        all.iter().filter_map(found).collect()
    }

    /// Writes straight into the database.
    pub(crate) async fn write(&self, statement: &str) {
        database::write(&self.app.ctx().db, statement).await;
    }

    /// Stops this server and starts another one on the same database.
    pub(crate) async fn restart(self, settings: &str) -> Self {
        let Self { app, clock, folder, fresh } = self;
        let db = app.ctx().db.clone();
        drop(app);
        db.close().await.unwrap();
        let app = start(&fresh, &folder, &clock, settings).await;
        Self { app, clock, folder, fresh }
    }
}

/// Settings that keep everything in one folder.
pub(crate) fn settings(fresh: &Fresh, folder: &Path) -> String {
    format!(
        "database_url = '{}'\ndatabase_connections = 8\napp_dir = '{}'\nkeys_file = '{}'\nfiles_dir = '{}'\nbrotli_quality = 1\n",
        fresh.url,
        folder.join("app").display(),
        folder.join("keys.toml").display(),
        folder.join("files").display()
    )
}

/// Builds a server on a database that exists.
pub(crate) async fn start(fresh: &Fresh, folder: &TempDir, clock: &Hands, more: &str) -> App {
    let text = settings(fresh, folder.path()) + more;
    let layers = Layers::defaults().unwrap();
    let merged: toml::Table = text.parse().unwrap();
    let config = layers.text(&merged.to_string(), "test").unwrap().finish().unwrap();
    build_with_clock(config, Arc::new(clock.clone())).await.unwrap()
}

/// Tells each story on SQLite, and on PostgreSQL where one is given.
macro_rules! stories {
    ($($(#[$meta:meta])* async fn $name:ident($engine:ident: Engine) $body:block)+) => {$(
        mod $name {
            use super::*;

            $(#[$meta])*
            async fn story($engine: $crate::support::Engine) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                story($crate::support::Engine::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if $crate::support::Engine::postgres_is_given() {
                    story($crate::support::Engine::Postgres).await;
                }
            }
        }
    )+};
}
pub(crate) use stories;
