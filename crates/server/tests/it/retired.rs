//! An item that leaves the catalogue does not leave its open cases alone.

use serde_json::{Value, json};

use crate::support::{World, stories};

const PHONE: &str = "13800000001";

/// A new catalogue without any item.
async fn retire_all(world: &World) {
    world
        .write(
            "INSERT INTO catalogue_version (version, published_on, published_at, status, content_hash) \
            SELECT 2, published_on, published_at, status, 'empty' FROM catalogue_version WHERE version = 1",
        )
        .await;
    world.write("UPDATE catalogue_current SET version = 2").await;
}

async fn state(world: &World, case: &Value) -> Value {
    let resident = world.resident(PHONE).await;
    resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json()["case"]["state"]
        .clone()
}

stories! {
    async fn a_case_of_a_retired_item_is_accepted_under_the_terms_it_came_in_with(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        retire_all(&world).await;
        let panel = world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        assert_eq!(panel["row"]["state"], "accepted");
        assert_eq!(panel["clocks"]["statutory"]["due"], "2026-03-13", "{panel}");
    }

    async fn silence_accepts_a_case_of_a_retired_item_too(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        retire_all(&world).await;
        world.clock.forward(chrono::Duration::days(6));
        world.tick().await;
        assert_eq!(state(&world, &case).await, "accepted");
    }
}
