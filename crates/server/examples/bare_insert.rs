//! The yardstick of writes: one row, one transaction, one sync to disk, and an answer. For `cargo xtask bench`.

#![expect(clippy::print_stdout, reason = "prints its address")]

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use uuid::Uuid;

async fn insert(State(db): State<DatabaseConnection>, body: String) -> StatusCode {
    let values = [Uuid::now_v7().to_string().into(), body.into()];
    let statement =
        Statement::from_sql_and_values(db.get_database_backend(), "INSERT INTO t VALUES ($1, $2)", values);
    match db.execute_raw(statement).await {
        Ok(_) => StatusCode::CREATED,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("names no database file")?;
    let mut options = ConnectOptions::new(format!("sqlite://{file}"));
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite: SqliteConnectOptions| {
        sqlite
            .filename(&file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
    });
    let db = Database::connect(options).await?;
    db.execute_unprepared("CREATE TABLE IF NOT EXISTS t (id text PRIMARY KEY, body text NOT NULL)").await?;
    let router = Router::new().route("/", post(insert)).with_state(db);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}
