//! The rungs of the ladder reach whom they concern, and nobody else, until their matter is mended.

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;

use yunlin_server::domain::identity::staffing::setup;

use crate::support::{Session, World, id_number, stories};

const PHONE: &str = "13800000001";
const ALERTS: &str = "/api/desk/alerts";

/// Lets so many days pass, and does each day what is due.
async fn days(world: &World, n: i64) {
    for _ in 0..n {
        world.clock.forward(Duration::days(1));
        while world.tick().await > 0 {}
    }
}

/// Rungs that concern somebody, and how many of them they do not know yet.
async fn told(world: &World, login: &str) -> (Vec<String>, u64) {
    let page = world.staff(login).await.get(ALERTS).await.json();
    let rungs = page["rows"].as_array().unwrap().iter().map(|r| r["rung"].as_str().unwrap().to_owned());
    (rungs.collect(), page["unknown"].as_u64().unwrap())
}

async fn rungs(world: &World, login: &str) -> Vec<String> {
    told(world, login).await.0
}

async fn know(by: &Session, row: &Value) -> u16 {
    let body = json!({ "subject": row["subject"], "rung": row["rung"], "due": row["due"] });
    by.post("/api/desk/alerts/known", &body).await.status.as_u16()
}

/// A case that was declined and graded as bad.
async fn rated_badly(world: &World, by: &str) -> Value {
    let (resident, case) = world.received(PHONE).await;
    world.acted(by, &case, json!({ "act": "decline", "version": 1, "reason": "不归这里。" })).await;
    let rate = format!("/api/apply/cases/{}/rate", case["id"].as_str().unwrap());
    assert_eq!(resident.post(&rate, &json!({ "grade": "very_bad" })).await.status, 201);
    case
}

/// The version that the bureau sees.
async fn holder_version(world: &World, case: &Value) -> Value {
    let path = format!("/api/desk/cases/{}", case["id"].as_str().unwrap());
    world.staff("ks-renshe").await.get(&path).await.json()["row"]["version"].clone()
}

stories! {
    async fn a_case_that_nobody_holds_concerns_its_queue_then_the_secretary(engine: Engine) {
        let world = World::new(engine).await;
        world.received(PHONE).await;
        days(&world, 2).await;
        assert!(rungs(&world, "sg-hanyuan").await.is_empty(), "time enough");
        days(&world, 1).await;
        assert_eq!(rungs(&world, "sg-hanyuan").await, ["amber"]);
        assert!(rungs(&world, "sj-hanyuan").await.is_empty(), "not yet told");
        days(&world, 2).await;
        assert_eq!(rungs(&world, "sg-hanyuan").await, ["red"], "only the last rung");
        assert_eq!(rungs(&world, "sj-hanyuan").await, ["red"]);
        for other in ["sg-taihang", "ks-renshe", "ks-minzheng", "qu-admin"] {
            assert!(rungs(&world, other).await.is_empty(), "{other}");
        }
    }

    async fn what_is_overdue_reaches_the_administrator_until_it_is_done(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        days(&world, 20).await;
        for who in ["ks-renshe", "sj-hanyuan", "qu-admin"] {
            assert_eq!(rungs(&world, who).await, ["overdue"], "{who}");
        }
        assert!(rungs(&world, "sg-hanyuan").await.is_empty(), "the bureau holds it");
        let version = holder_version(&world, &case).await;
        world.acted("ks-renshe", &case, json!({ "act": "grant", "version": version, "note": "办好了。" })).await;
        for who in ["ks-renshe", "sj-hanyuan", "qu-admin"] {
            assert!(rungs(&world, who).await.is_empty(), "{who}");
        }
    }

    async fn who_holds_a_case_is_told_of_it_and_the_colleagues_are_not(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        let (holder, colleague) = (world.staff("ks-renshe").await, world.staff("ks-minzheng").await);
        let same_queue = format!(
            "UPDATE staff_grant SET queue = '区人社局（社保）' WHERE staff = '{}'",
            colleague.me["id"].as_str().unwrap()
        );
        world.write(&same_queue).await;
        days(&world, 10).await;
        assert_eq!(rungs(&world, "ks-minzheng").await, ["amber"], "nobody holds it");
        let version = holder_version(&world, &case).await;
        world.acted("ks-renshe", &case, json!({ "act": "assign", "version": version, "staff": holder.me["id"] })).await;
        assert_eq!(rungs(&world, "ks-renshe").await, ["amber"]);
        assert!(rungs(&world, "ks-minzheng").await.is_empty());
        assert!(setup::disable(world.app.ctx(), "ks-renshe").await.unwrap());
        assert_eq!(rungs(&world, "ks-minzheng").await, ["amber"], "whoever held it works here no more");
    }

    async fn knowing_takes_an_alert_from_the_count_and_leaves_it_in_the_list(engine: Engine) {
        let world = World::new(engine).await;
        world.received(PHONE).await;
        days(&world, 3).await;
        let worker = world.staff("sg-hanyuan").await;
        let row = worker.get(ALERTS).await.json()["rows"][0].clone();
        assert_eq!(row["case"]["community_name"], "汉源社区", "{row}");
        assert_eq!(know(&world.staff("sg-taihang").await, &row).await, 404, "not theirs to know");
        assert_eq!(know(&worker, &row).await, 201);
        assert_eq!(know(&worker, &row).await, 201, "saying it again changes nothing");
        assert_eq!(told(&world, "sg-hanyuan").await, (vec!["amber".to_owned()], 0));
        days(&world, 2).await;
        assert_eq!(told(&world, "sg-hanyuan").await, (vec!["red".to_owned()], 1), "the next rung is news");
        assert_eq!(told(&world, "sj-hanyuan").await.1, 1, "each knows for themselves");
    }

    async fn a_bad_grade_reaches_the_secretary_then_the_administrator(engine: Engine) {
        let world = World::new(engine).await;
        let case = rated_badly(&world, "sg-hanyuan").await;
        days(&world, 12).await;
        assert_eq!(rungs(&world, "sj-hanyuan").await, ["call_back_due"]);
        assert!(rungs(&world, "sg-hanyuan").await.is_empty(), "the rated one reads nothing of it");
        days(&world, 10).await;
        assert_eq!(rungs(&world, "qu-admin").await, ["call_back_overdue"]);
        world.acted("qu-admin", &case, json!({ "act": "call_back", "version": 2, "note": "已上门说明。" })).await;
        assert!(rungs(&world, "qu-admin").await.is_empty());
        assert!(rungs(&world, "sj-hanyuan").await.is_empty());
    }

    async fn whoever_handled_a_case_neither_sees_its_grade_nor_calls_back(engine: Engine) {
        let world = World::new(engine).await;
        let case = rated_badly(&world, "sj-hanyuan").await;
        let (secretary, admin) = (world.staff("sj-hanyuan").await, world.staff("qu-admin").await);
        let path = format!("/api/desk/cases/{}", case["id"].as_str().unwrap());
        let panel = secretary.get(&path).await.json();
        assert!(panel["rated"].is_null() && panel["row"]["callback_by"].is_null(), "{panel}");
        assert!(!panel["may"].as_array().unwrap().contains(&json!("call_back")), "{panel}");
        assert_eq!(secretary.get("/api/desk/inbox?show=callback").await.json()["rows"], json!([]));
        let act = json!({ "act": "call_back", "version": 2, "note": "自己回访自己。" });
        world.act(&secretary, &case, act.clone()).await.problem(403, "forbidden");
        assert_eq!(admin.get(&path).await.json()["rated"], "very_bad");
        days(&world, 12).await;
        assert!(rungs(&world, "sj-hanyuan").await.is_empty());
        assert_eq!(rungs(&world, "qu-admin").await, ["call_back_due"], "in place of the secretary");
        world.acted("qu-admin", &case, act).await;
    }

    async fn a_bad_grade_of_a_case_that_was_corrected_since_is_called_back_all_the_same(engine: Engine) {
        let world = World::new(engine).await;
        let case = rated_badly(&world, "sg-hanyuan").await;
        world.acted("sg-hanyuan", &case, json!({ "act": "correct", "version": 2, "reason": "点错了" })).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 3 })).await;
        days(&world, 12).await;
        assert_eq!(rungs(&world, "sj-hanyuan").await.iter().filter(|rung| *rung == "call_back_due").count(), 1);
        let secretary = world.staff("sj-hanyuan").await;
        let shown = secretary.get("/api/desk/inbox?show=callback").await.json();
        assert_eq!((shown["rows"].as_array().unwrap().len(), &shown["rows"][0]["state"]), (1, &json!("accepted")), "{shown}");
        let version = shown["rows"][0]["version"].clone();
        let act = json!({ "act": "call_back", "version": version, "note": "已上门说明。" });
        let panel = world.acted("sj-hanyuan", &case, act).await;
        assert_eq!(panel["call_back_note"], "已上门说明。", "{panel}");
        assert!(!rungs(&world, "sj-hanyuan").await.contains(&"call_back_due".to_owned()));
    }

    async fn where_every_leader_had_a_hand_the_administrator_calls_back_all_the_same(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        let missing = json!([{ "field": "card", "reason": "看不清" }]);
        world.acted("qu-admin", &case, json!({ "act": "ask_supplement", "version": 1, "missing": missing })).await;
        world.acted("qu-admin", &case, json!({ "act": "correct", "version": 2, "reason": "点错了" })).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "decline", "version": 3, "reason": "不归这里。" })).await;
        let id = case["id"].as_str().unwrap();
        assert_eq!(resident.post(&format!("/api/apply/cases/{id}/rate"), &json!({ "grade": "bad" })).await.status, 201);
        let (path, callbacks) = (format!("/api/desk/cases/{id}"), "/api/desk/inbox?show=callback");
        let admin = world.staff("qu-admin").await;
        assert!(admin.get(&path).await.json()["rated"].is_null(), "the secretary is left");
        assert!(setup::disable(world.app.ctx(), "sj-hanyuan").await.unwrap());
        assert_eq!(admin.get(&path).await.json()["rated"], "bad");
        assert_eq!(admin.get(callbacks).await.json()["rows"].as_array().unwrap().len(), 1);
        days(&world, 12).await;
        assert_eq!(rungs(&world, "qu-admin").await, ["call_back_due"], "on the tenth day already");
        world.acted("qu-admin", &case, json!({ "act": "call_back", "version": 4, "note": "已上门说明。" })).await;
        assert!(rungs(&world, "qu-admin").await.is_empty());
    }

    async fn a_new_holiday_table_moves_the_day_of_a_call_back(engine: Engine) {
        let world = World::new(engine).await;
        let case = rated_badly(&world, "sg-hanyuan").await;
        let by = format!("SELECT call_back_by FROM case_rating WHERE case_id = '{}'", case["id"].as_str().unwrap());
        assert_eq!(world.text(&by).await, "2026-03-20");
        let off = ["2026-03-09", "2026-03-10", "2026-03-11"];
        let set = json!({ "year": 2026, "source": "通知", "off": off, "work": [] });
        assert_eq!(world.staff("qu-admin").await.post("/api/desk/calendar", &set).await.status, 201);
        while world.tick().await > 0 {}
        assert_eq!(world.text(&by).await, "2026-03-25");
        days(&world, 16).await;
        assert!(rungs(&world, "sj-hanyuan").await.is_empty(), "the tenth working day has moved too");
        days(&world, 1).await;
        assert_eq!(rungs(&world, "sj-hanyuan").await, ["call_back_due"]);
    }

    async fn what_would_go_where_nobody_works_stays_at_the_window_and_the_administrator_is_told(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        assert!(setup::disable(world.app.ctx(), "ks-renshe").await.unwrap());
        let panel = world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        assert_eq!((&panel["row"]["state"], &panel["queue"]), (&json!("accepted"), &json!({ "kind": "window" })), "{panel}");
        assert!(panel["events"][0]["note"].as_str().unwrap().contains("区人社局（社保）"), "{panel}");
        let bureau = json!({ "kind": "bureau", "name": "区人社局（社保）" });
        let served = json!({ "kind": "bureau", "name": "区民政局" });
        let routes = panel["routes"].as_array().unwrap();
        assert!(routes.contains(&served) && !routes.contains(&bureau), "{panel}");
        let route = json!({ "act": "route", "version": 2, "queue": bureau });
        world.act(&world.staff("sg-hanyuan").await, &case, route.clone()).await.wrong_field("queue");
        assert_eq!(rungs(&world, "qu-admin").await, ["unserved"]);
        for other in ["sg-hanyuan", "sj-hanyuan", "ks-minzheng"] {
            assert!(rungs(&world, other).await.is_empty(), "{other}");
        }
        world.write("UPDATE staff SET active = (1 = 1) WHERE login = 'ks-renshe'").await;
        world.acted("qu-admin", &case, route).await;
        assert!(rungs(&world, "qu-admin").await.is_empty());
        assert_eq!(world.staff("ks-renshe").await.get("/api/desk/inbox").await.json()["open"], 1);
    }

    async fn whoever_left_no_phone_is_rung_by_the_desk_at_each_step_that_matters(engine: Engine) {
        let world = World::new(engine).await;
        let case = json!({ "id": Uuid::now_v7() });
        let body = json!({
            "id": case["id"], "item": "SQ-01", "community": "hanyuan", "source": "counter", "consent": true,
            "person": { "is": "new", "name": "演老太", "id_number": id_number(7) },
        });
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.post("/api/desk/cases", &body).await.status, 201);
        assert!(rungs(&world, "sg-hanyuan").await.is_empty(), "she stands at the counter");
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        let row = worker.get(ALERTS).await.json()["rows"][0].clone();
        assert_eq!(row["rung"], "to_tell", "{row}");
        assert!(row["told"].as_str().unwrap().contains("已受理"), "{row}");
        assert_eq!(know(&worker, &row).await, 201);
        assert!(rungs(&world, "sg-hanyuan").await.is_empty(), "told");
        world.acted("sg-hanyuan", &case, json!({ "act": "grant", "version": 2, "note": "办好了。" })).await;
        let row = worker.get(ALERTS).await.json()["rows"][0].clone();
        assert!(row["told"].as_str().unwrap().contains("已办好"), "the same day, and new: {row}");
        assert!(rungs(&world, "sg-taihang").await.is_empty());
        assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'case_sms'").await, 0);
    }

    async fn a_short_message_that_did_not_go_out_within_a_day_is_a_task_of_the_desk(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        world.clock.forward(Duration::hours(25));
        while world.tick().await > 0 {}
        let officer = world.staff("ks-renshe").await;
        let rows = officer.get(ALERTS).await.json()["rows"].clone();
        let row = rows.as_array().unwrap().iter().find(|row| row["rung"] == "to_tell").unwrap_or_else(|| panic!("{rows}"));
        assert!(row["told"].as_str().unwrap().contains("短信没有发出去"), "{row}");
        assert_eq!(know(&officer, row).await, 201);
        assert!(!rungs(&world, "ks-renshe").await.contains(&"to_tell".to_owned()));
    }

    async fn a_short_message_that_went_out_is_no_task(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        while world.tick().await > 0 {}
        world.clock.forward(Duration::hours(25));
        while world.tick().await > 0 {}
        assert!(!rungs(&world, "ks-renshe").await.contains(&"to_tell".to_owned()));
    }

    async fn a_special_step_that_lasts_longer_than_expected_is_told_to_its_holder_and_the_secretary(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        let pause = |until: &str| json!({ "act": "pause", "version": 2, "reason": "现场核查", "until": until });
        let officer = world.staff("ks-renshe").await;
        for wrong in ["2026-03-01", "2026-02-01", "2028-03-01", "很快"] {
            world.act(&officer, &case, pause(wrong)).await.wrong_field("until");
        }
        let panel = world.acted("ks-renshe", &case, pause("2026-03-05")).await;
        assert_eq!((&panel["row"]["due"], &panel["row"]["light"]), (&json!("2026-03-05"), &json!("standing")), "{panel}");
        let path = format!("/api/apply/cases/{}", case["id"].as_str().unwrap());
        let standing = resident.get(&path).await.json()["clocks"]["standing"].clone();
        assert!(standing.as_str().unwrap().contains("预计3月5日"), "{standing}");
        let told = "SELECT text FROM message WHERE title = '时限暂停'";
        assert!(world.text(told).await.contains("预计3月5日"), "{}", world.text(told).await);
        let of_pause = async |login: &str| rungs(&world, login).await.iter().filter(|r| *r == "pause_over").count();
        days(&world, 4).await;
        assert_eq!(of_pause("ks-renshe").await, 0, "the day is not over");
        days(&world, 1).await;
        assert_eq!((of_pause("ks-renshe").await, of_pause("sj-hanyuan").await, of_pause("sg-hanyuan").await), (1, 1, 0));
        let late = world.staff("ks-renshe").await.get("/api/desk/inbox?show=due").await.json();
        assert_eq!((&late["overdue"], &late["rows"][0]["light"]), (&json!(1), &json!("overdue")), "{late}");
        let standing = world.resident(PHONE).await.get(&path).await.json()["clocks"]["standing"].clone();
        assert!(standing.as_str().unwrap().contains("还没有结束"), "{standing}");
        world.acted("ks-renshe", &case, json!({ "act": "unpause", "version": 3 })).await;
        assert_eq!(of_pause("ks-renshe").await, 0);
    }

    async fn a_year_without_holidays_is_told_to_the_administrator_until_it_is_set(engine: Engine) {
        let world = World::new(engine).await;
        world.clock.forward(Duration::days(246));
        while world.tick().await > 0 {}
        days(&world, 2).await;
        assert_eq!(rungs(&world, "qu-admin").await, ["missing"], "once, however many days it stands");
        assert!(rungs(&world, "sj-hanyuan").await.is_empty());
        let set = json!({ "year": 2027, "source": "通知", "off": ["2027-01-01"], "work": [] });
        assert_eq!(world.staff("qu-admin").await.post("/api/desk/calendar", &set).await.status, 201);
        assert!(rungs(&world, "qu-admin").await.is_empty());
    }
}
