//! Staff sign in at the desk: password, authenticator, a login that rests after wrong tries, a session that dies of silence.

use serde_json::json;
use uuid::Uuid;
use yunlin_api::cases::{Queue, Role};
use yunlin_server::domain::identity::Grant;
use yunlin_server::domain::identity::staffing::{DEMO_PASSWORD, setup};

use crate::support::{Ask, Session, World, stories};

const LOGIN: &str = "sg-hanyuan";

stories! {
    async fn a_worker_signs_in_with_roles_and_areas(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff(LOGIN).await;
        assert!(worker.cookie().starts_with("__Host-yunlin-desk="));
        let me = worker.get("/api/desk/me").await.json();
        assert_eq!(me["grants"], json!([{ "role": "worker", "queue": { "kind": "window" }, "community": "hanyuan" }]));
        assert_eq!((&me["must_change"], &me["idle_lock"]), (&json!(false), &json!(900)));
        let officer = world.staff("ks-renshe").await.get("/api/desk/me").await.json();
        assert_eq!(officer["grants"][0]["queue"], json!({ "kind": "bureau", "name": "区人社局（社保）" }));
        assert!(officer["grants"][0].get("community").is_none());
        worker.post("/api/desk/sign-out", &json!({})).await;
        worker.get("/api/desk/me").await.problem(401, "sign_in");
    }

    async fn a_resident_is_no_worker_and_a_worker_no_resident(engine: Engine) {
        let world = World::new(engine).await;
        let (worker, resident) = (world.staff(LOGIN).await, world.resident("13800000001").await);
        resident.get("/api/desk/me").await.problem(401, "sign_in");
        worker.get("/api/identity/me").await.problem(401, "sign_in");
        let token = resident.cookie().split_once('=').unwrap().1;
        let forged = Ask::get("/api/desk/me").header("cookie", &format!("__Host-yunlin-desk={token}"));
        world.ask(forged).await.problem(401, "sign_in");
    }

    async fn unknown_login_and_wrong_password_are_answered_alike(engine: Engine) {
        let world = World::new(engine).await;
        let unknown = world.staff_enter("nobody", "wrong-password", json!({})).await;
        let wrong = world.staff_enter(LOGIN, "wrong-password", json!({})).await;
        let strip = |answer: &crate::support::Answer| {
            let mut problem = answer.problem(422, "invalid");
            problem["request_id"] = json!("");
            problem
        };
        assert_eq!(strip(&unknown), strip(&wrong));
    }

    async fn ten_wrong_tries_rest_a_login_for_a_quarter_of_an_hour(engine: Engine) {
        let world = World::new(engine).await;
        let tries = (0..14).map(|_| {
            let body = json!({ "login": LOGIN, "password": "wrong-password" });
            tokio::spawn(Ask::post("/api/desk/sessions", Uuid::new_v4(), &body).send(world.router()))
        });
        let mut compared = 0;
        for each in tries.collect::<Vec<_>>() {
            compared += usize::from(each.await.unwrap().status == 422);
        }
        assert_eq!(compared, 10);
        world.staff_enter(LOGIN, DEMO_PASSWORD, json!({})).await.problem(429, "too_many");
        assert_eq!(world.staff_enter("sg-taihang", DEMO_PASSWORD, json!({})).await.status, 201);
        world.clock.forward(chrono::Duration::minutes(15));
        world.staff(LOGIN).await;
    }

    async fn a_stranger_who_guesses_does_not_keep_staff_out_of_their_own_computer(engine: Engine) {
        let world = World::new(engine).await;
        let cookies = |answer: &crate::support::Answer| {
            answer.headers.get_all("set-cookie").iter().filter_map(|c| c.to_str().ok()?.split(';').next().map(str::to_owned)).collect::<Vec<_>>()
        };
        let enter = async |password: &str, mark: &str| {
            let body = json!({ "login": LOGIN, "password": password });
            world.ask(Ask::post("/api/desk/sessions", Uuid::new_v4(), &body).header("cookie", mark)).await
        };
        let first = cookies(&world.staff_enter(LOGIN, DEMO_PASSWORD, json!({})).await);
        let mark = first.iter().find(|c| c.starts_with("__Host-yunlin-desk-device=")).unwrap();
        let worker = world.staff(LOGIN).await;
        for _ in 0..10 {
            world.staff_enter(LOGIN, "wrong-password", json!({})).await.wrong_field("password");
        }
        world.staff_enter(LOGIN, DEMO_PASSWORD, json!({})).await.problem(429, "too_many");
        let other = mark.replace("device=", "device=x");
        enter(DEMO_PASSWORD, &other).await.problem(429, "too_many");
        let again = enter(DEMO_PASSWORD, mark).await;
        assert_eq!((again.status.as_u16(), cookies(&again).len()), (201, 1), "known already: {}", again.text());
        for _ in 0..10 {
            enter("wrong-password", mark).await.wrong_field("password");
        }
        enter(DEMO_PASSWORD, mark).await.problem(429, "too_many");
        let change = json!({ "old": DEMO_PASSWORD, "new": "三月的雨下在汉源大道上" });
        assert_eq!(worker.post("/api/desk/password", &change).await.status, 201, "whoever is in stays able to change it");
    }

    async fn an_address_signs_in_so_often_in_an_hour_and_a_known_computer_as_before(engine: Engine) {
        let world = World::with(engine, "desk_sign_ins_per_hour = 3").await;
        let enter = async |login: &str, mark: &str, peer: u8| {
            let body = json!({ "login": login, "password": DEMO_PASSWORD });
            let ask = Ask::post("/api/desk/sessions", Uuid::new_v4(), &body).header("cookie", mark);
            world.ask(ask.from([198, 51, 100, peer])).await
        };
        let first = enter(LOGIN, "none=0", 1).await;
        assert_eq!(first.status, 201, "{}", first.text());
        let mut cookies = first.headers.get_all("set-cookie").iter().filter_map(|c| c.to_str().ok()?.split(';').next());
        let mark = cookies.find(|c| c.starts_with("__Host-yunlin-desk-device=")).unwrap();
        for login in ["nobody", "nobody-either"] {
            enter(login, "none=0", 1).await.wrong_field("password");
        }
        let refused = enter(LOGIN, "none=0", 1).await.problem(429, "too_many");
        assert!(refused["detail"].as_str().unwrap().contains("过一会儿再试"), "{refused}");
        assert_eq!(enter(LOGIN, mark, 1).await.status, 201, "strangers on this network keep nobody out");
        assert_eq!(enter(LOGIN, "none=0", 2).await.status, 201);
        world.clock.forward(chrono::Duration::hours(1));
        assert_eq!(enter(LOGIN, "none=0", 1).await.status, 201);
    }

    async fn a_dismissed_worker_is_out_at_once(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff(LOGIN).await;
        assert!(setup::disable(world.app.ctx(), LOGIN).await.unwrap());
        worker.get("/api/desk/me").await.problem(401, "sign_in");
        world.staff_enter(LOGIN, DEMO_PASSWORD, json!({})).await.wrong_field("password");
    }

    async fn a_silent_desk_locks_after_a_quarter_of_an_hour(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff(LOGIN).await;
        for _ in 0..3 {
            world.clock.forward(chrono::Duration::minutes(14));
            assert_eq!(worker.get("/api/desk/me").await.status, 200);
        }
        world.clock.forward(chrono::Duration::minutes(15));
        worker.get("/api/desk/me").await.problem(401, "sign_in");
    }

    async fn a_one_time_password_is_changed_before_any_work(engine: Engine) {
        let world = World::new(engine).await;
        let once = setup::reset(world.app.ctx(), LOGIN).await.unwrap().unwrap();
        let worker = Session::of(world.router(), &world.staff_enter(LOGIN, &once, json!({})).await);
        assert_eq!(worker.me["must_change"], true);
        worker.get("/api/desk/colleagues").await.problem(403, "forbidden");
        let change = |old: &str, new: &str| worker.ask(Ask::post("/api/desk/password", Uuid::new_v4(), &json!({ "old": old, "new": new })));
        change("wrong-old-one", "三月的雨下在汉源大道上").await.wrong_field("old");
        change(&once, "1234567890").await.wrong_field("new");
        change(&once, &once).await.wrong_field("new");
        let changed = change(&once, "三月的雨下在汉源大道上").await;
        assert_eq!((changed.status.as_u16(), &changed.json()["must_change"]), (201, &json!(false)), "{}", changed.text());
        assert_eq!(worker.get("/api/desk/colleagues").await.status, 200);
        world.staff_enter(LOGIN, &once, json!({})).await.wrong_field("password");
    }

    async fn each_step_of_the_authenticator_serves_once(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff(LOGIN).await;
        let secret = worker.post("/api/desk/totp", &json!({})).await.json()["secret"].as_str().unwrap().to_owned();
        let code = |world: &World| totp(&secret, world.app.ctx().now().timestamp());
        worker.post("/api/desk/totp/confirm", &json!({ "code": "000" })).await.wrong_field("code");
        let done = worker.post("/api/desk/totp/confirm", &json!({ "code": code(&world) })).await;
        assert_eq!(done.json()["totp"], true, "{}", done.text());
        worker.post("/api/desk/totp", &json!({})).await.problem(409, "conflict");
        let asked = world.staff_enter(LOGIN, DEMO_PASSWORD, json!({})).await;
        assert_eq!(asked.json(), json!({ "step": "need_totp" }));
        assert!(asked.header("set-cookie").is_empty());
        let used = json!({ "totp": code(&world) });
        world.staff_enter(LOGIN, DEMO_PASSWORD, used).await.wrong_field("totp");
        world.clock.forward(chrono::Duration::seconds(30));
        let next = json!({ "totp": code(&world) });
        Session::of(world.router(), &world.staff_enter(LOGIN, DEMO_PASSWORD, next).await);
    }

    async fn colleagues_are_those_of_the_own_queue_and_area(engine: Engine) {
        let world = World::new(engine).await;
        let names = |answer: crate::support::Answer| -> Vec<String> {
            let all = answer.json()["staff"].as_array().unwrap().clone();
            all.iter().map(|s| s["name"].as_str().unwrap().to_owned()).collect()
        };
        let of_worker = names(world.staff(LOGIN).await.get("/api/desk/colleagues").await);
        assert!(of_worker.contains(&"演示社工甲".to_owned()) && !of_worker.contains(&"演示社工乙".to_owned()), "{of_worker:?}");
        let of_admin = names(world.staff("qu-admin").await.get("/api/desk/colleagues").await);
        assert_eq!(of_admin.len(), 9);
    }

    async fn a_grant_holds_from_the_next_request_and_ends_with_it_and_both_are_acts(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received("13800000001").await;
        let other = world.staff("sg-taihang").await;
        let path = format!("/api/desk/cases/{}", case["id"].as_str().unwrap());
        other.get(&path).await.problem(404, "not_found");
        let grant = Grant { role: Role::Worker, queue: Queue::Window, community: Some("hanyuan".to_owned()) };
        let ctx = world.app.ctx();
        assert_eq!(setup::grant(ctx, "nobody", &grant).await.unwrap(), None);
        assert_eq!(setup::grant(ctx, "sg-taihang", &grant).await.unwrap(), Some(true));
        assert_eq!(setup::grant(ctx, "sg-taihang", &grant).await.unwrap(), Some(false));
        assert_eq!(other.get(&path).await.status, 200);
        assert_eq!(setup::revoke(ctx, "sg-taihang", &grant).await.unwrap(), Some(true));
        assert_eq!(setup::revoke(ctx, "sg-taihang", &grant).await.unwrap(), Some(false));
        other.get(&path).await.problem(404, "not_found");
        let acts = "SELECT COUNT(*) FROM audit_entry WHERE unit = '系统管理员' AND about LIKE 'sg-taihang：社工%hanyuan'";
        assert_eq!(world.count(acts).await, 2);
    }

    async fn what_the_page_reads_by_itself_keeps_no_session_alive(engine: Engine) {
        let world = World::new(engine).await;
        let (left, works) = (world.staff(LOGIN).await, world.staff(LOGIN).await);
        for _ in 0..14 {
            world.clock.forward(chrono::Duration::minutes(1));
            assert_eq!(left.ask(Ask::get("/api/desk/inbox").header("x-yunlin-idle", "1")).await.status, 200);
            assert_eq!(works.get("/api/desk/inbox").await.status, 200);
        }
        world.clock.forward(chrono::Duration::minutes(1));
        left.get("/api/desk/inbox").await.problem(401, "sign_in");
        assert_eq!(works.get("/api/desk/inbox").await.status, 200);
    }

    async fn without_demo_data_there_is_no_staff(engine: Engine) {
        let world = World::with(engine, "demo_data = false").await;
        assert_eq!(world.count("SELECT COUNT(*) FROM staff").await, 0);
    }
}

/// What an authenticator shows: worked out apart from the server.
fn totp(secret: &str, unix: i64) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = secret.chars().map(|c| format!("{:05b}", letters.find(c).unwrap())).collect();
    let bytes: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|b| u8::from_str_radix(std::str::from_utf8(b).unwrap(), 2).unwrap())
        .collect();
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&bytes).unwrap();
    mac.update(&(unix / 30).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes(hash[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}
