//! Nothing personal lies open: in no column of any table, in no list, in no line of the log.

use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;
use yunlin_api::privacy::NOTICE;
use yunlin_server::domain::privacy;

use crate::support::binary::exchange;
use crate::support::{Ask, Binary, CARD, NAME, Session, World, id_of, stories};

const PHONE: &str = "13800000001";
const OTHER: &str = "13800000002";
const OLD: &str = "13800000033";
const ADDRESS: &str = "汉源国际丽城3幢2单元509";
/// A word of free text that stands nowhere else.
const WORD: &str = "怕生人的老黄狗";

/// Whatever must not be found.
fn secrets() -> Vec<String> {
    let ids = [PHONE, OTHER, OLD].map(id_of);
    let texts =
        [PHONE, OTHER, OLD, NAME, "演老太", CARD, ADDRESS, "2单元509", "12/1/302", WORD, "13800000021"];
    texts.into_iter().map(str::to_owned).chain(ids).collect()
}

/// A phone, a card or an ID number.
fn is_number(text: &str) -> bool {
    text.len() >= 11 && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn visit() -> Value {
    let contact =
        json!({ "contact_name": NAME, "contact_phone": "13800000021", "contact_relation": "child" });
    json!({
        "id": Uuid::now_v7(), "item": "MZ-16", "form_version": 2, "community": "hanyuan", "confirmed": true,
        "filled_at": "2026-03-01T10:00:00+08:00",
        "answers": {
            "applicant": "self", "age": "80", "living": "alone", "address": ADDRESS, "consent": "visit",
            "contacts": [contact], "health_consent": "agree", "needs": ["hearing"], "note": WORD,
        },
    })
}

/// Everything that writes personal data down, by residents and by the desk.
async fn much(world: &World) -> (Session, Session, Value) {
    let (resident, case) = world.received(PHONE).await;
    assert_eq!(resident.post("/api/apply/cases", &visit()).await.status, 201);
    let worker = world.staff("sg-hanyuan").await;
    let path = format!("/api/desk/cases/{}", case["id"].as_str().unwrap());
    let reason = format!("{NAME}来电，{WORD}");
    assert_eq!(
        worker.post(&format!("{path}/reveal"), &json!({ "key": "phone", "reason": reason })).await.status,
        201
    );
    let missing = json!([{ "field": "card", "reason": format!("{NAME}的卡号不对") }]);
    world
        .acted("sg-hanyuan", &case, json!({ "act": "ask_supplement", "version": 1, "missing": missing }))
        .await;
    let complete = format!("/api/apply/cases/{}/complete", case["id"].as_str().unwrap());
    let answers = json!({ "version": 2, "answers": { "card": CARD } });
    assert_eq!(resident.post(&complete, &answers).await.status, 201);
    world.acted("sg-hanyuan", &case, json!({ "act": "decline", "version": 3, "reason": WORD })).await;
    let rate = format!("/api/apply/cases/{}/rate", case["id"].as_str().unwrap());
    assert_eq!(resident.post(&rate, &json!({ "grade": "bad", "comment": WORD })).await.status, 201);
    let intake = json!({
        "id": Uuid::now_v7(), "item": "MZ-01", "community": "hanyuan", "source": "counter", "home": "wanfu-shijia/12/1/302",
        "person": { "is": "new", "name": "演老太", "id_number": id_of(OLD), "phone": OLD }, "consent": true, "note": WORD,
    });
    let taken = worker.post("/api/desk/cases", &intake).await;
    assert_eq!(taken.status, 201, "{}", taken.text());
    for (by, value) in [("phone", OLD), ("id_number", &id_of(OLD)), ("room", "wanfu-shijia/12/1/302")] {
        let found = worker.post("/api/desk/people/find", &json!({ "by": by, "value": value })).await;
        assert_eq!(found.status, 201, "{by}: {}", found.text());
    }
    world.export(&resident).await;
    let (old, code) = (world.own_code(&resident).await, world.code(OTHER).await);
    let corrected = json!({ "name": NAME, "phone": OTHER, "code": code, "old_code": old });
    assert_eq!(resident.post("/api/privacy/correct", &corrected).await.status, 201);
    (resident, worker, case)
}

stories! {
    async fn no_column_of_any_table_holds_personal_data_in_clear(engine: Engine) {
        let world = World::new(engine).await;
        let (_, _, case) = much(&world).await;
        world.tick().await;
        let all = secrets();
        let secrets: Vec<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(world.in_clear(&secrets).await, Vec::<String>::new());
        // The walk itself: it reaches every table, and it finds what does stand in clear.
        let everything = world.everything().await;
        for table in ["case_file", "case_event", "message", "job", "idempotency", "audit_entry", "audit_reason", "person_home"] {
            assert!(everything.iter().any(|(place, _)| place.starts_with(&format!("{table}."))), "{table}");
        }
        let id = case["id"].as_str().unwrap();
        assert!(everything.iter().any(|(place, value)| place == "case_file.id" && value == id));
        assert!(world.in_clear(&["guest"]).await.iter().any(|found| found.ends_with("idempotency.scope")));
    }

    async fn a_reason_that_an_older_build_left_in_clear_is_sealed(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, worker, _) = much(&world).await;
        world.write(&format!("UPDATE audit_entry SET reason = '{WORD}' WHERE act = '更换了手机号' OR act = '更正了姓名和手机号'")).await;
        privacy::retain(world.app.ctx()).await.unwrap();
        assert_eq!(world.in_clear(&[WORD]).await, Vec::<String>::new());
        let receipts = resident.get("/api/privacy/receipts").await.text();
        assert_eq!(receipts.matches(WORD).count(), 2, "both reasons are read by their owner: {receipts}");
        drop(worker);
    }

    async fn no_list_holds_a_value_in_clear(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, worker, case) = much(&world).await;
        let document = world.ask(Ask::get("/api/openapi.json")).await.json();
        let mut walked = 0;
        for (template, verbs) in document["paths"].as_object().unwrap() {
            let get = &verbs["get"];
            if !get.is_object() || template.contains("/files/") {
                continue;
            }
            let whose = get["security"].as_array().and_then(|all| all.first());
            let path = template.replace("{id}", case["id"].as_str().unwrap());
            let answer = match whose {
                Some(whose) if whose.get("desk").is_some() => worker.get(&path).await,
                Some(_) => resident.get(&path).await,
                None => continue,
            };
            assert_eq!(answer.status, 200, "{template}: {}", answer.text());
            // Words about a case are read by whom it concerns; numbers are masked there as well.
            let own = template.starts_with("/api/apply/") || template.contains("{id}") || template == "/api/privacy/receipts";
            let text = answer.text();
            for secret in secrets().iter().filter(|s| !own || is_number(s)) {
                assert!(!text.contains(secret.as_str()), "{secret} in {template}: {text}");
            }
            walked += 1;
        }
        assert!(walked >= 10, "{walked}");
    }
}

#[tokio::test]
async fn no_line_of_the_log_holds_what_was_filled_in() {
    let folder = TempDir::new().unwrap();
    let server = Binary::start(folder.path(), &[]).await;
    let ask = async |path: &str, cookie: &str, body: Value| {
        let head = format!(
            "POST {path} HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {}\r\nx-yunlin-app: 1\r\ncookie: {cookie}",
            Uuid::new_v4()
        );
        exchange(&server.address, &head, &body.to_string()).await.unwrap()
    };
    let (_, sent) = ask("/api/identity/codes", "", json!({ "phone": PHONE, "by": "sms" })).await;
    let code = sent.split("\"demo_code\":\"").nth(1).unwrap()[..6].to_owned();
    let (_, answer) = ask("/api/identity/sessions", "", json!({ "phone": PHONE, "code": code })).await;
    let own = format!("__Host-yunlin={}", &answer.split("__Host-yunlin=").nth(1).unwrap()[..43]);
    assert_eq!(ask("/api/privacy/consents", &own, json!({ "notice": NOTICE, "agreed": true })).await.0, 201);
    let named = json!({ "name": NAME, "id_number": id_of(PHONE) });
    assert_eq!(ask("/api/identity/real-name", &own, named).await.0, 201);
    let case = visit();
    let (status, submitted) = ask("/api/apply/cases", &own, case.clone()).await;
    assert_eq!(status, 201, "{submitted}");
    ask("/api/apply/cases", &own, json!({ "answers": { "card": CARD }, "note": WORD })).await;
    ask("/api/desk/people/find", &own, json!({ "by": "phone", "value": PHONE })).await;
    assert!(server.terminate().await);
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("/api/apply/cases"), "{log}");
    for secret in secrets().iter().chain([&code]) {
        assert!(!log.contains(secret.as_str()), "{secret} is in {log}");
    }
}
