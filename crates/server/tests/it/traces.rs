//! Personal answers are kept by no browser, and a look at a photo leaves a trace that its owner reads.

use serde_json::{Value, json};

use crate::support::{Ask, World, stories};

const PHONE: &str = "13800000001";

/// The link to the first photo of a field.
fn link(view: &Value, field: &str) -> String {
    let answer = view["answers"].as_array().unwrap().iter().find(|a| a["field"] == field).unwrap();
    answer["files"][0]["url"].as_str().unwrap().to_owned()
}

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

    async fn a_photo_that_staff_look_at_leaves_a_receipt(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        let mine = resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json();
        assert_eq!(resident.get(&link(&mine, "id_front")).await.status, 200);
        let worker = world.staff("sg-hanyuan").await;
        let panel = worker.get(&format!("/api/desk/cases/{}", case["id"].as_str().unwrap())).await.json();
        let receipts = async || resident.get("/api/privacy/receipts").await.json()["receipts"].clone();
        assert_eq!(receipts().await, json!([]), "neither one's own look nor a link alone");
        assert_eq!(worker.get(&link(&panel, "id_front")).await.status, 200);
        let told = receipts().await;
        assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
        assert_eq!(told[0]["act"], "查看了「身份证有头像的一面」的照片");
        assert_eq!(told[0]["unit"], "汉源社区综合窗口");
        let stranger = world.staff("sg-taihang").await;
        stranger.get(&link(&panel, "card_photo")).await.problem(403, "forbidden");
        assert_eq!(receipts().await.as_array().unwrap().len(), 1);
    }
}
