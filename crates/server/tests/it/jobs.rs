//! What time does to a case: the clock is moved by hand and the jobs are done by hand.

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_server::domain::cases::{self, Env};
use yunlin_server::domain::jobs::{self, Handler, Plan};
use yunlin_server::infra::web::ApiError;

use crate::support::{Ask, CARD, Session, World, application, id_number, stories};

const PHONE: &str = "13800000001";

async fn received(world: &World) -> (Session, Value) {
    let (resident, body) = (world.applicant(PHONE).await, application());
    resident.upload_photos(&body).await;
    assert_eq!(resident.post("/api/apply/cases", &body).await.status, 201);
    (resident, body)
}

/// The applicant's view, after signing in again: sessions end with the days that pass.
async fn view(world: &World, case: &Value) -> Value {
    let resident = world.resident(PHONE).await;
    resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json()
}

/// The row says what the events say.
async fn folds(world: &World, case: &Value) {
    let env = Env::load(world.app.ctx()).await.unwrap();
    let id = Uuid::parse_str(case["id"].as_str().unwrap()).unwrap();
    let case = cases::after_act(world.app.ctx().db.read(), id).await.unwrap();
    let events = cases::happened(&env, &case).await.unwrap();
    assert_eq!(cases::fold(&events).as_ref(), Some(case.standing()), "{events:#?}");
}

stories! {
    async fn silence_past_the_check_is_acceptance_as_of_receipt(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = received(&world).await;
        world.clock.forward(Duration::days(5));
        world.tick().await;
        assert_eq!(view(&world, &case).await["case"]["state"], "received", "the last day is not over");
        world.clock.forward(Duration::days(1));
        world.tick().await;
        let seen = view(&world, &case).await;
        assert_eq!(seen["case"]["state"], "accepted", "{seen}");
        assert_eq!(seen["clocks"]["statutory"]["due"], "2026-03-13", "ten days from the receipt");
        assert_eq!(seen["events"][0]["by"], "系统");
        folds(&world, &case).await;
    }

    async fn an_answered_case_is_left_alone_by_its_old_timers(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = received(&world).await;
        let worker = world.staff("sg-hanyuan").await;
        world.act(&worker, &case, json!({ "act": "decline", "version": 1, "reason": "不归这里。" })).await;
        world.clock.forward(Duration::days(60));
        world.tick().await;
        assert_eq!(view(&world, &case).await["case"]["state"], "not_accepted");
        folds(&world, &case).await;
    }

    async fn what_is_not_completed_lapses_after_two_reminders_and_can_be_taken_up_again(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = received(&world).await;
        let worker = world.staff("sg-hanyuan").await;
        let list = json!([{ "field": "card", "reason": "看不清" }]);
        world.act(&worker, &case, json!({ "act": "ask_supplement", "version": 1, "missing": list })).await;
        for _ in 0..14 {
            world.clock.forward(Duration::days(1));
            world.tick().await;
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM message WHERE title = '还没有补交材料'").await, 2);
        assert_eq!(view(&world, &case).await["case"]["state"], "lapsed");
        let worker = world.staff("sg-hanyuan").await;
        let resumed = world.act(&worker, &case, json!({ "act": "resume", "version": 3 })).await;
        assert_eq!(resumed.status, 201, "{}", resumed.text());
        assert_eq!(resumed.json()["row"]["state"], "received");
        assert_eq!(world.count("SELECT COUNT(*) FROM active_case").await, 1);
        folds(&world, &case).await;
    }

    async fn the_ladder_notes_each_rung_once(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = received(&world).await;
        let worker = world.staff("sg-hanyuan").await;
        world.act(&worker, &case, json!({ "act": "accept", "version": 1 })).await;
        for _ in 0..40 {
            world.clock.forward(Duration::hours(12));
            world.tick().await;
        }
        for level in ["amber", "red", "overdue"] {
            let noted = format!("SELECT COUNT(*) FROM escalation_log WHERE level = '{level}'");
            assert_eq!(world.count(&noted).await, 1, "{level}");
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM case_event WHERE action = 'escalate'").await, 3);
        let officer = world.staff("ks-renshe").await;
        let inbox = officer.get("/api/desk/inbox?show=due").await.json();
        assert_eq!((inbox["rows"][0]["light"].as_str(), inbox["overdue"].as_u64()), (Some("overdue"), Some(1)), "{inbox}");
        // Rungs do not stand in the way of an officer who looked before them.
        let granted = world.act(&officer, &case, json!({ "act": "grant", "version": 2, "note": "办好了。" })).await;
        assert_eq!(granted.status, 201, "{}", granted.text());
        folds(&world, &case).await;
    }

    async fn a_case_that_a_new_calendar_gave_more_days_climbs_the_ladder_again(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = received(&world).await;
        let worker = world.staff("sg-hanyuan").await;
        world.act(&worker, &case, json!({ "act": "accept", "version": 1 })).await;
        let overdue = "SELECT COUNT(*) FROM escalation_log WHERE level = 'overdue'";
        for _ in 0..40 {
            world.clock.forward(Duration::hours(12));
            world.tick().await;
        }
        assert_eq!(world.count(overdue).await, 1);
        let off: Vec<String> = (4..=31).map(|day| format!("2026-03-{day:02}")).collect();
        let table = json!({ "year": 2026, "source": "调整通知", "off": off, "work": [] });
        let set = world.staff("qu-admin").await.post("/api/desk/calendar", &table).await;
        assert_eq!(set.status, 201, "{}", set.text());
        for _ in 0..80 {
            world.clock.forward(Duration::hours(12));
            world.tick().await;
        }
        assert_eq!(world.count(overdue).await, 2, "late again by the new day");
        folds(&world, &case).await;
    }

    async fn a_case_without_a_published_limit_is_not_forgotten_and_nothing_is_promised(engine: Engine) {
        let world = World::new(engine).await;
        let body = json!({
            "id": uuid::Uuid::now_v7(), "item": "SQ-01", "community": "hanyuan", "source": "counter", "consent": true,
            "person": { "is": "new", "name": "演老太", "id_number": id_number(7), "phone": PHONE },
        });
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.post("/api/desk/cases", &body).await.status, 201);
        let panel = world.acted("sg-hanyuan", &body, json!({ "act": "accept", "version": 1 })).await;
        assert_eq!((&panel["target"], &panel["row"]["due"]), (&json!("2026-03-27"), &json!("2026-03-27")), "{panel}");
        assert!(panel["clocks"]["promised"]["due"].is_null() && panel["clocks"]["statutory"]["due"].is_null(), "{panel}");
        let number = panel["row"]["number"].as_str().unwrap();
        let ask = Ask::post("/api/apply/progress", uuid::Uuid::new_v4(), &json!({ "number": number, "phone_last4": &PHONE[7..] }));
        let seen = world.ask(ask).await.json();
        assert_eq!((seen["state"].as_str(), seen["due"].is_null()), (Some("accepted"), true), "{seen}");
        for _ in 0..30 {
            world.clock.forward(Duration::days(1));
            world.tick().await;
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM escalation_log WHERE level = 'overdue'").await, 1);
    }

    async fn a_new_calendar_moves_the_days_of_open_cases(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = received(&world).await;
        let admin = world.staff("qu-admin").await;
        let body = json!({ "year": 2026, "source": "调整通知", "off": ["2026-03-05"], "work": [] });
        assert_eq!(admin.post("/api/desk/calendar", &body).await.status, 201);
        world.tick().await;
        let seen = view(&world, &case).await;
        assert_eq!(seen["clocks"]["check"]["due"], "2026-03-09", "{seen}");
        folds(&world, &case).await;
    }

    async fn a_job_of_a_killed_worker_is_taken_up_when_its_lease_is_over_and_done_once(engine: Engine) {
        let world = World::new(engine).await;
        received(&world).await;
        world.clock.forward(Duration::days(6));
        // A replica that took everything and died.
        let db = world.app.ctx().db.clone();
        let until = world.app.ctx().now() + Duration::seconds(60);
        let take = sea_orm::Statement::from_sql_and_values(db.backend(), "UPDATE job SET lease_until = $1", [until.into()]);
        let taken: Result<(), sea_orm::DbErr> = db.tx(move |tx| {
            let take = take.clone();
            Box::pin(async move { sea_orm::ConnectionTrait::execute_raw(tx, take).await.map(|_| ()) })
        }).await;
        taken.unwrap();
        assert_eq!(world.tick().await, 0, "somebody else has them");
        world.clock.forward(Duration::seconds(61));
        assert!(world.tick().await > 0);
        world.tick().await;
        assert_eq!(world.tick().await, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM case_event WHERE action = 'accept_by_silence'").await, 1);
    }

    async fn a_missing_year_raises_the_alarm_in_november(engine: Engine) {
        let world = World::new(engine).await;
        world.clock.forward(Duration::days(246));
        world.tick().await;
        assert_eq!(world.count("SELECT COUNT(*) FROM escalation_log WHERE subject = 'calendar'").await, 1);
        let admin = world.staff("qu-admin").await;
        assert_eq!(admin.get("/api/desk/calendar").await.json()["alarm"], true);
    }

    async fn the_row_is_the_fold_after_a_random_walk(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = received(&world).await;
        let staff = [world.staff("sg-hanyuan").await, world.staff("sj-hanyuan").await, world.staff("ks-renshe").await];
        let acts = [
            json!({ "act": "accept" }),
            json!({ "act": "correct", "reason": "再看看" }),
            json!({ "act": "ask_supplement", "missing": [{ "field": "card", "reason": "看不清" }], "second_reason": "还缺" }),
            json!({ "act": "supplement", "answers": { "card": CARD } }),
            json!({ "act": "pause", "reason": "公示", "until": "2026-12-31" }),
            json!({ "act": "unpause" }),
            json!({ "act": "route", "queue": { "kind": "window" } }),
            json!({ "act": "route", "queue": { "kind": "bureau", "name": "区人社局（社保）" } }),
            json!({ "act": "message", "text": "请留意电话。" }),
            json!({ "act": "official_no", "number": "A-1" }),
            json!({ "act": "decline", "reason": "不归这里。" }),
            json!({ "act": "grant", "note": "办好了。" }),
            json!({ "act": "resume" }),
        ];
        let mine = format!("/api/apply/cases/{}", case["id"].as_str().unwrap());
        let (mut seed, mut done) = (7_u64, 0);
        for _ in 0..90 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pick = usize::try_from(seed >> 33).unwrap();
            let mut act = acts[pick % acts.len()].clone();
            act["version"] = resident.get(&mine).await.json()["version"].clone();
            let answer = world.act(&staff[pick / 13 % 3], &case, act.clone()).await;
            assert!(matches!(answer.status.as_u16(), 201 | 403 | 404 | 409 | 422), "{act}: {}", answer.text());
            done += u32::from(answer.status == 201);
            world.clock.forward(Duration::seconds(5));
        }
        assert!(done > 15, "{done} acts were possible");
        folds(&world, &case).await;
    }

    async fn a_job_that_waits_for_its_moment_is_not_taken_before(engine: Engine) {
        let world = World::new(engine).await;
        let (ctx, later) = (world.app.ctx().clone(), world.app.ctx().now() + Duration::hours(1));
        let planned = ctx.db.tx::<(), ApiError, _>(move |tx| Box::pin(async move {
            let plan = Plan { kind: "later", subject: "x".to_owned(), due: String::new(), run_at: later, payload: String::new() };
            Ok(jobs::plan(tx, &plan, later).await?)
        }));
        planned.await.unwrap();
        let handlers: &[(&str, Handler)] = &[("later", |ctx, job| Box::pin(async move {
            let (job, now) = (job.clone(), ctx.now());
            ctx.db.tx(move |tx| { let job = job.clone(); Box::pin(async move { jobs::finish(tx, &job, now).await }) }).await
        }))];
        jobs::at_once(&ctx, "x", handlers).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'later' AND attempts = 0").await, 1);
        world.clock.forward(Duration::hours(1));
        jobs::at_once(&ctx, "x", handlers).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM job WHERE kind = 'later' AND done_at IS NOT NULL").await, 1);
    }
}
