//! Staff: whose queue and where, two on one case, intake without a phone, values shown only with a trace.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Ask, NAME, Session, World, application, id_of, stories};

const PHONE: &str = "13800000001";

/// A case that has just come in, and its applicant.
async fn received(world: &World) -> (Session, Value) {
    let (resident, body) = (world.applicant(PHONE).await, application());
    resident.upload_photos(&body).await;
    let sent = resident.post("/api/apply/cases", &body).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    (resident, body)
}

fn path(case: &Value) -> String {
    format!("/api/desk/cases/{}", case["id"].as_str().unwrap())
}

/// A matter of somebody without a phone.
fn intake() -> Value {
    json!({
        "id": Uuid::now_v7(), "item": "MZ-01", "community": "hanyuan", "source": "counter",
        "person": { "is": "new", "name": "演老太", "id_number": id_of("13800000077") },
        "note": "身份证、户口簿已看原件", "consent": true,
    })
}

stories! {
    async fn staff_see_their_queue_and_area_and_nothing_else(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = received(&world).await;
        for (login, sees) in [("sg-hanyuan", 200), ("sg-taihang", 404), ("ks-renshe", 404), ("ks-minzheng", 404), ("sj-hanyuan", 200), ("qu-admin", 200)] {
            let staff = world.staff(login).await;
            assert_eq!(staff.get(&path(&case)).await.status, sees, "{login}");
            assert_eq!(staff.get("/api/desk/inbox").await.json()["open"], u32::from(sees == 200), "{login}");
            if sees == 404 {
                world.act(&staff, &case, json!({ "act": "accept", "version": 1 })).await.problem(404, "not_found");
                let reveal = json!({ "key": "phone" });
                staff.post(&format!("{}/reveal", path(&case)), &reveal).await.problem(404, "not_found");
            }
        }
        let (resident, body) = (world.applicant("13800000002").await, application());
        resident.get("/api/desk/inbox").await.problem(401, "sign_in");
        resident.post(&format!("{}/act", path(&body)), &json!({ "act": "accept", "version": 1 })).await.problem(401, "sign_in");
    }

    async fn of_two_workers_one_wins_and_the_other_is_told(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = received(&world).await;
        let (one, two) = (world.staff("sg-hanyuan").await, world.staff("sj-hanyuan").await);
        let tries = [(&one, "accept"), (&two, "decline")].map(|(by, act)| {
            let body = json!({ "act": act, "version": 1, "reason": "不归这里办，请去区民政局。" });
            let body = if act == "accept" { json!({ "act": act, "version": 1 }) } else { body };
            tokio::spawn(by.dress(Ask::post(&format!("{}/act", path(&case)), Uuid::new_v4(), &body)).send(world.router()))
        });
        let mut statuses = Vec::new();
        for each in tries {
            let answer = each.await.unwrap();
            if answer.status == 409 {
                let problem = answer.problem(409, "conflict");
                assert!(problem["detail"].as_str().unwrap().contains("处理，请刷新"), "{problem}");
            }
            statuses.push(answer.status.as_u16());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
        assert_eq!(world.count("SELECT COUNT(*) FROM case_event").await, 2);
    }

    async fn of_two_who_ask_for_what_is_missing_the_second_is_told_who_was_faster(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = received(&world).await;
        let ask = json!({ "act": "ask_supplement", "version": 1, "missing": [{ "field": "card", "reason": "看不清" }] });
        let (one, admin) = (world.staff("sg-hanyuan").await, world.staff("qu-admin").await);
        assert_eq!(world.act(&admin, &case, ask.clone()).await.status, 201);
        let problem = world.act(&one, &case, ask).await.problem(409, "conflict");
        assert!(problem["detail"].as_str().unwrap().contains("区社区服务管理中心"), "{problem}");
    }

    async fn a_value_is_shown_with_a_receipt_that_the_resident_reads(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        let worker = world.staff("sg-hanyuan").await;
        let panel = worker.get(&path(&case)).await;
        for hidden in [NAME, PHONE, &id_of(PHONE), "2单元501"] {
            assert!(!panel.text().contains(hidden), "{hidden} in {}", panel.text());
        }
        assert!(panel.json()["handbook"].as_str().is_some_and(|h| h.contains("窗口核对")), "{}", panel.text());
        let reveal = json!({ "key": "phone", "reason": "核对" });
        let shown = worker.post(&format!("{}/reveal", path(&case)), &reveal).await;
        assert_eq!(shown.json()["value"], PHONE, "{}", shown.text());
        let address = worker.post(&format!("{}/reveal", path(&case)), &json!({ "key": "answer:address" })).await;
        assert!(address.text().contains("2单元501"), "{}", address.text());
        worker.post(&format!("{}/reveal", path(&case)), &json!({ "key": "answer:nope" })).await.wrong_field("key");
        let receipts = resident.get("/api/privacy/receipts").await.json();
        assert_eq!(receipts["receipts"].as_array().unwrap().len(), 2, "{receipts}");
        assert_eq!(receipts["receipts"][1]["act"], "查看了手机号");
        assert_eq!(receipts["receipts"][1]["unit"], "汉源社区综合窗口");
        let all = worker.post(&format!("{}/reveal-all", path(&case)), &json!({ "reason": "录入" })).await.json();
        assert_eq!((&all["values"]["phone"], &all["values"]["name"]), (&json!(PHONE), &json!(NAME)), "{all}");
        assert!(all["values"]["answer:address"].as_str().unwrap().contains("2单元501"), "{all}");
        let receipts = resident.get("/api/privacy/receipts").await.json();
        assert_eq!(receipts["receipts"].as_array().unwrap().len(), 3, "one look is one receipt: {receipts}");
        assert_eq!(receipts["receipts"][0]["act"], "查看了全部个人信息");
        assert_eq!(world.count(&format!("SELECT COUNT(*) FROM idempotency WHERE response LIKE '%{PHONE}%'")).await, 0);
    }

    async fn a_look_is_repeated_for_a_lost_answer_and_not_for_weeks(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        let worker = world.staff("sg-hanyuan").await;
        let by_phone = ("/api/desk/people/find".to_owned(), json!({ "by": "phone", "value": PHONE }));
        let looks = [
            (format!("{}/reveal", path(&case)), json!({ "key": "phone" })),
            (format!("{}/reveal-all", path(&case)), json!({})),
            by_phone,
        ];
        let keys = looks.each_ref().map(|_| Uuid::new_v4());
        for _ in 0..2 {
            for ((at, body), key) in looks.iter().zip(keys) {
                assert_eq!(worker.ask(Ask::post(at, key, body)).await.status, 201, "{at}");
            }
        }
        let receipts = async || resident.get("/api/privacy/receipts").await.json()["receipts"].as_array().unwrap().len();
        assert_eq!(receipts().await, 3);
        world.clock.forward(chrono::Duration::minutes(11));
        for ((at, body), key) in looks.iter().zip(keys) {
            worker.ask(Ask::post(at, key, body)).await.problem(409, "conflict");
        }
        assert_eq!(receipts().await, 3);
    }

    async fn a_photo_is_shown_with_a_receipt_and_never_without(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        let worker = world.staff("sg-hanyuan").await;
        let panel = worker.get(&path(&case)).await.json();
        let files: Vec<&Value> = panel["answers"].as_array().unwrap().iter().flat_map(|a| a["files"].as_array().unwrap()).collect();
        assert_eq!((files.len(), files.iter().all(|f| f["url"] == "")), (3, true), "{panel}");
        let look = format!("{}/look", path(&case));
        let shown = worker.post(&look, &json!({ "file": case["answers"]["id_front"][0], "reason": "核对" })).await;
        let url = shown.json()["url"].as_str().unwrap().to_owned();
        assert_eq!(worker.get(&url).await.status, 200);
        worker.post(&look, &json!({ "file": Uuid::now_v7() })).await.wrong_field("file");
        world.staff("sg-taihang").await.post(&look, &json!({ "file": case["answers"]["id_front"][0] })).await.problem(404, "not_found");
        let receipts = resident.get("/api/privacy/receipts").await.json();
        assert_eq!(receipts["receipts"].as_array().unwrap().len(), 1, "{receipts}");
        assert_eq!((&receipts["receipts"][0]["act"], &receipts["receipts"][0]["reason"]), (&json!("查看了身份证有头像的一面"), &json!("核对")));
    }

    async fn a_mother_without_a_phone_has_a_case_too(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        let mut body = intake();
        let taken = worker.post("/api/desk/cases", &body).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        let number = taken.json()["number"].as_str().unwrap().to_owned();
        let ask = json!({ "number": number, "phone_last4": &id_of("13800000077")[14..] });
        let told = world.ask(Ask::post("/api/apply/progress", Uuid::new_v4(), &ask).header("x-yunlin-app", "1")).await;
        assert_eq!(told.status, 201, "{}", told.text());
        let found = worker.post("/api/desk/people/find", &json!({ "by": "slip", "value": number })).await.json();
        assert_eq!(found["people"][0]["name_masked"], "演*太", "{found}");
        let by_id = json!({ "by": "id_number", "value": id_of("13800000077") });
        assert_eq!(worker.post("/api/desk/people/find", &by_id).await.json(), found);
        body["id"] = json!(Uuid::now_v7());
        body["person"] = json!({ "is": "known", "person": found["people"][0]["person"] });
        worker.post("/api/desk/cases", &body).await.problem(409, "conflict");
        body["item"] = json!("MZ-03");
        assert_eq!(worker.post("/api/desk/cases", &body).await.status, 201);
        let elsewhere = world.staff("sg-taihang").await;
        body["id"] = json!(Uuid::now_v7());
        elsewhere.post("/api/desk/cases", &body).await.wrong_field("community");
        assert_eq!(found["people"][0]["cases"][0]["number"], json!(number), "a lost slip is found again: {found}");
        let far = elsewhere.post("/api/desk/people/find", &by_id).await.json();
        assert!(far["people"][0]["person"].is_string() && far["people"][0].get("cases").is_none(), "{far}");
        assert_eq!(elsewhere.post("/api/desk/people/find", &json!({ "by": "slip", "value": number })).await.json()["people"], json!([]));
        assert!(world.count("SELECT COUNT(*) FROM audit_entry").await >= 3);
    }

    async fn answers_are_checked_at_the_counter_like_those_from_a_phone(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        let mut body = intake();
        (body["item"], body["form_version"]) = (json!("SB-07"), json!(2));
        body["answers"] = application()["answers"].clone();
        let seen_on_paper = ["card_photo", "id_back"];
        body["answers"].as_object_mut().unwrap().retain(|key, _| !seen_on_paper.contains(&key.as_str()));
        body["answers"]["card"] = json!("6222020200012345671");
        body["answers"]["start_month"] = json!("2020-01");
        let people = world.count("SELECT COUNT(*) FROM person").await;
        let wrong = worker.post("/api/desk/cases", &body).await.problem(422, "invalid");
        let fields: Vec<&str> = wrong["fields"].as_array().unwrap().iter().map(|f| f["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["start_month", "card"], "{wrong}");
        for table in ["case_file", "case_event", "active_case"] {
            assert_eq!(world.count(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM person").await, people);
        body["answers"]["card"] = application()["answers"]["card"].clone();
        body["answers"]["start_month"] = json!("2026-04");
        let photo = body["answers"]["id_front"][0].as_str().unwrap().to_owned();
        worker.post("/api/desk/cases", &body).await.problem(422, "invalid");
        worker.upload_at_desk(&photo).await;
        let taken = worker.post("/api/desk/cases", &body).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        let panel = worker.get(&path(&body)).await.json();
        let answer = |field: &str| panel["answers"].as_array().unwrap().iter().find(|a| a["field"] == field).cloned();
        assert_eq!(answer("name").unwrap()["value"], "演*太", "filled in from the person: {panel}");
        assert_eq!(answer("id_front").unwrap()["files"].as_array().unwrap().len(), 1, "{panel}");
        assert!(answer("id_back").is_none(), "{panel}");
    }

    async fn a_step_is_taken_back_with_a_reason_and_the_log_keeps_both(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        let worker = world.staff("sg-hanyuan").await;
        let panel = worker.get(&path(&case)).await.json();
        assert!(!panel["may"].as_array().unwrap().contains(&json!("correct")), "nothing to take back yet: {panel}");
        let decline = json!({ "act": "decline", "version": 1, "reason": "材料不归这里。" });
        assert_eq!(world.act(&worker, &case, decline).await.status, 201);
        assert_eq!(world.count("SELECT COUNT(*) FROM active_case").await, 0);
        let correct = json!({ "act": "correct", "version": 2, "reason": "点错了" });
        let back = world.act(&worker, &case, correct).await;
        assert_eq!(back.status, 201, "{}", back.text());
        assert_eq!(back.json()["row"]["state"], "received");
        assert_eq!(world.count("SELECT COUNT(*) FROM active_case").await, 1);
        let view = resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json();
        assert_eq!(view["events"].as_array().unwrap().len(), 3);
        assert_eq!(view["events"][1]["reversed"], true, "{view}");
        assert!(view["result"].is_null(), "{view}");
    }

    async fn the_bureau_pauses_routes_and_refuses_with_remedies(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        let (worker, officer) = (world.staff("sg-hanyuan").await, world.staff("ks-renshe").await);
        world.act(&worker, &case, json!({ "act": "accept", "version": 1 })).await;
        let view = |s: Value| (s["row"]["state"].clone(), s["clocks"]["statutory"]["due"].clone());
        let before = officer.get(&path(&case)).await.json();
        assert_eq!(view(before.clone()), (json!("accepted"), json!("2026-03-13")), "{before}");
        let paused = world.act(&officer, &case, json!({ "act": "pause", "version": 2, "reason": "现场核查", "until": "2026-03-05" })).await.json();
        assert_eq!(view(paused.clone()), (json!("paused"), Value::Null), "{paused}");
        world.clock.forward(chrono::Duration::days(2));
        let officer = world.staff("ks-renshe").await;
        let on = world.act(&officer, &case, json!({ "act": "unpause", "version": 3 })).await.json();
        assert_eq!(view(on.clone()), (json!("accepted"), json!("2026-03-17")), "two working days more: {on}");
        let queue = json!({ "kind": "bureau", "name": "区民政局" });
        let nowhere = json!({ "kind": "bureau", "name": "区不存在局" });
        world.act(&officer, &case, json!({ "act": "route", "version": 4, "queue": nowhere })).await.wrong_field("queue");
        let routed = world.act(&officer, &case, json!({ "act": "route", "version": 4, "queue": queue })).await;
        assert_eq!(routed.status, 201, "{}", routed.text());
        officer.get(&path(&case)).await.problem(404, "not_found");
        let other = world.staff("ks-minzheng").await;
        let refuse = json!({ "act": "refuse", "version": 5, "reason": "已有单位缴费。", "remedies": "可在60日内申请行政复议。" });
        assert_eq!(world.act(&other, &case, refuse).await.status, 201);
        let seen = resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json();
        assert_eq!(seen["result"]["remedies"], "可在60日内申请行政复议。", "{seen}");
    }

    async fn a_bad_grade_is_called_back_by_somebody_else(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        let (worker, secretary) = (world.staff("sg-hanyuan").await, world.staff("sj-hanyuan").await);
        world.act(&worker, &case, json!({ "act": "decline", "version": 1, "reason": "不归这里。" })).await;
        let rate = format!("/api/apply/cases/{}/rate", case["id"].as_str().unwrap());
        assert_eq!(resident.post(&rate, &json!({ "grade": "bad", "comment": "没说清楚" })).await.status, 201);
        let panel = worker.get(&path(&case)).await.json();
        assert!(panel["rated"].is_null() && panel["row"]["callback_by"].is_null(), "{panel}");
        assert!(panel["rating_comment"].is_null(), "{panel}");
        assert_eq!(worker.get("/api/desk/inbox?show=callback").await.json()["rows"], json!([]));
        let rows = secretary.get("/api/desk/inbox?show=callback").await.json();
        assert_eq!(rows["rows"][0]["callback_by"], "2026-03-20", "{rows}");
        assert_eq!(secretary.get(&path(&case)).await.json()["rating_comment"], "没说清楚");
        let done = world.act(&secretary, &case, json!({ "act": "call_back", "version": 2, "note": "已上门说明。" })).await;
        assert_eq!(done.status, 201, "{}", done.text());
        assert_eq!(done.json()["call_back_note"], "已上门说明。");
        assert_eq!(secretary.get("/api/desk/inbox?show=callback").await.json()["rows"], json!([]));
        let told = resident.get("/api/messages").await.json();
        assert_eq!(told["messages"][0]["title"], "评价已回访", "{told}");
        assert!(worker.get(&path(&case)).await.json()["call_back_note"].is_null(), "not for the one who was rated");
    }

    async fn only_the_administrator_sets_the_calendar(engine: Engine) {
        let world = World::new(engine).await;
        let body = json!({ "year": 2027, "source": "通知", "off": ["2027-01-01"], "work": [] });
        world.staff("sg-hanyuan").await.post("/api/desk/calendar", &body).await.problem(403, "forbidden");
        let admin = world.staff("qu-admin").await;
        admin.post("/api/desk/calendar", &json!({ "year": 2027, "source": "通知", "off": ["2026-01-01"], "work": [] })).await.wrong_field("off");
        assert_eq!(admin.post("/api/desk/calendar", &body).await.status, 201);
        let years = admin.get("/api/desk/calendar").await.json();
        assert_eq!((years["years"].as_array().unwrap().len(), years["alarm"].as_bool()), (2, Some(false)), "{years}");
    }

    async fn the_inbox_pages_without_gap_or_double(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        for i in 0..53 {
            let mut body = intake();
            body["person"]["id_number"] = json!(id_of(&format!("138000000{:02}", i + 10)));
            body["person"]["name"] = json!("演示人");
            assert_eq!(worker.post("/api/desk/cases", &body).await.status, 201);
        }
        let first = worker.get("/api/desk/inbox").await.json();
        let next = first["next"].as_str().unwrap();
        let second = worker.get(&format!("/api/desk/inbox?after={}", next.replace('~', "%7E"))).await.json();
        let ids = |page: &Value| page["rows"].as_array().unwrap().iter().map(|r| r["id"].to_string()).collect::<Vec<_>>();
        let all: std::collections::BTreeSet<String> = ids(&first).into_iter().chain(ids(&second)).collect();
        assert_eq!((ids(&first).len(), ids(&second).len(), all.len()), (50, 3, 53));
        assert!(second["next"].is_null() && second["open"] == 53, "{second}");
    }

    async fn the_counts_are_of_what_is_shown_closed_or_to_be_called_back(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        let decline = json!({ "act": "decline", "version": 1, "reason": "不归这里。" });
        let panel = world.acted("sg-hanyuan", &case, decline).await;
        let rate = format!("/api/apply/cases/{}/rate", case["id"].as_str().unwrap());
        assert_eq!(resident.post(&rate, &json!({ "grade": "bad" })).await.status, 201);
        let number = format!("number={}", panel["row"]["number"].as_str().unwrap());
        let secretary = world.staff("sj-hanyuan").await;
        for (filter, shown) in [("show=closed", 1), ("show=callback", 1), (number.as_str(), 1), ("", 0), ("show=due", 0)] {
            let page = secretary.get(&format!("/api/desk/inbox?{filter}")).await.json();
            assert_eq!(page["rows"].as_array().unwrap().len(), shown, "{filter}: {page}");
            assert_eq!((page["open"].as_u64(), page["overdue"].as_u64()), (u64::try_from(shown).ok(), Some(0)), "{filter}: {page}");
        }
    }

    async fn taking_back_who_holds_a_case_says_nothing_to_the_applicant(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        let worker = world.staff("sg-hanyuan").await;
        let (messages, short) = ("SELECT COUNT(*) FROM message", "SELECT COUNT(*) FROM job WHERE kind = 'case_sms'");
        let before = (world.count(messages).await, world.count(short).await);
        world.acted("sg-hanyuan", &case, json!({ "act": "assign", "version": 1, "staff": worker.me["id"] })).await;
        let back = json!({ "act": "correct", "version": 2, "reason": "给错人了" });
        let panel = world.acted("sg-hanyuan", &case, back).await;
        assert_eq!((&panel["row"]["held_by"], panel["events"].as_array().unwrap().len()), (&json!(""), 3), "{panel}");
        assert_eq!((world.count(messages).await, world.count(short).await), before);
        let view = resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json();
        assert_eq!(view["events"].as_array().unwrap().len(), 1, "{view}");
        world.acted("sg-hanyuan", &case, json!({ "act": "decline", "version": 3, "reason": "不归这里。" })).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "correct", "version": 4, "reason": "点错了" })).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM message WHERE title = '更正'").await, 1, "what they knew of is corrected");
        let view = resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json();
        assert_eq!(view["events"].as_array().unwrap().len(), 3, "{view}");
    }

    async fn what_is_accepted_reaches_an_officer_of_the_demonstration(engine: Engine) {
        let world = World::new(engine).await;
        let officers = [("MZ-08", "ks-minzheng"), ("JY-01", "ks-jiuye"), ("YB-07", "ks-yibao"), ("WJ-01", "ks-weijian")];
        let worker = world.staff("sg-hanyuan").await;
        for (item, login) in officers {
            let mut body = intake();
            body["item"] = json!(item);
            let taken = worker.post("/api/desk/cases", &body).await;
            assert_eq!(taken.status, 201, "{item}: {}", taken.text());
            world.acted("sg-hanyuan", &body, json!({ "act": "accept", "version": 1 })).await;
            let inbox = world.staff(login).await.get("/api/desk/inbox").await.json();
            assert_eq!((&inbox["open"], &inbox["rows"][0]["item"]), (&json!(1), &json!(item)), "{inbox}");
        }
    }
}
