//! A database that an older build has left: opened by this one, read, and its case finished.

use std::io::Read as _;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use crate::support::{Fresh, Hands, World, start};

/// A server of this build on a copy of what an older build left, a day later.
async fn left_by(build: &str) -> World {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(build);
    let folder = TempDir::new().unwrap();
    let packed = std::fs::File::open(from.join("yunlin.db.gz")).unwrap();
    let mut database = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut database).unwrap();
    std::fs::write(folder.path().join("test.db"), database).unwrap();
    std::fs::copy(from.join("keys.toml"), folder.path().join("keys.toml")).unwrap();
    let fresh = Fresh { url: format!("sqlite:{}", folder.path().join("test.db").display()) };
    let clock = Hands::at("2026-11-24T02:00:00Z");
    let app = start(&fresh, &folder, &clock, "").await;
    World { app, clock, folder, fresh }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_that_an_older_build_took_in_is_finished_by_this_one() {
    let world = left_by("2026-11").await;
    let resident = world.resident("13800000001").await;
    let case = resident.get("/api/apply/cases").await.json()["cases"][0].clone();
    assert_eq!((&case["number"], &case["state"]), (&json!("20261123-818080-3"), &json!("received")));
    let path = format!("/api/apply/cases/{}", case["id"].as_str().unwrap());
    let view = resident.get(&path).await;
    for word in ["汉源国际丽城3幢2单元501", "演小示", "老人的住址"] {
        assert!(view.text().contains(word), "{word} in {}", view.text());
    }
    let (worker, officer) = (world.staff("sg-hanyuan").await, world.staff("ks-minzheng").await);
    let accepted = world.act(&worker, &case, json!({ "act": "accept", "version": 1 })).await;
    assert_eq!(accepted.status, 201, "{}", accepted.text());
    world.tick().await;
    let granted =
        world.act(&officer, &case, json!({ "act": "grant", "version": 2, "note": "已安排探访。" })).await;
    assert_eq!(granted.status, 201, "{}", granted.text());
    let view = resident.get(&path).await.json();
    assert_eq!(
        (&view["case"]["state"], &view["result"]["note"]),
        (&json!("granted"), &json!("已安排探访。"))
    );
    assert_eq!(resident.post(&format!("{path}/rate"), &json!({ "grade": "very_good" })).await.status, 201);
    world.clock.forward(chrono::Duration::days(60));
    while world.tick().await > 0 {}
    assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE done_at IS NULL AND kind LIKE 'case%'").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM case_event").await, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_an_older_build_sealed_is_found_by_its_number() {
    let world = left_by("2026-11").await;
    let worker = world.staff("sg-hanyuan").await;
    let body = json!({ "by": "phone", "value": "13800000001" });
    let found = worker.post("/api/desk/people/find", &body).await.json();
    assert_eq!(found["people"][0]["phone_masked"], "138****0001", "{found}");
}
