//! The OpenAPI document is the reviewed one, and its page needs nothing from elsewhere.

use serde_json::Value;

use crate::support::{Ask, Engine, World};

const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/openapi.json");

#[tokio::test]
async fn the_document_is_the_reviewed_one() {
    let world = World::new(Engine::Sqlite).await;
    let served = world.ask(Ask::get("/api/openapi.json")).await.text() + "\n";
    if std::env::var("UPDATE_SNAPSHOTS").is_ok_and(|v| v == "1") {
        std::fs::write(SNAPSHOT, &served).unwrap();
    }
    let reviewed = std::fs::read_to_string(SNAPSHOT).unwrap_or_default();
    assert!(served == reviewed, "the API has changed: review it, then run the test with UPDATE_SNAPSHOTS=1");
}

#[tokio::test]
async fn every_reference_in_the_document_leads_somewhere() {
    fn walk(tree: &Value, seen: &mut Vec<String>) {
        match tree {
            Value::Object(map) => {
                if let Some(Value::String(to)) = map.get("$ref") {
                    seen.push(to.clone());
                }
                map.values().for_each(|v| walk(v, seen));
            }
            Value::Array(list) => list.iter().for_each(|v| walk(v, seen)),
            _ => {}
        }
    }
    let world = World::new(Engine::Sqlite).await;
    let document = world.ask(Ask::get("/api/openapi.json")).await.json();
    let mut references = Vec::new();
    walk(&document, &mut references);
    assert!(references.len() > 20);
    for to in references {
        assert!(document.pointer(to.trim_start_matches('#')).is_some(), "{to}");
    }
}

#[tokio::test]
async fn the_reference_page_loads_nothing_from_elsewhere() {
    let world = World::new(Engine::Sqlite).await;
    let page = world.ask(Ask::get("/api/docs")).await;
    assert!(page.header("content-security-policy").contains("style-src 'sha256-"));
    let html = page.text();
    assert!(html.contains("/api/guide/error-reports") && html.contains("idempotency-key"));
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("<script"), "{html}");
}
