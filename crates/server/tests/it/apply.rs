//! Residents apply, follow, complete, take back, rate. The desk is in `desk.rs`, time in `jobs.rs`.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Ask, CARD, NAME, Session, World, application, stories};

const PHONE: &str = "13800000001";
const OTHER: &str = "13800000002";

/// Uploads, submits and gives the answer.
async fn submit(by: &Session, body: &Value) -> Answer {
    by.upload_photos(body).await;
    send(by, body).await
}

/// Submits and gives the answer.
async fn send(by: &Session, body: &Value) -> Answer {
    by.post("/api/apply/cases", body).await
}

/// The same with one field replaced.
fn with(body: &Value, field: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[field] = value;
    body
}

stories! {
    async fn twenty_applications_a_day_are_enough_and_a_repeat_is_none(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.applicant(PHONE).await;
        for _ in 0..20 {
            let body = application();
            assert_eq!(submit(&resident, &body).await.status, 201);
            assert_eq!(send(&resident, &body).await.status, 201, "the same again, under another key");
            let path = format!("/api/apply/cases/{}/withdraw", body["id"].as_str().unwrap());
            assert_eq!(resident.post(&path, &json!({ "version": 1 })).await.status, 201);
        }
        let body = application();
        send(&resident, &body).await.problem(429, "too_many");
        assert_eq!(world.count("SELECT COUNT(*) FROM case_file").await, 20);
        world.clock.forward(chrono::Duration::days(1));
        let again = world.resident(PHONE).await;
        assert_eq!(submit(&again, &body).await.status, 201, "tomorrow");
    }

    async fn the_whole_life_of_a_case(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, body) = (world.applicant(PHONE).await, application());
        let sent = submit(&resident, &body).await;
        assert_eq!(sent.status, 201, "{}", sent.text());
        let sent = sent.json();
        assert_eq!(sent["id"], body["id"]);
        assert_eq!(sent["check_due"], "2026-03-06");
        assert_eq!(sent["holder"]["desk"], "综合窗口");
        let path = format!("/api/apply/cases/{}", body["id"].as_str().unwrap());
        let view = resident.get(&path).await.json();
        assert_eq!((view["case"]["state"].as_str(), view["version"].as_u64()), (Some("received"), Some(1)), "{view}");
        assert_eq!(view["may_withdraw"], true);

        let worker = world.staff("sg-hanyuan").await;
        let inbox = worker.get("/api/desk/inbox").await.json();
        assert_eq!(inbox["rows"][0]["id"], body["id"], "{inbox}");
        assert_eq!(inbox["open"], 1);
        let accepted = world.act(&worker, &body, json!({ "act": "accept", "version": 1 })).await;
        assert_eq!(accepted.status, 201, "{}", accepted.text());
        assert_eq!(accepted.json()["row"]["state"], "accepted");
        assert_eq!(worker.get("/api/desk/inbox").await.json()["open"], 0, "the bureau holds it now");

        let officer = world.staff("ks-renshe").await;
        let inbox = officer.get("/api/desk/inbox").await.json();
        assert_eq!(inbox["rows"][0]["id"], body["id"], "{inbox}");
        let granted = world.act(&officer, &body, json!({ "act": "grant", "version": 2, "note": "已登记，可以缴费。" })).await;
        assert_eq!(granted.status, 201, "{}", granted.text());

        let view = resident.get(&path).await.json();
        assert_eq!(view["case"]["state"], "granted", "{view}");
        assert_eq!(view["result"]["note"], "已登记，可以缴费。");
        assert_eq!(view["events"][0]["by"], "区人社局（社保）");
        let rated = resident.post(&format!("{path}/rate"), &json!({ "grade": "very_good" })).await;
        assert_eq!(rated.status, 201, "{}", rated.text());
        resident.post(&format!("{path}/rate"), &json!({ "grade": "good" })).await.problem(409, "conflict");
        assert_eq!(resident.get(&path).await.json()["rated"], "very_good");
        let inbox = resident.get("/api/messages").await.json();
        assert_eq!(inbox["unread"], 3, "{inbox}");
        assert_eq!(resident.get("/api/identity/me").await.json()["unread"], 3);
        resident.post("/api/messages/read", &json!({})).await;
        assert_eq!(resident.get("/api/messages").await.json()["unread"], 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM active_case").await, 0);
    }

    async fn what_is_missing_is_asked_for_once_and_completed(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, body) = (world.applicant(PHONE).await, application());
        submit(&resident, &body).await;
        let worker = world.staff("sg-hanyuan").await;
        let list = json!([{ "field": "card", "reason": "卡号和姓名对不上" }]);
        let asked = world.act(&worker, &body, json!({ "act": "ask_supplement", "version": 1, "missing": list })).await;
        assert_eq!(asked.status, 201, "{}", asked.text());
        let path = format!("/api/apply/cases/{}", body["id"].as_str().unwrap());
        let view = resident.get(&path).await.json();
        assert_eq!(view["supplement"]["missing"][0]["label"], "您本人的银行卡号", "{view}");
        assert_eq!(view["supplement"]["by"], "2026-03-13");
        assert_eq!(view["case"]["todo_by"], "2026-03-13");
        let limit = &view["clocks"]["statutory"];
        assert_eq!((&limit["days"], limit["due"].is_null()), (&json!(10), true), "as published, not running yet: {view}");
        let empty = json!({ "version": 2, "answers": {} });
        resident.post(&format!("{path}/complete"), &empty).await.wrong_field("card");
        let stray = json!({ "version": 2, "answers": { "card": CARD, "base": "p80" } });
        resident.post(&format!("{path}/complete"), &stray).await.wrong_field("base");
        let bad = json!({ "version": 2, "answers": { "card": "6222020200012345671" } });
        resident.post(&format!("{path}/complete"), &bad).await.wrong_field("card");
        world.clock.forward(chrono::Duration::days(3));
        let good = json!({ "version": 2, "answers": { "card": CARD } });
        let done = resident.post(&format!("{path}/complete"), &good).await;
        assert_eq!(done.status, 201, "{}", done.text());
        let view = done.json();
        assert_eq!(view["case"]["state"], "received", "{view}");
        assert_eq!(view["clocks"]["check"]["due"], "2026-03-11", "five days were left when it was asked");
        let worker = world.staff("sg-hanyuan").await;
        let again = world.act(&worker, &body, json!({ "act": "ask_supplement", "version": 3, "missing": list })).await;
        again.problem(403, "forbidden");
        let panel = worker.get(&format!("/api/desk/cases/{}", body["id"].as_str().unwrap())).await.json();
        assert!(!panel["may"].as_array().unwrap().contains(&json!("ask_supplement")), "{panel}");
        let secretary = world.staff("sj-hanyuan").await;
        let without = json!({ "act": "ask_supplement", "version": 3, "missing": list });
        world.act(&secretary, &body, without).await.wrong_field("second_reason");
        let with = json!({ "act": "ask_supplement", "version": 3, "missing": list, "second_reason": "还是看不清" });
        assert_eq!(world.act(&secretary, &body, with).await.status, 201);
    }

    async fn thirty_two_at_once_are_one_case(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, photos) = (world.applicant(PHONE).await, application());
        resident.upload_photos(&photos).await;
        let tries: Vec<_> = (0..32).map(|_| {
            let body = with(&photos, "id", json!(Uuid::now_v7()));
            let ask = resident.dress(Ask::post("/api/apply/cases", Uuid::new_v4(), &body));
            tokio::spawn(ask.send(world.router()))
        }).collect();
        let (mut taken, mut refused) = (0, 0);
        for each in tries {
            match each.await.unwrap().status.as_u16() {
                201 => taken += 1,
                409 => refused += 1,
                other => panic!("{other}"),
            }
        }
        assert_eq!((taken, refused), (1, 31));
        assert_eq!(world.count("SELECT COUNT(*) FROM case_file").await, 1);
    }

    async fn the_same_id_sent_often_at_once_is_one_case_and_one_answer(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, body) = (world.applicant(PHONE).await, application());
        resident.upload_photos(&body).await;
        let tries: Vec<_> = (0..16).map(|_| {
            let ask = resident.dress(Ask::post("/api/apply/cases", Uuid::new_v4(), &body));
            tokio::spawn(ask.send(world.router()))
        }).collect();
        let mut answers = Vec::new();
        for each in tries {
            let answer = each.await.unwrap();
            assert_eq!(answer.status, 201, "{}", answer.text());
            answers.push(answer.json());
        }
        assert!(answers.iter().all(|a| *a == answers[0]), "{answers:?}");
        assert_eq!(world.count("SELECT COUNT(*) FROM case_event").await, 1);
    }

    async fn a_repeat_with_another_body_is_refused(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, body, key) = (world.applicant(PHONE).await, application(), Uuid::new_v4());
        resident.upload_photos(&body).await;
        let first = resident.ask(Ask::post("/api/apply/cases", key, &body)).await;
        let repeat = resident.ask(Ask::post("/api/apply/cases", key, &body)).await;
        assert_eq!((first.status, &first.body), (repeat.status, &repeat.body));
        let mut other = body.clone();
        other["answers"]["base"] = json!("p80");
        resident.ask(Ask::post("/api/apply/cases", key, &other)).await.problem(422, "key_reused");
        send(&resident, &other).await.problem(422, "key_reused");
        let stranger = world.applicant(OTHER).await;
        send(&stranger, &body).await.problem(422, "key_reused");
        assert_eq!(world.count("SELECT COUNT(*) FROM case_file").await, 1);
    }

    async fn a_second_case_of_the_item_waits_for_the_first(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, body) = (world.applicant(PHONE).await, application());
        let number = submit(&resident, &body).await.json()["number"].as_str().unwrap().to_owned();
        let refused = submit(&resident, &application()).await.problem(409, "conflict");
        assert!(refused["detail"].as_str().unwrap().contains(&number), "{refused}");
        let path = format!("/api/apply/cases/{}/withdraw", body["id"].as_str().unwrap());
        assert_eq!(resident.post(&path, &json!({ "version": 1 })).await.status, 201);
        assert_eq!(submit(&resident, &application()).await.status, 201);
    }

    async fn health_is_kept_after_a_separate_consent_alone_and_that_is_recorded(engine: Engine) {
        let world = World::new(engine).await;
        for (phone, answer, kept) in [(PHONE, "agree", true), (OTHER, "refuse", false)] {
            let (resident, mut body) = (world.applicant(phone).await, application());
            let contact = json!({ "contact_name": "演示甲", "contact_phone": "13800000021", "contact_relation": "child" });
            body["item"] = json!("MZ-16");
            body["answers"] = json!({
                "applicant": "self", "age": "80", "living": "alone", "address": "汉源国际丽城3幢2单元501", "consent": "visit",
                "contacts": [contact], "health_consent": answer, "needs": ["hearing"], "note": "怕狗",
            });
            assert_eq!(send(&resident, &body).await.status, 201);
            let page = resident.get(&format!("/api/apply/cases/{}", body["id"].as_str().unwrap())).await.text();
            assert_eq!((page.contains("怕狗"), page.contains("耳朵不好")), (kept, kept), "{page}");
            let data = resident.get("/api/privacy/my-data").await.json();
            let separate = &data["consents"][0];
            assert_eq!(separate["agreed"], kept, "{data}");
            assert!(separate["about"].as_str().unwrap().contains("身体情况"), "{data}");
            assert!(resident.get("/api/identity/me").await.json().get("consent").is_some());
        }
    }

    async fn only_what_may_be_applied_for_online_by_whom_it_may(engine: Engine) {
        let world = World::new(engine).await;
        let stranger = world.resident(OTHER).await;
        send(&stranger, &application()).await.problem(403, "need_consent");
        world.consent(&stranger).await;
        send(&stranger, &application()).await.problem(403, "need_real_name");
        world.ask(Ask::post("/api/apply/cases", Uuid::new_v4(), &application()).header("x-yunlin-app", "1")).await.problem(401, "sign_in");
        let resident = world.applicant(PHONE).await;
        for (field, value) in [("item", json!("MZ-01")), ("community", json!("nowhere")), ("confirmed", json!(false)), ("form_version", json!(99))] {
            send(&resident, &with(&application(), field, value)).await.wrong_field(field);
        }
        let mut body = application();
        body["answers"]["old_unit"] = json!("nothing of the list");
        send(&resident, &body).await.wrong_field("old_unit");
        assert_eq!(world.count("SELECT COUNT(*) FROM case_file").await, 0);
    }

    async fn a_case_is_nobody_elses(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, body) = (world.applicant(PHONE).await, application());
        submit(&resident, &body).await;
        let stranger = world.applicant(OTHER).await;
        let path = format!("/api/apply/cases/{}", body["id"].as_str().unwrap());
        stranger.get(&path).await.problem(404, "not_found");
        stranger.post(&format!("{path}/withdraw"), &json!({ "version": 1 })).await.problem(404, "not_found");
        stranger.post(&format!("{path}/urge"), &json!({})).await.problem(404, "not_found");
        stranger.post(&format!("{path}/rate"), &json!({ "grade": "bad" })).await.problem(404, "not_found");
        stranger.post(&format!("{path}/complete"), &json!({ "version": 1, "answers": {} })).await.problem(404, "not_found");
        assert_eq!(stranger.get("/api/apply/cases").await.json()["cases"], json!([]));
    }

    async fn the_holder_is_urged_once_a_day(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, body) = (world.applicant(PHONE).await, application());
        submit(&resident, &body).await;
        let path = format!("/api/apply/cases/{}/urge", body["id"].as_str().unwrap());
        let urged = resident.post(&path, &json!({})).await;
        assert_eq!((urged.status.as_u16(), urged.json()["may_urge"].as_bool()), (201, Some(false)));
        resident.post(&path, &json!({})).await.problem(409, "conflict");
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.get("/api/desk/inbox").await.json()["rows"][0]["urged"], true);
        // The worker saw version 1; an urge changes nothing for them.
        assert_eq!(world.act(&worker, &body, json!({ "act": "accept", "version": 1 })).await.status, 201);
        world.clock.forward(chrono::Duration::days(1));
        assert_eq!(resident.post(&path, &json!({})).await.status, 201);
    }

    async fn progress_is_told_for_number_and_four_digits_and_for_nothing_else(engine: Engine) {
        let world = World::with(engine, "guest_writes_per_hour = 8").await;
        let (resident, body) = (world.applicant(PHONE).await, application());
        let number = submit(&resident, &body).await.json()["number"].as_str().unwrap().to_owned();
        let ask = |number: &str, last: &str| {
            let body = json!({ "number": number, "phone_last4": last });
            Ask::post("/api/apply/progress", Uuid::new_v4(), &body).header("x-yunlin-app", "1").from([198, 51, 100, 7])
        };
        let told = world.ask(ask(&number, "0001")).await;
        assert_eq!(told.status, 201, "{}", told.text());
        assert_eq!(told.json()["state"], "received");
        assert!(!told.text().contains("13800000001") && !told.text().contains(NAME), "{}", told.text());
        let wrong = world.ask(ask(&number, "0002")).await.problem(404, "not_found");
        let unknown = world.ask(ask(yunlin_api::cases::CaseNumber::make("20260301", 7).as_str(), "0001")).await.problem(404, "not_found");
        assert_eq!(wrong["detail"], unknown["detail"]);
        for _ in 0..5 {
            world.ask(ask(&number, "9999")).await.problem(404, "not_found");
        }
        world.ask(ask(&number, "0001")).await.problem(429, "too_many");
    }
}
