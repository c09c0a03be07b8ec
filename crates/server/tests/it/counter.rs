//! The counter looks at ID cards and mistypes phones: what it checked outweighs what somebody said online.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Session, World, id_of, stories};

const PHONE: &str = "13800000001";
const NEIGHBOUR: &str = "13800000077";

/// A matter taken in at the counter, of whoever shows this ID card.
fn intake(phone: Option<&str>) -> Value {
    let mut person = json!({ "is": "new", "name": "演老太", "id_number": id_of(NEIGHBOUR) });
    if let Some(phone) = phone {
        person["phone"] = json!(phone);
    }
    json!({
        "id": Uuid::now_v7(), "item": "MZ-01", "community": "hanyuan", "source": "counter",
        "person": person, "note": "身份证已看原件", "consent": true,
    })
}

/// Cases of a resident.
async fn cases(of: &Session) -> usize {
    of.get("/api/apply/cases").await.json()["cases"].as_array().unwrap().len()
}

/// What staff did with data of a resident under this name, as the resident reads it.
async fn receipts(of: &Session, act: &str) -> Vec<Value> {
    let all = of.get("/api/privacy/receipts").await.json();
    all["receipts"].as_array().unwrap().iter().filter(|r| r["act"] == act).cloned().collect()
}

stories! {
    async fn whoever_claims_the_number_of_a_neighbour_online_does_not_get_their_case(engine: Engine) {
        let world = World::new(engine).await;
        let thief = world.named(PHONE, "演冒名", 77).await;
        let worker = world.staff("sg-hanyuan").await;
        let by_id = json!({ "by": "id_number", "value": id_of(NEIGHBOUR) });
        assert_eq!(worker.post("/api/desk/people/find", &by_id).await.json()["people"], json!([]), "a claim is no finding");
        let taken = worker.post("/api/desk/cases", &intake(None)).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        assert_eq!(cases(&thief).await, 0);
        assert_eq!(thief.get("/api/identity/me").await.json()["id_masked"], "", "the claim is gone");
        thief.give_name("演冒名", &id_of(NEIGHBOUR)).await.problem(409, "conflict");
        let receipts = thief.get("/api/privacy/receipts").await.json();
        assert!(receipts["receipts"][0]["act"].as_str().unwrap().contains("身份证"), "{receipts}");
        let found = worker.post("/api/desk/people/find", &by_id).await.json();
        assert_eq!(found["people"][0]["name_masked"], "演*太", "{found}");
    }

    async fn whoever_gave_their_own_number_online_finds_the_case_of_the_counter(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.named(NEIGHBOUR, "演老太", 77).await;
        let worker = world.staff("sg-hanyuan").await;
        let taken = worker.post("/api/desk/cases", &intake(Some(NEIGHBOUR))).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        assert_eq!(cases(&resident).await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM account").await, 1);
    }

    async fn a_phone_that_was_mistyped_at_the_counter_opens_nothing_to_a_stranger(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.post("/api/desk/cases", &intake(Some(PHONE))).await.status, 201);
        let step = world.enter(PHONE, &world.code(PHONE).await, json!({})).await.json();
        assert_eq!((&step["step"], &step["name_masked"]), (&json!("confirm"), &json!("演*太")), "{step}");
        let code = world.code_later(PHONE).await;
        let stranger = Session::of(world.router(), &world.enter(PHONE, &code, json!({ "not_me": true })).await);
        assert_eq!(cases(&stranger).await, 0);
    }

    async fn whoever_shares_a_phone_that_was_left_at_the_counter_does_not_take_it_away(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.post("/api/desk/cases", &intake(Some(PHONE))).await.status, 201);
        let code = world.code(PHONE).await;
        assert_eq!(world.enter(PHONE, &code, json!({ "not_me": true })).await.status, 201);
        assert_eq!(world.count("SELECT COUNT(*) FROM account_phone").await, 2, "news of her case still reaches her");
    }

    async fn whoever_left_the_phone_at_the_counter_confirms_it_once(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.post("/api/desk/cases", &intake(Some(NEIGHBOUR))).await.status, 201);
        let last = json!({ "id_last4": &id_of(NEIGHBOUR)[14..] });
        let code = world.code(NEIGHBOUR).await;
        let resident = Session::of(world.router(), &world.enter(NEIGHBOUR, &code, last).await);
        assert_eq!(cases(&resident).await, 1);
        world.clock.forward(chrono::Duration::minutes(2));
        assert_eq!(cases(&world.resident(NEIGHBOUR).await).await, 1, "the second time nothing is asked");
    }

    async fn a_phone_brought_to_the_second_visit_leads_to_both_cases(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.post("/api/desk/cases", &intake(None)).await.status, 201);
        let mut second = intake(Some(PHONE));
        second["item"] = json!("SQ-01");
        assert_eq!(worker.post("/api/desk/cases", &second).await.status, 201);
        let last = json!({ "id_last4": &id_of(NEIGHBOUR)[14..] });
        let code = world.code(PHONE).await;
        let step = world.enter(PHONE, &code, json!({})).await.json();
        assert_eq!(step["step"], "confirm", "{step}");
        let code = world.code_later(PHONE).await;
        let resident = Session::of(world.router(), &world.enter(PHONE, &code, last).await);
        assert_eq!(cases(&resident).await, 2);
        let held = resident.get("/api/privacy/my-data").await.json();
        assert_eq!(held["consents"].as_array().unwrap().len(), 2, "the consent given at the counter is noted: {held}");
    }

    async fn a_phone_typed_for_somebody_who_has_one_already_changes_nothing(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.post("/api/desk/cases", &intake(Some(NEIGHBOUR))).await.status, 201);
        let mut second = intake(Some(PHONE));
        second["item"] = json!("SQ-01");
        assert_eq!(worker.post("/api/desk/cases", &second).await.status, 201);
        assert_eq!(cases(&world.resident(PHONE).await).await, 0, "a new account of whoever has that phone");
        let last = json!({ "id_last4": &id_of(NEIGHBOUR)[14..] });
        let code = world.code(NEIGHBOUR).await;
        let own = Session::of(world.router(), &world.enter(NEIGHBOUR, &code, last).await);
        assert_eq!(cases(&own).await, 2);
    }

    async fn whoever_was_given_a_phone_at_the_counter_reads_that_it_was(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        for (item, phone) in [("MZ-01", None), ("SQ-01", Some(PHONE)), ("MZ-08", Some(PHONE))] {
            let mut body = intake(phone);
            body["item"] = json!(item);
            let taken = worker.post("/api/desk/cases", &body).await;
            assert_eq!(taken.status, 201, "{}", taken.text());
        }
        let last = json!({ "id_last4": &id_of(NEIGHBOUR)[14..] });
        let code = world.code(PHONE).await;
        let resident = Session::of(world.router(), &world.enter(PHONE, &code, last).await);
        let read = receipts(&resident, "登记了手机号").await;
        assert_eq!(read.len(), 1, "the second time nothing changed: {read:?}");
        assert_eq!(read[0]["unit"], "汉源社区综合窗口");
    }

    async fn whose_name_the_counter_changed_reads_that_it_did(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.named(NEIGHBOUR, "演老大", 77).await;
        let worker = world.staff("sg-hanyuan").await;
        for item in ["MZ-01", "SQ-01"] {
            let mut body = intake(Some(NEIGHBOUR));
            body["item"] = json!(item);
            let taken = worker.post("/api/desk/cases", &body).await;
            assert_eq!(taken.status, 201, "{}", taken.text());
        }
        assert_eq!(receipts(&resident, "更改了姓名").await.len(), 1);
        assert!(receipts(&resident, "登记了手机号").await.is_empty(), "it was theirs already");
    }
}
