//! Who may hold a case, where it is found again once it was handed on, and what is added after it is done.

use serde_json::{Value, json};

use crate::support::{World, stories};

const PHONE: &str = "13800000001";

fn path(case: &Value) -> String {
    format!("/api/desk/cases/{}", case["id"].as_str().unwrap())
}

stories! {
    async fn after_it_is_done_the_bureau_still_notes_its_number_and_writes_to_the_applicant(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        world.acted("ks-renshe", &case, json!({ "act": "grant", "version": 2, "note": "办好了。" })).await;
        let closed = "SELECT CAST(closed_at AS text) FROM case_file";
        let before = world.text(closed).await;
        world.clock.forward(chrono::Duration::days(1));
        world.acted("ks-renshe", &case, json!({ "act": "official_no", "version": 3, "number": "A-1" })).await;
        let panel = world.acted("ks-renshe", &case, json!({ "act": "message", "version": 4, "text": "请带身份证来取。" })).await;
        assert_eq!((&panel["row"]["state"], &panel["official_no"]), (&json!("granted"), &json!("A-1")), "{panel}");
        assert_eq!(world.text(closed).await, before, "it was done when it was done");
        drop(resident);
        let resident = world.resident(PHONE).await;
        let view = resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json();
        assert_eq!((&view["official_no"], &view["events"][0]["note"]), (&json!("A-1"), &json!("请带身份证来取。")), "{view}");
        assert!(view["result"]["note"] == "办好了。", "{view}");
    }

    async fn what_was_handed_on_is_found_among_what_one_had_a_hand_in(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        let list = "/api/desk/inbox?show=handled";
        assert_eq!(world.staff("sg-hanyuan").await.get(list).await.json()["rows"], json!([]), "nobody had a hand yet");
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        let queue = json!({ "kind": "bureau", "name": "区民政局" });
        world.acted("ks-renshe", &case, json!({ "act": "route", "version": 2, "queue": queue })).await;
        for (login, elsewhere) in [("sg-hanyuan", false), ("ks-renshe", true)] {
            let page = world.staff(login).await.get(list).await.json();
            let row = &page["rows"][0];
            assert_eq!((&page["open"], &row["queue"], &row["elsewhere"]), (&json!(1), &queue, &json!(elsewhere)), "{login}: {page}");
        }
        for other in ["ks-minzheng", "sg-taihang", "sj-hanyuan"] {
            assert_eq!(world.staff(other).await.get(list).await.json()["rows"], json!([]), "{other}");
        }
        world.staff("ks-renshe").await.get(&path(&case)).await.problem(404, "not_found");
    }

    async fn a_case_is_offered_to_those_who_may_hold_it_and_to_nobody_else(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        let secretary = world.staff("sj-hanyuan").await;
        let of_case = format!("/api/desk/colleagues?case={}", case["id"].as_str().unwrap());
        let offered = secretary.get(&of_case).await.json()["staff"].clone();
        let mut version = 1;
        for one in offered.as_array().unwrap() {
            let act = json!({ "act": "assign", "version": version, "staff": one["id"] });
            world.acted("sj-hanyuan", &case, act).await;
            version += 1;
        }
        assert!(version > 1, "{offered}");
        let officer = world.staff("ks-minzheng").await;
        assert!(offered.as_array().unwrap().iter().all(|one| one["id"] != officer.me["id"]), "{offered}");
        let act = json!({ "act": "assign", "version": version, "staff": officer.me["id"] });
        world.act(&secretary, &case, act).await.wrong_field("staff");
        assert_eq!(officer.get(&of_case).await.json()["staff"], json!([]), "not theirs to see");
    }
}
