//! Personal data: agreed to, sealed, shown to its owner, corrected, deleted; and nowhere in clear.

use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;
use yunlin_api::privacy::NOTICE;
use yunlin_server::domain::privacy;
use yunlin_server::infra::seal::{KeyFile, Keys};

use crate::support::binary::exchange;
use crate::support::{Ask, Binary, CARD, Session, World, application, id_number, stories};

const PHONE: &str = "13800000001";
const OTHER: &str = "13800000002";

fn days(n: i64) -> chrono::Duration {
    chrono::Duration::days(n)
}

stories! {
    async fn consent_is_asked_before_the_real_name(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.resident(PHONE).await;
        assert!(resident.me.get("consent").is_none());
        resident.give_name("演示甲", &id_number(1)).await.problem(403, "need_consent");
        let old = json!({ "notice": "2020-01", "agreed": true });
        resident.post("/api/privacy/consents", &old).await.wrong_field("notice");
        resident.agree().await;
        let given = resident.give_name("演示甲", &id_number(1)).await;
        assert_eq!(given.status, 201, "{}", given.text());
        let given = given.json();
        assert!(given["checked"].as_str().unwrap().contains("格式"));
        assert_eq!((&given["me"]["level"], &given["me"]["name_masked"]), (&json!("real_name"), &json!("演*甲")));
        assert_eq!(given["me"]["id_masked"], json!(format!("990***********{}", &id_number(1)[14..])));
        let withdrawn = json!({ "notice": NOTICE, "agreed": false });
        assert_eq!(resident.post("/api/privacy/consents", &withdrawn).await.status, 201);
        assert!(resident.get("/api/identity/me").await.json().get("consent").is_none());
    }

    async fn without_consent_nothing_personal_is_written(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        let missing = json!([{ "field": "card", "reason": "看不清" }]);
        world.acted("sg-hanyuan", &case, json!({ "act": "ask_supplement", "version": 1, "missing": missing })).await;
        let withdrawn = json!({ "notice": NOTICE, "agreed": false });
        assert_eq!(resident.post("/api/privacy/consents", &withdrawn).await.status, 201);
        let complete = format!("/api/apply/cases/{}/complete", case["id"].as_str().unwrap());
        let (key, answers) = (Uuid::new_v4(), json!({ "version": 2, "answers": { "card": CARD } }));
        let photo = Uuid::new_v4();
        let upload = Ask::new("POST", &format!("/api/files/{photo}")).header("content-type", "image/jpeg");
        let refused = [
            resident.ask(upload.header("idempotency-key", &photo.to_string()).body(vec![0xFF, 0xD8, 0xFF])).await,
            resident.ask(Ask::post(&complete, key, &answers)).await,
            resident.post("/api/privacy/correct", &json!({ "name": "演示乙" })).await,
            resident.post("/api/apply/cases", &application()).await,
            resident.give_name("演示乙", &id_number(1)).await,
        ];
        for answer in refused {
            answer.problem(403, "need_consent");
        }
        resident.agree().await;
        assert_eq!(resident.ask(Ask::post(&complete, key, &answers)).await.status, 201);
        assert_eq!(resident.post("/api/privacy/consents", &withdrawn).await.status, 201);
        assert_eq!(resident.ask(Ask::post(&complete, key, &answers)).await.status, 201, "a lost answer of before");
    }

    async fn a_real_name_that_cannot_be_is_refused(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.resident(PHONE).await;
        resident.agree().await;
        resident.give_name("演示甲", "990000199001010011").await.wrong_field("id_number");
        resident.give_name("a1", &id_number(1)).await.wrong_field("name");
    }

    async fn an_id_number_belongs_to_one_person(engine: Engine) {
        let world = World::new(engine).await;
        let one = world.named(PHONE, "演示甲", 1).await;
        let two = world.resident(OTHER).await;
        two.agree().await;
        two.give_name("演示甲", &id_number(1)).await.problem(409, "conflict");
        one.give_name("演示甲", &id_number(2)).await.problem(409, "conflict");
        assert_eq!(two.give_name("演示乙", &id_number(2)).await.status, 201);
    }

    async fn two_at_once_with_one_id_number_are_one(engine: Engine) {
        let world = World::new(engine).await;
        let mut tries = Vec::new();
        for n in 0..6 {
            let resident = world.resident(&format!("1380000100{n}")).await;
            resident.agree().await;
            tries.push(tokio::spawn(async move { resident.give_name("演示甲", &id_number(1)).await.status.as_u16() }));
        }
        let mut good = 0;
        for each in tries {
            let status = each.await.unwrap();
            assert!(matches!(status, 201 | 409), "{status}");
            good += u32::from(status == 201);
        }
        assert_eq!(good, 1);
    }

    async fn a_number_that_changed_hands_does_not_open_the_old_account(engine: Engine) {
        let world = World::new(engine).await;
        let old = world.named(PHONE, "演示甲", 1).await;
        world.clock.forward(days(91));
        let code = world.code(PHONE).await;
        let step = world.enter(PHONE, &code, json!({})).await;
        assert_eq!(step.json(), json!({ "step": "confirm", "name_masked": "演*甲" }));
        assert!(step.header("set-cookie").is_empty());
        world.enter(PHONE, &code, json!({ "id_last4": "0000" })).await.wrong_field("id_last4");
        let new = Session::of(world.router(), &world.enter(PHONE, &code, json!({ "not_me": true })).await);
        assert_ne!(new.me["account"], old.me["account"]);
        assert_eq!(new.me["name_masked"], "");
        let again = world.code_later(PHONE).await;
        let again = Session::of(world.router(), &world.enter(PHONE, &again, json!({})).await);
        assert_eq!(again.me["account"], new.me["account"], "the old account is off the number");
    }

    async fn after_long_silence_the_owner_confirms_with_the_id_number(engine: Engine) {
        let world = World::new(engine).await;
        let old = world.named(PHONE, "演示甲", 1).await;
        world.clock.forward(days(91));
        let code = world.code(PHONE).await;
        let last4 = id_number(1)[14..].to_owned();
        let back = Session::of(world.router(), &world.enter(PHONE, &code, json!({ "id_last4": last4 })).await);
        assert_eq!(back.me["account"], old.me["account"]);
    }

    async fn guesses_at_the_id_number_are_few(engine: Engine) {
        let world = World::new(engine).await;
        world.named(PHONE, "演示甲", 1).await;
        world.clock.forward(days(91));
        let code = world.code(PHONE).await;
        for _ in 0..5 {
            world.enter(PHONE, &code, json!({ "id_last4": "0000" })).await.wrong_field("id_last4");
        }
        let right = id_number(1)[14..].to_owned();
        world.enter(PHONE, &code, json!({ "id_last4": right })).await.problem(429, "too_many");
    }

    async fn my_data_is_masked_and_the_export_is_clear(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.named(PHONE, "演示甲", 1).await;
        let held = resident.get("/api/privacy/my-data").await;
        assert!(held.text().contains("138****0001") && held.text().contains("演*甲"), "{}", held.text());
        assert!(!held.text().contains(PHONE) && !held.text().contains(&id_number(1)));
        assert_eq!(held.json()["consents"][0]["agreed"], true);
        let export = world.export(&resident).await;
        let account = &export["account"];
        assert_eq!((&account["name"], &account["phone"]), (&json!("演示甲"), &json!(PHONE)), "{export}");
        assert_eq!(account["id_number"], id_number(1));
        assert_eq!(account["devices"].as_array().unwrap().len(), 1, "{export}");
        let receipts = resident.get("/api/privacy/receipts").await.json();
        assert_eq!(receipts["receipts"][0]["unit"], "本人");
        assert!(receipts["receipts"][0]["act"].as_str().unwrap().contains("导出"));
    }

    async fn what_a_case_holds_is_counted_masked_and_exported_whole(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "decline", "version": 1, "reason": "不归这里。" })).await;
        let rate = format!("/api/apply/cases/{}/rate", case["id"].as_str().unwrap());
        let words = json!({ "grade": "bad", "comment": "跑了两趟" });
        assert_eq!(resident.post(&rate, &words).await.status, 201);
        let held = resident.get("/api/privacy/my-data").await;
        for shown in ["3 份", "您的评价", "消息"] {
            assert!(held.text().contains(shown), "{shown}: {}", held.text());
        }
        assert!(!held.text().contains("跑了两趟"), "{}", held.text());
        let export = world.export(&resident).await;
        let case = &export["cases"][0];
        assert_eq!((&case["rating"]["grade"], &case["rating"]["comment"]), (&json!("bad"), &json!("跑了两趟")), "{export}");
        assert_eq!(case["files"].as_array().unwrap().len(), 3, "{export}");
        assert!(case["timeline"].as_array().unwrap().iter().any(|e| e["note"] == "不归这里。"), "{export}");
        let titles: Vec<&Value> = export["messages"].as_array().unwrap().iter().map(|m| &m["title"]).collect();
        assert_eq!(titles, ["已收到您的申请", "没有受理"], "{export}");
    }

    async fn an_account_is_deleted_after_a_week_to_think(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.named(PHONE, "演示甲", 1).await;
        let path = "/api/privacy/close";
        let asked = resident.post(path, &json!({})).await.json();
        assert_eq!(asked["closing"]["asked_on"], "2026-03-01");
        assert_eq!(asked["closing"]["done_by"], "2026-03-20");
        assert!(!asked["closing"]["kept"].as_array().unwrap().is_empty());
        assert!(resident.post(path, &json!({ "undo": true })).await.json().get("closing").is_none());
        resident.post(path, &json!({})).await;
        world.clock.forward(days(6));
        privacy::retain(world.app.ctx()).await.unwrap();
        assert_eq!(resident.get("/api/identity/me").await.json()["closing_since"], "2026-03-01");
        world.clock.forward(days(1));
        privacy::retain(world.app.ctx()).await.unwrap();
        resident.get("/api/identity/me").await.problem(401, "sign_in");
        assert_eq!(world.count("SELECT COUNT(*) FROM phone").await, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM person WHERE name_sealed IS NOT NULL OR id_blind IS NOT NULL").await, 0);
        let fresh = world.resident(PHONE).await;
        assert_ne!(fresh.me["account"], resident.me["account"]);
        assert_eq!(world.named(OTHER, "演示甲", 1).await.me["name_masked"], "");
    }

    async fn a_saturday_on_which_people_work_counts_towards_the_last_day(engine: Engine) {
        let world = World::new(engine).await;
        world.clock.forward(days(66));
        let resident = world.resident(PHONE).await;
        let asked = resident.post("/api/privacy/close", &json!({})).await.json();
        assert_eq!(asked["closing"]["asked_on"], "2026-05-06");
        assert_eq!(asked["closing"]["done_by"], "2026-05-26", "9 May is a working Saturday");
    }

    async fn an_account_with_a_matter_under_way_waits_for_it_but_not_beyond_its_last_day(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.applicant(PHONE).await;
        let body = application();
        resident.upload_photos(&body).await;
        assert_eq!(resident.post("/api/apply/cases", &body).await.status, 201);
        resident.post("/api/privacy/close", &json!({})).await;
        world.clock.forward(days(18));
        privacy::retain(world.app.ctx()).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE closed_at IS NOT NULL").await, 0);
        world.clock.forward(days(1));
        privacy::retain(world.app.ctx()).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE closed_at IS NOT NULL").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM case_file WHERE closed = FALSE").await, 1, "the matter goes on");
        let number = world.text("SELECT number FROM case_file").await;
        let worker = world.staff("sg-hanyuan").await;
        let found = worker.post("/api/desk/people/find", &json!({ "by": "slip", "value": number })).await.json();
        assert_eq!(found["people"], json!([]), "nobody is taken in under data that are gone");
    }

    async fn codes_and_sessions_that_are_over_are_forgotten(engine: Engine) {
        let world = World::new(engine).await;
        world.resident(PHONE).await;
        world.code(OTHER).await;
        world.staff("sg-hanyuan").await;
        world.clock.forward(days(31));
        privacy::retain(world.app.ctx()).await.unwrap();
        for table in ["sign_in_code", "session", "staff_session"] {
            assert_eq!(world.count(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
    }

    async fn no_table_holds_a_name_or_a_number_in_clear(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.named(PHONE, "演示甲", 1).await;
        let code = world.code(OTHER).await;
        world.export(&resident).await;
        resident.post("/api/privacy/close", &json!({})).await;
        let token = resident.cookie().split_once('=').unwrap().1;
        let secrets = [PHONE, OTHER, "演示甲", &id_number(1), &code, token, "138****0001"];
        assert_eq!(world.in_clear(&secrets).await, Vec::<String>::new());
    }

    async fn other_keys_than_those_of_the_database_are_refused(engine: Engine) {
        let world = World::new(engine).await;
        let World { app, clock, folder, fresh } = world;
        let db = app.ctx().db.clone();
        drop(app);
        db.close().await.unwrap();
        let keys = folder.path().join("keys.toml");
        std::fs::remove_file(&keys).unwrap();
        let text = format!("database_url = '{}'\nkeys_file = '{}'", fresh.url, keys.display());
        let config = yunlin_server::infra::config::Layers::defaults().unwrap().text(&text, "test").unwrap();
        let clock = std::sync::Arc::new(clock);
        let again = yunlin_server::app::build_with_clock(config.finish().unwrap(), clock).await;
        let refused = again.err().unwrap().to_string();
        assert!(refused.contains("does not belong to this database"), "{refused}");
    }
}

#[tokio::test]
async fn a_production_site_makes_no_keys_by_itself() {
    let folder = TempDir::new().unwrap();
    let text = format!(
        "profile = 'production'\ndemo_data = false\nhost_unit = 'x'\nfiling_no = 'x'\nsms_provider = 'tencent'\nsms_key_id = 'x'\nsms_key_secret = 'x'\ndatabase_url = 'sqlite:{}'",
        folder.path().join("p.db").display()
    );
    let config = yunlin_server::infra::config::Layers::defaults()
        .unwrap()
        .text(&text, "test")
        .unwrap()
        .finish()
        .unwrap();
    let refused = yunlin_server::app::build(config).await.err().unwrap().to_string();
    assert!(refused.contains("keys new"), "{refused}");
}

#[test]
fn a_sealed_value_opens_at_its_place_alone() {
    let file = KeyFile::random();
    let keys = Keys::new(&file).unwrap();
    let sealed = keys.seal("person.name_sealed/1", "演示甲".as_bytes()).unwrap();
    assert_eq!(keys.open_text("person.name_sealed/1", &sealed).unwrap(), "演示甲");
    assert!(keys.open("person.name_sealed/2", &sealed).is_err());
    assert_ne!(sealed, keys.seal("person.name_sealed/1", "演示甲".as_bytes()).unwrap());
    for i in 0..sealed.len() {
        let mut broken = sealed.clone();
        broken[i] ^= 1;
        assert!(keys.open("person.name_sealed/1", &broken).is_err(), "byte {i}");
        assert!(keys.open("person.name_sealed/1", &sealed[..i]).is_err(), "cut at {i}");
    }
    assert!(Keys::new(&KeyFile::random()).unwrap().open("person.name_sealed/1", &sealed).is_err());
}

#[cfg(unix)]
#[test]
fn the_key_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("keys.toml");
    KeyFile::random().create(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(KeyFile::random().create(&path).is_err(), "never over another one");
}

#[tokio::test]
async fn the_log_holds_no_number_name_or_code() {
    let folder = TempDir::new().unwrap();
    let server = Binary::start(folder.path(), &[]).await;
    let ask = |path: &str, cookie: String, body: Value| {
        let key = Uuid::new_v4();
        let head = format!(
            "POST {path} HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {key}\r\nx-yunlin-app: 1{cookie}"
        );
        let address = server.address.clone();
        async move { exchange(&address, &head, &body.to_string()).await.unwrap() }
    };
    let none = String::new;
    let (status, sent) = ask("/api/identity/codes", none(), json!({ "phone": PHONE, "by": "sms" })).await;
    assert_eq!(status, 201, "{sent}");
    let code = sent.split("\"demo_code\":\"").nth(1).unwrap()[..6].to_owned();
    ask("/api/identity/sessions", none(), json!({ "phone": PHONE, "code": "x" })).await;
    let (_, answer) = ask("/api/identity/sessions", none(), json!({ "phone": PHONE, "code": code })).await;
    let token = answer.split("__Host-yunlin=").nth(1).unwrap()[..43].to_owned();
    let cookie = format!("\r\ncookie: __Host-yunlin={token}");
    let agreed = json!({ "notice": NOTICE, "agreed": true });
    assert_eq!(ask("/api/privacy/consents", cookie.clone(), agreed).await.0, 201);
    let named = json!({ "name": "演示甲", "id_number": id_number(1) });
    assert_eq!(ask("/api/identity/real-name", cookie.clone(), named).await.0, 201);
    ask("/api/desk/sessions", none(), json!({ "login": PHONE, "password": id_number(1) })).await;
    assert!(server.terminate().await);
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("/api/identity/real-name"), "{log}");
    for secret in [PHONE, "演示甲", &id_number(1), &code, &token, "yunlin-demo"] {
        assert!(!log.contains(secret), "{secret} is in {log}");
    }
}
