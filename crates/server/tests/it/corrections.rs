//! A step that is taken back leaves nothing of itself in sight, and no clock that has run out meanwhile.

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{World, stories};

const PHONE: &str = "13800000001";

/// The applicant's view, after signing in again.
async fn view(world: &World, case: &Value) -> Value {
    let resident = world.resident(PHONE).await;
    resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json()
}

/// Lets a day pass, so many times, and does what is due each time.
async fn days(world: &World, count: u32) {
    for _ in 0..count {
        world.clock.forward(Duration::days(1));
        while world.tick().await > 0 {}
    }
}

stories! {
    async fn papers_of_a_result_that_was_taken_back_are_out_of_sight(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        let (wrong, right) = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
        let officer = world.staff("ks-renshe").await;
        officer.upload_at_desk(&wrong).await;
        officer.upload_at_desk(&right).await;
        let grant = |version: u32, paper: &str| json!({ "act": "grant", "version": version, "note": "办好了。", "files": [paper] });
        world.acted("ks-renshe", &case, grant(2, &wrong)).await;
        let path = format!("/api/apply/cases/{}", case["id"].as_str().unwrap());
        let look = format!("/api/desk/cases/{}/look", case["id"].as_str().unwrap());
        let panel = officer.get(look.trim_end_matches("/look")).await.json();
        assert_eq!((&panel["results"][0]["id"], &panel["results"][0]["url"]), (&json!(wrong), &json!("")), "{panel}");
        let shown = officer.post(&look, &json!({ "file": wrong })).await.json();
        assert_eq!(officer.get(shown["url"].as_str().unwrap()).await.status, 200);
        let receipts = resident.get("/api/privacy/receipts").await.text();
        assert!(receipts.contains("查看了办理结果文件"), "{receipts}");
        let url = resident.get(&path).await.json()["result"]["files"][0]["url"].as_str().unwrap().to_owned();
        assert_eq!(resident.get(&url).await.status, 200);
        let back = json!({ "act": "correct", "version": 3, "reason": "别人的证" });
        let panel = world.acted("ks-renshe", &case, back).await;
        assert_eq!(panel["results"], json!([]));
        resident.get(&url).await.problem(404, "not_found");
        world.acted("ks-renshe", &case, grant(4, &right)).await;
        let files = resident.get(&path).await.json()["result"]["files"].clone();
        assert_eq!((files.as_array().unwrap().len(), &files[0]["id"]), (1, &json!(right)), "{files}");
    }

    async fn a_check_that_is_taken_up_again_has_the_days_that_were_left(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        days(&world, 2).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "decline", "version": 1, "reason": "不归这里。" })).await;
        days(&world, 8).await;
        let back = json!({ "act": "correct", "version": 2, "reason": "点错了" });
        let panel = world.acted("sg-hanyuan", &case, back).await;
        assert_eq!(panel["clocks"]["check"]["due"], "2026-03-16", "three of five days were left on the third");
        assert_eq!(panel["row"]["light"], "green");
        days(&world, 5).await;
        assert_eq!(view(&world, &case).await["case"]["state"], "received");
        days(&world, 1).await;
        assert_eq!(view(&world, &case).await["case"]["state"], "accepted", "silence counts from then on");
    }

    async fn a_check_that_had_no_day_left_gets_one(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        days(&world, 5).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "decline", "version": 2, "reason": "不归这里。" })).await;
        days(&world, 4).await;
        let seen = view(&world, &case).await["version"].clone();
        let back = json!({ "act": "correct", "version": seen, "reason": "点错了" });
        let panel = world.acted("sg-hanyuan", &case, back).await;
        assert_eq!(panel["clocks"]["check"]["due"], "2026-03-11");
        world.tick().await;
        assert_eq!(view(&world, &case).await["case"]["state"], "received");
    }

    async fn a_request_that_is_taken_up_again_leaves_time_to_answer_it(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        let list = json!([{ "field": "card", "reason": "看不清" }]);
        world.acted("sg-hanyuan", &case, json!({ "act": "ask_supplement", "version": 1, "missing": list })).await;
        days(&world, 12).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "withdraw", "version": 2, "reason": "本人来说" })).await;
        days(&world, 10).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "correct", "version": 3, "reason": "记错人了" })).await;
        world.tick().await;
        let seen = view(&world, &case).await;
        assert_eq!((&seen["case"]["state"], &seen["case"]["todo_by"]), (&json!("supplement"), &json!("2026-03-24")), "{seen}");
        days(&world, 2).await;
        assert_eq!(view(&world, &case).await["case"]["state"], "lapsed");
    }

    async fn a_promise_that_ran_out_while_the_case_was_closed_is_told(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        world.acted("ks-renshe", &case, json!({ "act": "grant", "version": 2, "note": "办好了。" })).await;
        days(&world, 20).await;
        world.acted("ks-renshe", &case, json!({ "act": "correct", "version": 3, "reason": "还没办好" })).await;
        while world.tick().await > 0 {}
        assert_eq!(world.count("SELECT COUNT(*) FROM escalation_log WHERE level = 'overdue'").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM case_event WHERE action = 'escalate'").await, 1);
    }
}
