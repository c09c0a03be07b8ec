//! Working days as every replica counts them.

use serde_json::json;

use crate::support::{Engine, World, start};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_set_at_one_replica_counts_at_the_other_at_once() {
    if !Engine::postgres_is_given() {
        return;
    }
    let world = World::new(Engine::Postgres).await;
    world.clock.forward(chrono::Duration::days(270));
    let other = start(&world.fresh, &world.folder, &world.clock, "").await;
    let admin = world.staff("qu-admin").await;
    let there = admin.at(other.router());
    for seen in [&admin, &there] {
        assert_eq!(seen.get("/api/desk/calendar").await.json()["alarm"], true);
    }
    let table = json!({ "year": 2027, "source": "示例通知", "off": ["2027-01-01"], "work": [] });
    assert_eq!(admin.post("/api/desk/calendar", &table).await.status, 201);
    for seen in [&there, &admin] {
        assert_eq!(seen.get("/api/desk/calendar").await.json()["alarm"], false);
    }
}
