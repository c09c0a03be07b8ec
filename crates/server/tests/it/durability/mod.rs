//! What was acknowledged survives a kill: reports of guests, and applications with everything that follows from them.

mod cases;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use tempfile::TempDir;
use uuid::Uuid;
use yunlin_server::infra::clock::{Clock as _, SystemClock};

use crate::support::binary::exchange;
use crate::support::{Binary, Engine, Fresh, Hands, report, settings, start};

use cases::Applicant;

/// Guests who write at the same time.
const GUESTS: usize = 4;

/// Residents who apply at the same time.
const APPLICANTS: usize = 4;

/// Writes that were acknowledged in a round.
type Count = Arc<AtomicUsize>;

/// Sends reports until the server is gone; notes the id of each one that was acknowledged.
async fn write_on(address: String, acknowledged: Arc<Mutex<Vec<String>>>, count: Count) {
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

/// What was acknowledged before the last kill.
struct Acknowledged {
    reports: Vec<String>,
    people: Vec<Applicant>,
}

/// Kills the server that many times while it is written to, each time a little later.
async fn kill_again_and_again(folder: &TempDir, rounds: usize) -> Acknowledged {
    let reports = Arc::new(Mutex::new(Vec::new()));
    let mut people = Vec::new();
    for round in 0..rounds {
        let server = Binary::start(folder.path(), &[]).await;
        if round == 0 {
            people = in_peace(&server.address).await;
        }
        let count = Count::default();
        let guests: Vec<_> = (0..GUESTS)
            .map(|_| tokio::spawn(write_on(server.address.clone(), reports.clone(), count.clone())))
            .collect();
        let residents: Vec<_> = people
            .drain(..)
            .map(|one| tokio::spawn(one.work(server.address.clone(), count.clone())))
            .collect();
        let before_the_kill = 1 + round % 25;
        let enough = async {
            while count.load(Ordering::SeqCst) < before_the_kill {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), enough).await.expect("too few writes in time");
        server.kill().await;
        for guest in guests {
            guest.await.unwrap();
        }
        for resident in residents {
            people.push(resident.await.unwrap());
        }
    }
    let reports = reports.lock().unwrap().clone();
    assert!(!reports.is_empty());
    Acknowledged { reports, people }
}

/// Residents who have signed in, the first of them with an application that nothing disturbed.
async fn in_peace(address: &str) -> Vec<Applicant> {
    let mut people = Applicant::some(address, APPLICANTS).await;
    for _ in 0..3 {
        assert!(people[0].step(address).await);
    }
    people
}

/// A folder with a database of its own and the settings of the program.
async fn place(engine: Engine) -> (TempDir, Fresh) {
    let folder = TempDir::new().unwrap();
    let fresh = Fresh::of(engine, folder.path()).await;
    std::fs::write(folder.path().join("yunlin.toml"), settings(&fresh, folder.path())).unwrap();
    (folder, fresh)
}

/// Everything that was acknowledged is there, and after a month of jobs none was lost or done twice.
async fn nothing_is_lost_or_doubled(folder: &TempDir, fresh: &Fresh, done: &Acknowledged, least: usize) {
    let db = Database::connect(&fresh.url).await.unwrap();
    all_are_there(&db, &done.reports).await;
    let finished = cases::all_are_there_once(&db, &done.people).await;
    assert!(finished >= least, "{finished} applications were finished");
    let later = SystemClock.now() + chrono::Duration::days(40);
    let hands = Hands::at(&later.to_rfc3339());
    let app = start(fresh, folder, &hands, "").await;
    while yunlin_server::app::tick(app.ctx()).await.unwrap() > 0 {}
    // Short messages wait for the morning.
    hands.forward(chrono::Duration::hours(12));
    while yunlin_server::app::tick(app.ctx()).await.unwrap() > 0 {}
    cases::every_job_was_done_once(&db).await;
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
async fn a_hundred_kills_lose_nothing_that_was_acknowledged_on_sqlite() {
    let (folder, fresh) = place(Engine::Sqlite).await;
    let done = kill_again_and_again(&folder, 100).await;
    let db = Database::connect(&fresh.url).await.unwrap();
    let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
    let whole = db.query_one_raw(check).await.unwrap().unwrap();
    assert_eq!(whole.try_get::<String>("", "integrity_check").unwrap(), "ok");
    nothing_is_lost_or_doubled(&folder, &fresh, &done, 50).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_lose_nothing_that_was_acknowledged_on_postgres() {
    if !Engine::postgres_is_given() {
        return;
    }
    let (folder, fresh) = place(Engine::Postgres).await;
    let done = kill_again_and_again(&folder, 20).await;
    nothing_is_lost_or_doubled(&folder, &fresh, &done, 8).await;
}
