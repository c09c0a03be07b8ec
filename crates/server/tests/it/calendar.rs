//! Working days as every replica counts them.

use serde_json::json;
use uuid::Uuid;

use crate::support::{Ask, Engine, Fresh, Hands, World, application, id_number, start, stories};

/// More than one job of a recount takes.
const MANY: u32 = 103;

stories! {
    async fn a_recount_reaches_every_open_case_over_several_jobs(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        for n in 1..=MANY {
            let body = json!({
                "id": Uuid::now_v7(), "item": "MZ-01", "community": "hanyuan", "source": "counter",
                "person": { "is": "new", "name": "演示人", "id_number": id_number(n) }, "consent": true,
            });
            assert_eq!(worker.post("/api/desk/cases", &body).await.status, 201);
        }
        let table = json!({ "year": 2026, "source": "调整通知", "off": ["2026-03-05"], "work": [] });
        assert_eq!(world.staff("qu-admin").await.post("/api/desk/calendar", &table).await.status, 201);
        while world.tick().await > 0 {}
        assert_eq!(world.count("SELECT COUNT(*) FROM case_event WHERE action = 'recount'").await, i64::from(MANY));
        assert_eq!(world.count("SELECT COUNT(*) FROM case_file WHERE next_due = '2026-03-09'").await, i64::from(MANY));
        assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'case_recount' AND done_at IS NULL").await, 0);
        assert!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'case_recount'").await > 1);
    }

    async fn a_day_in_a_year_without_a_table_is_an_estimate_wherever_it_is_told(engine: Engine) {
        let world = World::new(engine).await;
        // Thursday 2026-12-24: the check ends on the last day of the year, everything behind it lies in 2027.
        world.clock.forward(chrono::Duration::days(298));
        let (resident, body) = (world.applicant("13800000001").await, application());
        let mut body = body;
        body["answers"]["start_month"] = json!("2027-01");
        resident.upload_photos(&body).await;
        let sent = resident.post("/api/apply/cases", &body).await.json();
        assert_eq!((&sent["check_due"], &sent["check_estimated"]), (&json!("2026-12-31"), &json!(false)), "{sent}");
        let missing = json!([{ "field": "card", "reason": "看不清" }]);
        let panel = world.acted("sg-hanyuan", &body, json!({ "act": "ask_supplement", "version": 1, "missing": missing })).await;
        assert_eq!((&panel["row"]["due"], &panel["row"]["estimated"]), (&json!("2027-01-07"), &json!(true)), "{panel}");
        let mine = resident.get("/api/apply/cases").await.json();
        assert_eq!((&mine["cases"][0]["todo_by"], &mine["cases"][0]["estimated"]), (&json!("2027-01-07"), &json!(true)), "{mine}");
        let asked = "SELECT text FROM message WHERE title = '请补交材料'";
        assert!(world.text(asked).await.contains("预计1月7日"), "{}", world.text(asked).await);
        world.acted("sg-hanyuan", &body, json!({ "act": "correct", "version": 2, "reason": "点错了" })).await;
        world.acted("sg-hanyuan", &body, json!({ "act": "accept", "version": 3 })).await;
        let ask = json!({ "number": sent["number"], "phone_last4": "0001" });
        let progress = world.ask(Ask::post("/api/apply/progress", Uuid::new_v4(), &ask).header("x-yunlin-app", "1")).await.json();
        assert_eq!(progress["estimated"], true, "{progress}");
    }

    async fn a_first_start_in_a_year_without_a_table_is_told_at_once_and_daily_until_it_is_set(engine: Engine) {
        let folder = tempfile::TempDir::new().unwrap();
        let fresh = Fresh::of(engine, folder.path()).await;
        let clock = Hands::at("2027-03-01T02:00:00Z");
        let app = start(&fresh, &folder, &clock, "").await;
        let world = World { app, clock, folder, fresh };
        while world.tick().await > 0 {}
        let alerts = world.staff("qu-admin").await.get("/api/desk/alerts").await.json();
        let rungs: Vec<_> = alerts["rows"].as_array().unwrap().iter().map(|row| row["rung"].as_str().unwrap()).collect();
        assert_eq!(rungs, ["missing"], "{alerts}");
        let next = "SELECT due FROM job WHERE kind = 'calendar_alarm' AND done_at IS NULL";
        assert_eq!(world.text(next).await, "2027-03-02");
        let table = json!({ "year": 2027, "source": "示例通知", "off": ["2027-01-01"], "work": [] });
        assert_eq!(world.staff("qu-admin").await.post("/api/desk/calendar", &table).await.status, 201);
        let alerts = world.staff("qu-admin").await.get("/api/desk/alerts").await.json();
        assert_eq!(alerts["rows"], json!([]), "{alerts}");
        world.clock.forward(chrono::Duration::days(1));
        while world.tick().await > 0 {}
        assert_eq!(world.text(next).await, "2027-11-01");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_set_at_one_replica_counts_at_the_other_at_once() {
    if !Engine::postgres_is_given() {
        return;
    }
    let world = World::new(Engine::Postgres).await;
    world.clock.forward(chrono::Duration::days(270));
    let other = start(&world.fresh, &world.folder, &world.clock, "").await;
    let admin = world.staff("qu-admin").await;
    let there = admin.at(other.router());
    for seen in [&admin, &there] {
        assert_eq!(seen.get("/api/desk/calendar").await.json()["alarm"], true);
    }
    let table = json!({ "year": 2027, "source": "示例通知", "off": ["2027-01-01"], "work": [] });
    assert_eq!(admin.post("/api/desk/calendar", &table).await.status, 201);
    for seen in [&there, &admin] {
        assert_eq!(seen.get("/api/desk/calendar").await.json()["alarm"], false);
    }
}
