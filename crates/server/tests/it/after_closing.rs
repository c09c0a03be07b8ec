//! What time does after a case has closed: papers are let go.

use chrono::Duration;
use serde_json::{Value, json};

use crate::support::{Session, World, application, stories};

const PHONE: &str = "13800000001";
const LIVE: &str = "SELECT COUNT(*) FROM stored_file WHERE deleted_at IS NULL";

/// A case with three photos, and its applicant.
async fn received(world: &World) -> (Session, Value) {
    let (resident, body) = (world.applicant(PHONE).await, application());
    resident.upload_photos(&body).await;
    assert_eq!(resident.post("/api/apply/cases", &body).await.status, 201);
    (resident, body)
}

fn path(case: &Value) -> String {
    format!("/api/apply/cases/{}", case["id"].as_str().unwrap())
}

/// Lets a day pass, so many times, and does what is due each time.
async fn days(world: &World, count: u32) {
    for _ in 0..count {
        world.clock.forward(Duration::days(1));
        while world.tick().await > 0 {}
    }
}

/// An act of a member of staff who signs in for it.
async fn act(world: &World, login: &str, case: &Value, act: Value) {
    let done = world.act(&world.staff(login).await, case, act).await;
    assert_eq!(done.status, 201, "{}", done.text());
}

stories! {
    async fn photos_of_a_withdrawn_case_go_after_a_month_and_not_before(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        assert_eq!(resident.post(&format!("{}/withdraw", path(&case)), &json!({ "version": 1 })).await.status, 201);
        days(&world, 30).await;
        assert_eq!(world.count(LIVE).await, 3, "the thirtieth day is not over");
        days(&world, 1).await;
        assert_eq!(world.count(LIVE).await, 0);
        let view = world.resident(PHONE).await.get(&path(&case)).await.json();
        assert!(view["answers"].as_array().unwrap().iter().all(|a| a["files"] == json!([])), "{view}");
        yunlin_server::domain::files::sweep(world.app.ctx()).await.unwrap();
        assert_eq!(std::fs::read_dir(world.folder.path().join("files")).unwrap().count(), 0, "the bytes too");
    }

    async fn photos_stay_when_the_closing_is_taken_back_and_count_anew_when_it_closes_again(engine: Engine) {
        let world = World::with(engine, "files_keep_days = 10").await;
        let (_, case) = received(&world).await;
        let decline = |version: u32| json!({ "act": "decline", "version": version, "reason": "不归这里。" });
        act(&world, "sg-hanyuan", &case, decline(1)).await;
        days(&world, 4).await;
        act(&world, "sg-hanyuan", &case, json!({ "act": "correct", "version": 2, "reason": "点错了" })).await;
        act(&world, "sg-hanyuan", &case, json!({ "act": "assign", "version": 3, "staff": world.staff("sg-hanyuan").await.me["id"] })).await;
        act(&world, "sg-hanyuan", &case, json!({ "act": "ask_supplement", "version": 4, "missing": [{ "field": "card", "reason": "看不清" }] })).await;
        days(&world, 9).await;
        assert_eq!(world.count(LIVE).await, 3, "open again");
        act(&world, "sg-hanyuan", &case, json!({ "act": "withdraw", "version": 5, "reason": "本人来说不办了" })).await;
        days(&world, 10).await;
        assert_eq!(world.count(LIVE).await, 3, "the first closing does not count");
        days(&world, 1).await;
        assert_eq!(world.count(LIVE).await, 0);
    }

    async fn papers_of_a_decided_case_belong_to_its_record(engine: Engine) {
        let world = World::with(engine, "files_keep_days = 1").await;
        let (_, case) = received(&world).await;
        act(&world, "sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        act(&world, "ks-renshe", &case, json!({ "act": "grant", "version": 2, "note": "办好了。" })).await;
        days(&world, 40).await;
        assert_eq!(world.count(LIVE).await, 3);
    }

    async fn photos_wait_longer_when_the_setting_has_grown_meanwhile(engine: Engine) {
        let world = World::with(engine, "files_keep_days = 2").await;
        let (resident, case) = received(&world).await;
        assert_eq!(resident.post(&format!("{}/withdraw", path(&case)), &json!({ "version": 1 })).await.status, 201);
        drop(resident);
        let world = world.restart("files_keep_days = 5").await;
        days(&world, 5).await;
        assert_eq!(world.count(LIVE).await, 3);
        days(&world, 1).await;
        assert_eq!(world.count(LIVE).await, 0);
    }
}
