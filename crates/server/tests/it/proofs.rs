//! What a session alone does not do: show everything in clear, or move the account to another number. And corrections.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::sms::double_at;
use crate::support::{Ask, CARD, World, id_number, stories};

const PHONE: &str = "13800000001";
const OTHER: &str = "13800000002";

stories! {
    async fn a_session_alone_shows_nothing_in_clear(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, other) = (world.named(PHONE, "演示甲", 1).await, world.resident(OTHER).await);
        let path = "/api/privacy/export";
        resident.post(path, &json!({})).await.problem(422, "invalid");
        let foreign = world.own_code(&other).await;
        resident.post(path, &json!({ "code": foreign })).await.wrong_field("code");
        let (key, code) = (Uuid::new_v4(), world.own_code(&resident).await);
        let body = json!({ "code": code });
        assert_eq!(resident.ask(Ask::post(path, key, &body)).await.status, 201);
        assert_eq!(resident.ask(Ask::post(path, key, &body)).await.status, 201, "a lost answer");
        resident.post(path, &body).await.wrong_field("code");
        world.clock.forward(chrono::Duration::minutes(11));
        resident.ask(Ask::post(path, key, &body)).await.wrong_field("code");
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_entry WHERE act LIKE '导出%'").await, 1);
    }

    async fn name_and_phone_are_corrected(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, elsewhere) = (world.resident(PHONE).await, {
            world.clock.forward(chrono::Duration::minutes(2));
            world.resident(PHONE).await
        });
        resident.agree().await;
        let path = "/api/privacy/correct";
        resident.post(path, &json!({})).await.wrong_field("name");
        resident.post(path, &json!({ "phone": OTHER })).await.wrong_field("code");
        let old = world.own_code(&resident).await;
        resident.post(path, &json!({ "phone": OTHER, "code": "000000", "old_code": old })).await.wrong_field("code");
        let (key, code) = (Uuid::new_v4(), world.code(OTHER).await);
        let body = json!({ "name": "演示甲", "phone": OTHER, "code": code, "old_code": old });
        for _ in 0..2 {
            let done = resident.ask(Ask::post(path, key, &body)).await;
            assert_eq!(done.status, 201, "{}", done.text());
        }
        let me = resident.get("/api/identity/me").await.json();
        assert_eq!((&me["phone_masked"], &me["name_masked"]), (&json!("138****0002"), &json!("演*甲")));
        elsewhere.get("/api/identity/me").await.problem(401, "sign_in");
    }

    async fn the_export_holds_consents_every_receipt_and_what_was_replaced(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        let missing = json!([{ "field": "card", "reason": "看不清" }]);
        world.acted("sg-hanyuan", &case, json!({ "act": "ask_supplement", "version": 1, "missing": missing })).await;
        let complete = format!("/api/apply/cases/{}/complete", case["id"].as_str().unwrap());
        let other = "6222020200012345688";
        let answers = json!({ "version": 2, "answers": { "card": other } });
        let done = resident.post(&complete, &answers).await;
        assert_eq!(done.status, 201, "{}", done.text());
        let person = world.text("SELECT person FROM account").await;
        for n in 0..250 {
            world.write(&format!(
                "INSERT INTO audit_entry (id, at, unit, person, act, about, reason) \
                SELECT '{}', made_at, '窗口', '{person}', '第{n}次', '', '' FROM person WHERE id = '{person}'",
                Uuid::now_v7()
            )).await;
        }
        let shown = resident.get("/api/privacy/receipts").await.json();
        assert_eq!(shown["receipts"].as_array().unwrap().len(), 200);
        let export = world.export(&resident).await;
        let acts: Vec<&str> = export["receipts"].as_array().unwrap().iter().map(|r| r["act"].as_str().unwrap()).collect();
        assert!((0..250).all(|n| acts.contains(&format!("第{n}次").as_str())), "{}", acts.len());
        assert_eq!(export["consents"][0]["agreed"], true, "{export}");
        let case = &export["cases"][0];
        assert_eq!((&case["answers"]["card"], &case["replaced_answers"][0]["answers"]["card"]), (&json!(other), &json!(CARD)), "{case}");
    }

    async fn a_corrected_name_is_checked_as_the_first_one_was(engine: Engine) {
        let world = World::new(engine).await;
        let path = "/api/privacy/correct";
        let unnamed = world.resident(OTHER).await;
        unnamed.agree().await;
        unnamed.post(path, &json!({ "name": "a1" })).await.wrong_field("name");
        let named = world.named(PHONE, "演示甲", 1).await;
        for _ in 0..3 {
            named.post(path, &json!({ "name": "演示1" })).await.wrong_field("name");
        }
        let key = Uuid::new_v4();
        for _ in 0..3 {
            let done = named.ask(Ask::post(path, key, &json!({ "name": "演示乙" }))).await;
            assert_eq!(done.status, 201, "a repeat costs no try: {}", done.text());
        }
        named.post(path, &json!({ "name": "演示丙" })).await.problem(429, "too_many");
        assert_eq!(named.get("/api/identity/me").await.json()["name_masked"], "演*乙");
    }

    async fn a_session_alone_moves_no_account_to_another_number(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.named(PHONE, "演示甲", 1).await;
        let (path, code) = ("/api/privacy/correct", world.code(OTHER).await);
        let with = |more: Value| {
            let mut body = json!({ "phone": OTHER, "code": code });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            body
        };
        resident.post(path, &with(json!({}))).await.wrong_field("old_code");
        resident.post(path, &with(json!({ "old_code": code }))).await.wrong_field("old_code");
        for _ in 0..4 {
            resident.post(path, &with(json!({ "id_number": id_number(2) }))).await.wrong_field("id_number");
        }
        let moved = resident.post(path, &with(json!({ "id_number": id_number(1) }))).await;
        assert_eq!(moved.status, 201, "{}", moved.text());
        let again = with(json!({ "id_number": id_number(1), "phone": PHONE, "code": world.code_later(PHONE).await }));
        resident.post(path, &again).await.problem(429, "too_many");
    }

    async fn the_old_number_is_told_that_the_account_has_left_it(engine: Engine) {
        let provider = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let settings = format!(
            "sms_provider = 'aliyun'\nsms_url = 'http://{}'\nsms_key_id = 'id'\nsms_key_secret = 'x'\nsms_phone_template = 'T9'",
            provider.local_addr().unwrap()
        );
        let seen = double_at(provider, json!({ "Code": "OK" }));
        let world = World::with(engine, &settings).await;
        let resident = world.resident(PHONE).await;
        resident.agree().await;
        let (old, code) = (world.own_code(&resident).await, world.code(OTHER).await);
        let body = json!({ "phone": OTHER, "code": code, "old_code": old });
        assert_eq!(resident.post("/api/privacy/correct", &body).await.status, 201);
        assert_eq!(world.count(&format!("SELECT COUNT(*) FROM job WHERE (subject || due || payload) LIKE '%{PHONE}%'")).await, 0);
        while world.tick().await > 0 {}
        let seen = seen.lock().unwrap().clone();
        let told: Vec<_> = seen.iter().filter(|one| one.query.contains("T9")).collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].query.contains(PHONE) && !told[0].query.contains(OTHER), "{}", told[0].query);
    }
}
