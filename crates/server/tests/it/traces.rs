//! Personal answers are kept by no browser.

use crate::support::{Ask, World, stories};

const PHONE: &str = "13800000001";

stories! {
    async fn what_is_read_behind_a_sign_in_is_stored_by_nobody(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        let worker = world.staff("sg-hanyuan").await;
        let document = world.ask(Ask::get("/api/openapi.json")).await.json();
        let mut walked = 0;
        for (template, verbs) in document["paths"].as_object().unwrap() {
            let get = &verbs["get"];
            let whose = get["security"].as_array().and_then(|all| all.first());
            let Some(whose) = whose.filter(|_| !template.contains("/files/")) else { continue };
            let by = if whose.get("desk").is_some() { &worker } else { &resident };
            let answer = by.get(&template.replace("{id}", case["id"].as_str().unwrap())).await;
            assert_eq!(answer.status, 200, "{template}: {}", answer.text());
            assert_eq!(answer.header("cache-control"), "no-store", "{template}");
            assert_eq!(answer.header("etag"), "", "{template}");
            walked += 1;
        }
        assert!(walked >= 10, "{walked}");
    }
}
