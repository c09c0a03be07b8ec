//! What time does after a case has closed: papers are let go, bad grades are chased.

use chrono::Duration;
use serde_json::{Value, json};

use crate::support::{CARD, Session, World, application, stories};

const PHONE: &str = "13800000001";
const LIVE: &str = "SELECT COUNT(*) FROM stored_file WHERE deleted_at IS NULL";
const CHASED: &str = "SELECT COUNT(*) FROM escalation_log WHERE level LIKE 'call_back%'";

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

/// A case with a bad grade, given on Sunday 2026-03-01: ten working days end on the 13th, fifteen on the 20th.
async fn rated_badly(world: &World) -> Value {
    let (resident, case) = received(world).await;
    act(world, "sg-hanyuan", &case, json!({ "act": "decline", "version": 1, "reason": "不归这里。" })).await;
    let rated = resident.post(&format!("{}/rate", path(&case)), &json!({ "grade": "very_bad" })).await;
    assert_eq!(rated.status, 201, "{}", rated.text());
    case
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

    async fn photos_of_a_lapsed_case_stay_as_long_as_it_can_be_completed(engine: Engine) {
        let world = World::with(engine, "files_keep_days = 2").await;
        let (_, case) = received(&world).await;
        act(&world, "sg-hanyuan", &case, json!({ "act": "ask_supplement", "version": 1, "missing": [{ "field": "card", "reason": "看不清" }] })).await;
        days(&world, 60).await;
        let resident = world.applicant(PHONE).await;
        let view = resident.get(&path(&case)).await.json();
        assert_eq!(view["case"]["state"], "lapsed", "{view}");
        assert_eq!(world.count(LIVE).await, 3);
        let body = json!({ "version": view["version"], "answers": { "card": CARD } });
        let done = resident.post(&format!("{}/complete", path(&case)), &body).await;
        assert_eq!(done.status, 201, "{}", done.text());
        let photos = done.json()["answers"].as_array().unwrap().iter().map(|a| a["files"].as_array().unwrap().len()).sum::<usize>();
        assert_eq!(photos, 3);
    }

    async fn papers_of_a_decided_case_belong_to_its_record(engine: Engine) {
        let world = World::with(engine, "files_keep_days = 1").await;
        let (_, case) = received(&world).await;
        act(&world, "sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        act(&world, "ks-renshe", &case, json!({ "act": "grant", "version": 2, "note": "办好了。" })).await;
        days(&world, 40).await;
        assert_eq!(world.count(LIVE).await, 3);
    }

    async fn a_closed_case_is_deleted_whole_after_its_years_and_an_open_one_never(engine: Engine) {
        let world = World::with(engine, "cases_keep_years = 2").await;
        let closed = rated_badly(&world).await;
        let (other, open) = (world.applicant("13800000002").await, application());
        other.upload_photos(&open).await;
        assert_eq!(other.post("/api/apply/cases", &open).await.status, 201);
        let retain = async || yunlin_server::domain::cases::retain(world.app.ctx()).await.unwrap();
        world.clock.forward(Duration::days(1036));
        assert_eq!(retain().await, 0, "it is the last day of 2028");
        world.clock.forward(Duration::days(1));
        assert_eq!(retain().await, 1);
        assert_eq!(retain().await, 0);
        let id = closed["id"].as_str().unwrap();
        for (table, column) in [("case_file", "id"), ("case_event", "case_id"), ("case_rating", "case_id")] {
            assert_eq!(world.count(&format!("SELECT COUNT(*) FROM {table} WHERE {column} = '{id}'")).await, 0, "{table}");
        }
        assert_eq!(world.count(&format!("SELECT COUNT(*) FROM message WHERE href LIKE '%{id}'")).await, 0);
        assert_eq!(world.count(LIVE).await, 3, "those of the open one");
        assert_eq!(world.count("SELECT COUNT(*) FROM case_file").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM case_event").await, 1);
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

    async fn a_bad_grade_is_chased_on_the_tenth_working_day_and_when_the_fifteen_are_over(engine: Engine) {
        let world = World::new(engine).await;
        rated_badly(&world).await;
        days(&world, 11).await;
        assert_eq!(world.count(CHASED).await, 0, "the twelfth of March is the ninth working day");
        days(&world, 1).await;
        assert_eq!(world.text("SELECT level || ' ' || due FROM escalation_log").await, "call_back_due 2026-03-20");
        days(&world, 7).await;
        assert_eq!(world.count(CHASED).await, 1, "the last day is not over");
        days(&world, 3).await;
        assert_eq!(world.count(CHASED).await, 2);
        assert_eq!(world.count("SELECT COUNT(*) FROM escalation_log WHERE level = 'call_back_overdue'").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM case_event").await, 2, "the applicant reads nothing of it");
    }

    async fn a_grade_that_was_called_back_is_not_chased(engine: Engine) {
        let world = World::new(engine).await;
        let case = rated_badly(&world).await;
        days(&world, 3).await;
        act(&world, "sj-hanyuan", &case, json!({ "act": "call_back", "version": 2, "note": "已上门说明。" })).await;
        days(&world, 30).await;
        assert_eq!(world.count(CHASED).await, 0);
    }

    async fn a_fair_grade_is_not_chased(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        act(&world, "sg-hanyuan", &case, json!({ "act": "decline", "version": 1, "reason": "不归这里。" })).await;
        assert_eq!(resident.post(&format!("{}/rate", path(&case)), &json!({ "grade": "fair" })).await.status, 201);
        days(&world, 30).await;
        assert_eq!(world.count(CHASED).await, 0);
    }
}
