//! Completing what was missing (补正): what is sent arrives, and nothing else stands in its way.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{CARD, World, application, stories};

const PHONE: &str = "13800000001";

fn path(case: &Value) -> String {
    format!("/api/apply/cases/{}", case["id"].as_str().unwrap())
}

/// Asks for one field.
async fn asked_for(world: &World, case: &Value, field: &str) {
    let missing = json!([{ "field": field, "reason": "看不清" }]);
    world
        .acted("sg-hanyuan", case, json!({ "act": "ask_supplement", "version": 1, "missing": missing }))
        .await;
}

/// Ids of the photos of a field.
fn photos(view: &Value, field: &str) -> Vec<String> {
    let answer = view["answers"].as_array().unwrap().iter().find(|a| a["field"] == field).unwrap();
    answer["files"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect()
}

stories! {
    async fn a_photo_that_hangs_on_another_answer_arrives(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        asked_for(&world, &case, "card_photo").await;
        let fresh = Uuid::now_v7().to_string();
        let body = json!({ "version": 2, "answers": { "card_photo": [fresh] } });
        resident.post(&format!("{}/complete", path(&case)), &body).await.wrong_field("card_photo");
        resident.upload(&fresh).await;
        let done = resident.post(&format!("{}/complete", path(&case)), &body).await;
        assert_eq!(done.status, 201, "{}", done.text());
        assert_eq!(photos(&done.json(), "card_photo"), [fresh]);
    }

    async fn an_answer_that_time_has_overtaken_does_not_stand_in_the_way_of_another(engine: Engine) {
        let world = World::new(engine).await;
        world.clock.forward(chrono::Duration::days(28));
        let (resident, mut case) = (world.applicant(PHONE).await, application());
        case["answers"]["start_month"] = json!("2026-03");
        resident.upload_photos(&case).await;
        assert_eq!(resident.post("/api/apply/cases", &case).await.status, 201);
        asked_for(&world, &case, "card").await;
        world.clock.forward(chrono::Duration::days(6));
        let body = |card: &str| json!({ "version": 2, "answers": { "card": card } });
        let complete = format!("{}/complete", path(&case));
        resident.post(&complete, &body("6222020200012345671")).await.wrong_field("card");
        let done = resident.post(&complete, &body("6222 0202 0001 2345 670")).await;
        assert_eq!(done.status, 201, "{}", done.text());
        let shown = json!({ "key": "answer:card" });
        let reveal = format!("/api/desk/cases/{}/reveal", case["id"].as_str().unwrap());
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.post(&reveal, &shown).await.json()["value"], "6222 0202 0001 2345 670");
    }

    async fn the_counter_completes_what_time_has_overtaken_too(engine: Engine) {
        let world = World::new(engine).await;
        world.clock.forward(chrono::Duration::days(28));
        let (resident, mut case) = (world.applicant(PHONE).await, application());
        case["answers"]["start_month"] = json!("2026-03");
        resident.upload_photos(&case).await;
        assert_eq!(resident.post("/api/apply/cases", &case).await.status, 201);
        asked_for(&world, &case, "card").await;
        world.clock.forward(chrono::Duration::days(6));
        world.acted("sg-hanyuan", &case, json!({ "act": "supplement", "version": 2, "answers": { "card": CARD } })).await;
    }

    async fn the_counter_adds_a_photo_to_those_of_the_applicant(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, mut case) = (world.applicant(PHONE).await, application());
        let (first, second) = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
        case["answers"]["hukou"] = json!("elsewhere");
        case["answers"]["residence_paper"] = json!([first]);
        resident.upload_photos(&case).await;
        resident.upload(&first).await;
        assert_eq!(resident.post("/api/apply/cases", &case).await.status, 201);
        asked_for(&world, &case, "residence_paper").await;
        world.staff("sg-hanyuan").await.upload_at_desk(&second).await;
        let both = json!({ "residence_paper": [first, second] });
        let panel = world.acted("sg-hanyuan", &case, json!({ "act": "supplement", "version": 2, "answers": both })).await;
        assert_eq!(photos(&panel, "residence_paper"), [first, second]);
    }
}
