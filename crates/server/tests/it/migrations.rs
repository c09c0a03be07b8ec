//! Databases come up to date by themselves, also when two servers start at once.

use std::sync::Arc;

use yunlin_server::app::build_with_clock;
use yunlin_server::infra::config::Layers;

use crate::support::{Ask, Engine, Hands, World, report, start, stories};

stories! {
    async fn a_second_start_changes_nothing(engine: Engine) {
        let world = World::new(engine).await;
        let steps = world.count("SELECT COUNT(*) FROM migration").await;
        let world = world.restart("").await;
        assert_eq!(world.count("SELECT COUNT(*) FROM migration").await, steps);
        assert_eq!(world.count("SELECT COUNT(*) FROM migration_lease").await, 0);
        assert_eq!(world.ask(Ask::get("/readyz")).await.text(), "ready");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_replicas_migrate_one_empty_database() {
    if !Engine::postgres_is_given() {
        return;
    }
    for _ in 0..3 {
        let folder = tempfile::TempDir::new().unwrap();
        let fresh = crate::support::Fresh::of(Engine::Postgres, folder.path()).await;
        let clock = Hands::at("2026-03-01T02:00:00Z");
        let (one, two) = tokio::join!(start(&fresh, &folder, &clock, ""), start(&fresh, &folder, &clock, ""));
        for app in [&one, &two] {
            let answer = Ask::get("/api/guide/catalogue").send(app.router()).await;
            assert_eq!(answer.status, 200);
            assert_eq!(answer.json()["version"], 1);
        }
        let (key, body) = (uuid::Uuid::new_v4(), report());
        let ask = || Ask::post("/api/guide/error-reports", key, &body);
        let tries = (0..10).flat_map(|_| [one.router(), two.router()]).map(|r| tokio::spawn(ask().send(r)));
        let mut answers = std::collections::HashSet::new();
        for each in tries.collect::<Vec<_>>() {
            let answer = each.await.unwrap();
            answers.insert((answer.status, answer.body));
        }
        assert_eq!(answers.len(), 1, "both replicas give one answer: {answers:?}");
        assert_eq!(answers.iter().next().unwrap().0, 201);
    }
}

#[tokio::test]
async fn a_second_process_on_one_sqlite_file_is_refused() {
    let world = World::new(Engine::Sqlite).await;
    let layers =
        Layers::defaults().unwrap().text(&format!("database_url = '{}'", world.fresh.url), "test").unwrap();
    let second = build_with_clock(layers.finish().unwrap(), Arc::new(world.clock.clone())).await;
    assert!(second.err().unwrap().to_string().contains("in use by another process"));
}
