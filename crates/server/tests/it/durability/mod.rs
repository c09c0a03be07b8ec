//! What was acknowledged survives a kill.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use tempfile::TempDir;
use uuid::Uuid;

use crate::support::binary::exchange;
use crate::support::{Binary, Engine, Fresh, report};

const WRITERS: usize = 8;

/// Sends reports until the server is gone; notes the id of each one that was acknowledged.
async fn write_on(address: String, acknowledged: Arc<Mutex<Vec<String>>>, count: Arc<AtomicUsize>) {
    loop {
        let (body, key) = (report(), Uuid::new_v4());
        let head = format!(
            "POST /api/guide/error-reports HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {key}"
        );
        match exchange(&address, &head, &body.to_string()).await {
            Some((201, answer)) if answer.contains("received_at") => {
                acknowledged.lock().unwrap().push(body["id"].as_str().unwrap().to_owned());
                count.fetch_add(1, Ordering::SeqCst);
            }
            Some((status, answer)) => panic!("{status} {answer}"),
            None => return,
        }
    }
}

/// Kills the server that many times while it is written to, each time a little later, and gives what it acknowledged.
async fn kill_again_and_again(folder: &TempDir, url: &str, rounds: usize) -> Vec<String> {
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    for round in 0..rounds {
        let server = Binary::start(folder.path(), &["--database-url", url]).await;
        let count = Arc::new(AtomicUsize::new(0));
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| tokio::spawn(write_on(server.address.clone(), acknowledged.clone(), count.clone())))
            .collect();
        let before_the_kill = 1 + round % 25;
        let enough = async {
            while count.load(Ordering::SeqCst) < before_the_kill {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), enough).await.expect("too few writes in time");
        server.kill().await;
        for writer in writers {
            writer.await.unwrap();
        }
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() >= rounds, "every round acknowledged something");
    acknowledged
}

/// Each id is in the database.
async fn all_are_there(db: &DatabaseConnection, ids: &[String]) {
    for id in ids {
        let text = format!("SELECT id FROM guide_error_report WHERE id = '{id}'");
        let found = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await.unwrap();
        assert!(found.is_some(), "{id} was acknowledged and is gone");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_kills_lose_no_acknowledged_report_on_sqlite() {
    let folder = TempDir::new().unwrap();
    let fresh = Fresh::of(Engine::Sqlite, folder.path()).await;
    let acknowledged = kill_again_and_again(&folder, &fresh.url, 100).await;
    let db = Database::connect(&fresh.url).await.unwrap();
    let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
    let whole = db.query_one_raw(check).await.unwrap().unwrap();
    assert_eq!(whole.try_get::<String>("", "integrity_check").unwrap(), "ok");
    all_are_there(&db, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_lose_no_acknowledged_report_on_postgres() {
    if !Engine::postgres_is_given() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let fresh = Fresh::of(Engine::Postgres, folder.path()).await;
    let acknowledged = kill_again_and_again(&folder, &fresh.url, 20).await;
    let db = Database::connect(&fresh.url).await.unwrap();
    all_are_there(&db, &acknowledged).await;
}
