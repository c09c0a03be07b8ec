//! Completing what was missing (补正): what is sent arrives, and nothing else stands in its way.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{CARD, Session, World, application, stories};

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

/// A visit is asked for (MZ-16), with two people to call.
async fn with_contacts(world: &World) -> (Session, Value) {
    let (resident, mut case) = (world.applicant(PHONE).await, application());
    let contact = |name: &str, phone: &str| json!({ "contact_name": name, "contact_phone": phone, "contact_relation": "child" });
    case["item"] = json!("MZ-16");
    case["answers"] = json!({
        "applicant": "self", "age": "80", "living": "alone", "address": "汉源国际丽城3幢2单元501", "consent": "visit",
        "contacts": [contact("演示甲", "13800000021"), contact("演示乙", "13800000022")],
    });
    let sent = resident.post("/api/apply/cases", &case).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    (resident, case)
}

stories! {
    async fn one_field_of_one_row_is_completed_and_the_others_stay(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = with_contacts(&world).await;
        asked_for(&world, &case, "contacts.1.contact_phone").await;
        let complete = format!("{}/complete", path(&case));
        let body = |rows: Value| json!({ "version": 2, "answers": { "contacts": rows } });
        resident.post(&complete, &body(json!([{}]))).await.wrong_field("contacts.1.contact_phone");
        let bad = body(json!([{}, { "contact_phone": "12" }]));
        resident.post(&complete, &bad).await.wrong_field("contacts.1.contact_phone");
        let more = body(json!([{ "contact_name": "演示丙" }, { "contact_phone": "13800000023" }]));
        resident.post(&complete, &more).await.wrong_field("contacts.0.contact_name");
        let done = resident.post(&complete, &body(json!([{}, { "contact_phone": "13800000023" }]))).await;
        assert_eq!(done.status, 201, "{}", done.text());
        let worker = world.staff("sg-hanyuan").await;
        let reveal = format!("/api/desk/cases/{}/reveal", case["id"].as_str().unwrap());
        for (key, value) in [("0.contact_phone", "138 0000 0021"), ("1.contact_phone", "138 0000 0023"), ("1.contact_name", "演示乙")] {
            let shown = worker.post(&reveal, &json!({ "key": format!("answer:contacts.{key}") })).await.json();
            assert_eq!(shown["value"], value, "{key}: {shown}");
        }
    }

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

    async fn a_question_that_was_left_open_can_stand_on_the_list(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, mut case) = (world.applicant(PHONE).await, application());
        case["answers"]["old_unit"] = json!("not_yet");
        resident.upload_photos(&case).await;
        assert_eq!(resident.post("/api/apply/cases", &case).await.status, 201);
        let id = case["id"].as_str().unwrap();
        let panel = world.staff("sg-hanyuan").await.get(&format!("/api/desk/cases/{id}")).await.json();
        let askable = panel["askable"].as_array().unwrap();
        let paper = askable.iter().find(|a| a["field"] == "leave_paper").unwrap_or_else(|| panic!("{panel}"));
        assert_eq!((paper["label"].as_str(), paper["photo"].as_bool()), (Some("解除劳动关系的材料"), Some(true)));
        asked_for(&world, &case, "leave_paper").await;
        let list = resident.get(&path(&case)).await.json()["supplement"].clone();
        assert_eq!(list["fields"]["leave_paper"]["label"], "解除劳动关系的材料", "{list}");
        let fresh = Uuid::now_v7().to_string();
        resident.upload(&fresh).await;
        let body = json!({ "version": 2, "answers": { "leave_paper": [fresh] } });
        let done = resident.post(&format!("{}/complete", path(&case)), &body).await;
        assert_eq!(done.status, 201, "{}", done.text());
        assert_eq!(photos(&done.json(), "leave_paper"), [fresh]);
    }

    async fn a_list_with_a_paper_beside_the_form_is_completed_at_the_counter_alone(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        let missing = json!([{ "field": "card", "reason": "看不清" }, { "field": "户口簿原件", "reason": "要看原件" }]);
        world.acted("sg-hanyuan", &case, json!({ "act": "ask_supplement", "version": 1, "missing": missing })).await;
        let complete = format!("{}/complete", path(&case));
        for answers in [json!({}), json!({ "card": CARD })] {
            resident.post(&complete, &json!({ "version": 2, "answers": answers })).await.problem(409, "conflict");
        }
        assert_eq!(resident.get(&path(&case)).await.json()["case"]["state"], "supplement");
        let act = json!({ "act": "supplement", "version": 2, "answers": { "card": CARD } });
        assert_eq!(world.acted("sg-hanyuan", &case, act).await["row"]["state"], "received");
    }

    async fn what_lapsed_can_still_be_completed(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        asked_for(&world, &case, "card").await;
        for _ in 0..14 {
            world.clock.forward(chrono::Duration::days(1));
            world.tick().await;
        }
        let resident = world.applicant(PHONE).await;
        let view = resident.get(&path(&case)).await.json();
        assert_eq!((&view["case"]["state"], &view["supplement"]["missing"][0]["field"]), (&json!("lapsed"), &json!("card")));
        assert_eq!(world.count("SELECT COUNT(*) FROM active_case").await, 0);
        let body = json!({ "version": view["version"], "answers": { "card": CARD } });
        let done = resident.post(&format!("{}/complete", path(&case)), &body).await;
        assert_eq!((done.status.as_u16(), done.json()["case"]["state"].as_str()), (201, Some("received")), "{}", done.text());
        assert_eq!(world.count("SELECT COUNT(*) FROM active_case").await, 1);
    }

    async fn a_completion_that_was_written_before_the_last_day_counts_when_it_arrives_after(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        asked_for(&world, &case, "card").await;
        for _ in 0..14 {
            world.clock.forward(chrono::Duration::days(1));
            world.tick().await;
        }
        let resident = world.applicant(PHONE).await;
        assert_eq!(resident.get(&path(&case)).await.json()["case"]["state"], "lapsed");
        let body = json!({ "version": 2, "answers": { "card": CARD } });
        let done = resident.post(&format!("{}/complete", path(&case)), &body).await;
        assert_eq!((done.status.as_u16(), done.json()["case"]["state"].as_str()), (201, Some("received")), "{}", done.text());
    }

    async fn a_colleague_taking_it_over_does_not_stop_a_completion_on_its_way(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        asked_for(&world, &case, "card").await;
        let worker = world.staff("sg-hanyuan").await;
        let me = worker.get("/api/desk/colleagues").await.json();
        let me = me["staff"].as_array().unwrap().iter().find(|c| c["unit"].as_str().unwrap().contains("综合窗口")).unwrap()["id"].clone();
        world.acted("sg-hanyuan", &case, json!({ "act": "assign", "version": 2, "staff": me })).await;
        let body = json!({ "version": 2, "answers": { "card": CARD } });
        let done = resident.post(&format!("{}/complete", path(&case)), &body).await;
        assert_eq!(done.status, 201, "{}", done.text());
    }

    async fn nor_does_taking_that_back(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        asked_for(&world, &case, "card").await;
        let me = world.staff("sg-hanyuan").await.me["id"].clone();
        world.acted("sg-hanyuan", &case, json!({ "act": "assign", "version": 2, "staff": me })).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "correct", "version": 3, "reason": "给错人了" })).await;
        let body = json!({ "version": 2, "answers": { "card": CARD } });
        let done = resident.post(&format!("{}/complete", path(&case)), &body).await;
        assert_eq!(done.status, 201, "{}", done.text());
    }

    async fn but_taking_the_list_back_does(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        asked_for(&world, &case, "card").await;
        world.acted("sg-hanyuan", &case, json!({ "act": "correct", "version": 2, "reason": "点错了" })).await;
        let body = json!({ "version": 2, "answers": { "card": CARD } });
        resident.post(&format!("{}/complete", path(&case)), &body).await.problem(409, "conflict");
    }
}
