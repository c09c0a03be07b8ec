//! Somebody is found at the counter by the room that they told it: exactly, in the own communities, and never by half an address.

use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::privacy::NOTICE;
use yunlin_server::domain::privacy;

use crate::support::{World, id_of, stories};

const MOTHER: &str = "13800000031";
const SON: &str = "13800000032";

/// A matter of somebody who says where they live.
fn intake(name: &str, phone: &str, item: &str, home: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "item": item, "community": "hanyuan", "source": "counter", "home": home,
        "person": { "is": "new", "name": name, "id_number": id_of(phone), "phone": phone }, "consent": true,
    })
}

/// How they are looked for.
fn room(value: &str) -> Value {
    json!({ "by": "room", "value": value })
}

/// Masked names of those who were found.
fn names(found: &Value) -> Vec<&str> {
    found["people"].as_array().unwrap().iter().map(|p| p["name_masked"].as_str().unwrap()).collect()
}

stories! {
    async fn whoever_told_the_counter_their_room_is_found_by_it(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        for (name, phone) in [("演老太", MOTHER), ("演小子", SON)] {
            let taken = worker.post("/api/desk/cases", &intake(name, phone, "MZ-01", "wanfu-shijia/12/1/302")).await;
            assert_eq!(taken.status, 201, "{}", taken.text());
        }
        let found = worker.post("/api/desk/people/find", &room("wanfu-shijia/12幢/1单元/0302室")).await.json();
        assert_eq!(names(&found), ["演*太", "演*子"], "{found}");
        for other in ["wanfu-shijia/12/1/301", "wanfu-shijia/12//302", "yueqiao-huayuan/12/1/302"] {
            let found = worker.post("/api/desk/people/find", &room(other)).await.json();
            assert_eq!(names(&found), [""; 0], "{other}");
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_entry WHERE person IS NOT NULL AND act LIKE '%查找%'").await, 2);
    }

    async fn whoever_moved_is_found_in_the_new_room_only(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        for (item, home) in [("MZ-01", "wanfu-shijia/12/1/302"), ("MZ-08", "yueqiao-huayuan/3/2/501"), ("SQ-01", "yueqiao-huayuan/3/2/501")] {
            let taken = worker.post("/api/desk/cases", &intake("演老太", MOTHER, item, home)).await;
            assert_eq!(taken.status, 201, "{}", taken.text());
        }
        let was = worker.post("/api/desk/people/find", &room("wanfu-shijia/12/1/302")).await.json();
        assert_eq!(names(&was), [""; 0]);
        let now = worker.post("/api/desk/people/find", &room("yueqiao-huayuan/3/2/501")).await.json();
        assert_eq!(names(&now), ["演*太"]);
        for act in ["登记了住址", "更改了住址"] {
            let noted = format!("SELECT COUNT(*) FROM audit_entry WHERE person IS NOT NULL AND act = '{act}'");
            assert_eq!(world.count(&noted).await, 1, "{act}");
        }
    }

    async fn a_room_of_another_community_is_neither_noted_nor_searched(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        let away = intake("演老太", MOTHER, "MZ-01", "bolin-gongguan-2/3/2/501");
        worker.post("/api/desk/cases", &away).await.wrong_field("home");
        for value in ["bolin-gongguan-2/3/2/501", "no-such-estate/3/2/501", "wanfu-shijia/12/1", "wanfu-shijia///302"] {
            worker.post("/api/desk/people/find", &room(value)).await.wrong_field("value");
        }
        let bureau = world.staff("ks-minzheng").await;
        bureau.post("/api/desk/people/find", &room("wanfu-shijia/12/1/302")).await.problem(403, "forbidden");
        assert_eq!(world.count("SELECT COUNT(*) FROM person_home").await, 0);
    }

    async fn whoever_withdraws_consent_is_not_found_by_their_room_any_more(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.named(MOTHER, "演老太", 31).await;
        let worker = world.staff("sg-hanyuan").await;
        let taken = worker.post("/api/desk/cases", &intake("演老太", MOTHER, "MZ-01", "wanfu-shijia/12/1/302")).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        let withdrawn = json!({ "notice": NOTICE, "agreed": false });
        assert_eq!(resident.post("/api/privacy/consents", &withdrawn).await.status, 201);
        let found = worker.post("/api/desk/people/find", &room("wanfu-shijia/12/1/302")).await.json();
        assert_eq!(names(&found), [""; 0]);
    }

    async fn a_resident_sees_the_room_that_the_counter_noted_and_it_goes_with_them(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.named(MOTHER, "演老太", 31).await;
        let worker = world.staff("sg-hanyuan").await;
        let taken = worker.post("/api/desk/cases", &intake("演老太", MOTHER, "MZ-01", "wanfu-shijia/12/1/302")).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        let mine = resident.get("/api/privacy/my-data").await.text();
        assert!(mine.contains("万福世家12幢"), "{mine}");
        assert!(!mine.contains("302"), "{mine}");
        let receipts = resident.get("/api/privacy/receipts").await.text();
        assert!(receipts.contains("登记了住址"), "{receipts}");
        let withdraw = format!("/api/apply/cases/{}/withdraw", taken.json()["id"].as_str().unwrap());
        let done = resident.post(&withdraw, &json!({ "version": 1 })).await;
        assert_eq!(done.status, 201, "{}", done.text());
        resident.post("/api/privacy/close", &json!({})).await;
        world.clock.forward(chrono::Duration::days(8));
        privacy::retain(world.app.ctx()).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM person_home").await, 0);
    }
}
