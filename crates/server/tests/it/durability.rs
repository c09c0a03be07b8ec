//! What was acknowledged survives a kill.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sea_orm::{ConnectionTrait, Database, Statement};
use tempfile::TempDir;
use uuid::Uuid;

use crate::support::binary::exchange;
use crate::support::{Binary, report};

const ROUNDS: usize = 10;
const WRITERS: usize = 4;
const BEFORE_THE_KILL: usize = 25;

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_loses_no_acknowledged_report() {
    let folder = TempDir::new().unwrap();
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    for _ in 0..ROUNDS {
        let server = Binary::start(folder.path(), &[]).await;
        let count = Arc::new(AtomicUsize::new(0));
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| tokio::spawn(write_on(server.address.clone(), acknowledged.clone(), count.clone())))
            .collect();
        let enough = async {
            while count.load(Ordering::SeqCst) < BEFORE_THE_KILL {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), enough).await.expect("too few writes in time");
        server.kill().await;
        for writer in writers {
            writer.await.unwrap();
        }
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() >= ROUNDS * BEFORE_THE_KILL);
    let db =
        Database::connect(format!("sqlite://{}", folder.path().join("yunlin.db").display())).await.unwrap();
    let query = |text: String| Statement::from_string(db.get_database_backend(), text);
    let whole = db.query_one_raw(query("PRAGMA integrity_check".into())).await.unwrap().unwrap();
    assert_eq!(whole.try_get::<String>("", "integrity_check").unwrap(), "ok");
    for id in acknowledged {
        let found = db
            .query_one_raw(query(format!("SELECT id FROM guide_error_report WHERE id = '{id}'")))
            .await
            .unwrap();
        assert!(found.is_some(), "{id} was acknowledged and is gone");
    }
}
