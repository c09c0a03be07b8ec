//! Residents sign in with phone and code, on a phone of their own or a shared one, and out again.

use serde_json::json;
use uuid::Uuid;

use crate::support::{Ask, Session, World, stories};

const PHONE: &str = "13800000001";

fn minutes(n: i64) -> chrono::Duration {
    chrono::Duration::minutes(n)
}

stories! {
    async fn a_resident_signs_in_and_out(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.resident(PHONE).await;
        let me = resident.get("/api/identity/me").await;
        assert_eq!(me.status, 200, "{}", me.text());
        assert_eq!(me.json()["phone_masked"], "138****0001");
        assert_eq!(me.header("cache-control"), "no-store");
        let out = resident.post("/api/identity/sign-out", &json!({})).await;
        assert_eq!(out.status, 201, "{}", out.text());
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        resident.get("/api/identity/me").await.problem(401, "sign_in");
    }

    async fn the_cookie_is_for_this_host_alone_and_for_no_script(engine: Engine) {
        let world = World::new(engine).await;
        let code = world.code(PHONE).await;
        let answer = world.enter(PHONE, &code, json!({})).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-yunlin="), "{cookie}");
        for flag in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/;"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        assert!(!cookie.to_lowercase().contains("domain"), "{cookie}");
        let token = cookie.split(['=', ';']).nth(1).unwrap();
        assert!(token.len() >= 43);
        assert_eq!(world.count(&format!("SELECT COUNT(*) FROM session WHERE token_hash = '{token}'")).await, 0);
    }

    async fn of_fifty_guesses_at_once_five_are_compared(engine: Engine) {
        let world = World::new(engine).await;
        let code = world.code(PHONE).await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let body = json!({ "phone": PHONE, "code": wrong });
        let tries = (0..50).map(|_| {
            let ask = Ask::post("/api/identity/sessions", Uuid::new_v4(), &body);
            tokio::spawn(ask.send(world.router()))
        });
        let (mut compared, mut locked) = (0, 0);
        for each in tries.collect::<Vec<_>>() {
            match each.await.unwrap().status.as_u16() {
                422 => compared += 1,
                429 => locked += 1,
                other => panic!("{other}"),
            }
        }
        assert_eq!((compared, locked), (5, 45));
        world.enter(PHONE, &code, json!({})).await.problem(429, "too_many");
    }

    async fn a_code_serves_once(engine: Engine) {
        let world = World::new(engine).await;
        let code = world.code(PHONE).await;
        assert_eq!(world.enter(PHONE, &code, json!({})).await.status, 201);
        world.enter(PHONE, &code, json!({})).await.wrong_field("code");
    }

    async fn one_code_in_many_hands_opens_one_session(engine: Engine) {
        let world = World::new(engine).await;
        let body = json!({ "phone": PHONE, "code": world.code(PHONE).await });
        let tries = (0..4).map(|_| {
            let ask = Ask::post("/api/identity/sessions", Uuid::new_v4(), &body);
            tokio::spawn(ask.send(world.router()))
        });
        for each in tries.collect::<Vec<_>>() {
            each.await.unwrap();
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM session").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM account").await, 1);
    }

    async fn a_code_is_over_after_five_minutes(engine: Engine) {
        let world = World::new(engine).await;
        let code = world.code(PHONE).await;
        world.clock.forward(minutes(5));
        world.enter(PHONE, &code, json!({})).await.wrong_field("code");
    }

    async fn a_lost_answer_is_given_again_with_a_token_that_works(engine: Engine) {
        let world = World::new(engine).await;
        let (key, body) = (Uuid::new_v4(), json!({ "phone": PHONE, "code": world.code(PHONE).await }));
        let ask = || world.ask(Ask::post("/api/identity/sessions", key, &body));
        let first = Session::of(world.router(), &ask().await);
        let second = Session::of(world.router(), &ask().await);
        assert_eq!(second.get("/api/identity/me").await.status, 200);
        first.get("/api/identity/me").await.problem(401, "sign_in");
        assert_eq!(world.count("SELECT COUNT(*) FROM session").await, 1);
        world.clock.forward(minutes(11));
        ask().await.problem(401, "sign_in");
    }

    async fn a_number_gets_so_many_codes(engine: Engine) {
        let world = World::new(engine).await;
        let body = json!({ "phone": PHONE, "by": "voice" });
        let ask = || world.ask(Ask::post("/api/identity/codes", Uuid::new_v4(), &body));
        assert_eq!(ask().await.status, 201);
        ask().await.problem(429, "too_many");
        for _ in 1..5 {
            world.clock.forward(minutes(2));
            assert_eq!(ask().await.status, 201);
        }
        world.clock.forward(minutes(2));
        ask().await.problem(429, "too_many");
        for _ in 0..5 {
            world.clock.forward(minutes(61));
            assert_eq!(ask().await.status, 201);
        }
        world.clock.forward(minutes(61));
        ask().await.problem(429, "too_many");
    }

    async fn an_address_and_the_site_get_so_many_codes(engine: Engine) {
        let world = World::with(engine, "codes_per_hour = 3\ncodes_per_day = 4").await;
        let ask = |n: u32, peer: u8| {
            let body = json!({ "phone": format!("1390000{n:04}"), "by": "sms" });
            world.ask(Ask::post("/api/identity/codes", Uuid::new_v4(), &body).from([198, 51, 100, peer]))
        };
        for n in 0..3 {
            assert_eq!(ask(n, 1).await.status, 201);
        }
        ask(3, 1).await.problem(429, "too_many");
        assert_eq!(ask(4, 2).await.status, 201);
        ask(5, 2).await.problem(429, "too_many");
    }

    async fn a_stranger_keeps_nobody_out_of_a_phone_on_which_they_signed_in_before(engine: Engine) {
        let world = World::new(engine).await;
        let code = world.code(PHONE).await;
        let first = world.enter(PHONE, &code, json!({})).await;
        let mut cookies = first.headers.get_all("set-cookie").iter().filter_map(|c| c.to_str().ok()?.split(';').next());
        let own = cookies.find(|c| c.starts_with("__Host-yunlin-device=")).unwrap().to_owned();
        let ask = |path: &str, body: serde_json::Value| Ask::post(path, Uuid::new_v4(), &body);
        let code_for = || ask("/api/identity/codes", json!({ "phone": PHONE, "by": "sms" }));
        let mut last = 201;
        for peer in 1..12 {
            world.clock.forward(chrono::Duration::minutes(30));
            last = world.ask(code_for().from([198, 51, 100, peer])).await.status.as_u16();
        }
        assert_eq!(last, 429, "strangers have used up the day");
        let mine = world.ask(code_for().header("cookie", &own)).await;
        assert_eq!(mine.status, 201, "{}", mine.text());
        let mine = mine.json()["demo_code"].as_str().unwrap().to_owned();
        let guess = |code: &str| ask("/api/identity/sessions", json!({ "phone": PHONE, "code": code }));
        for _ in 0..8 {
            world.ask(guess("x")).await;
        }
        world.ask(guess(&mine)).await.wrong_field("code");
        assert_eq!(world.ask(guess(&mine).header("cookie", &own)).await.status, 201);
        let forged = own.replacen("device=", "device=x", 1);
        world.ask(code_for().header("cookie", &forged)).await.problem(429, "too_many");
    }

    async fn known_and_unknown_numbers_get_the_same_answer(engine: Engine) {
        let world = World::new(engine).await;
        world.resident(PHONE).await;
        world.clock.forward(minutes(2));
        let ask = |phone: &str| {
            let body = json!({ "phone": phone, "by": "sms" });
            world.ask(Ask::post("/api/identity/codes", Uuid::new_v4(), &body))
        };
        let (known, unknown) = (ask(PHONE).await, ask("13800000002").await);
        let shape = |answer: &crate::support::Answer| {
            let mut body = answer.json();
            body["demo_code"] = json!("");
            (answer.status, body)
        };
        assert_eq!(shape(&known), shape(&unknown));
        for phone in [PHONE, "13800000002"] {
            world.enter(phone, "x", json!({})).await.wrong_field("code");
        }
    }

    async fn without_demo_data_no_answer_holds_the_code(engine: Engine) {
        let world = World::with(engine, "demo_data = false").await;
        let body = json!({ "phone": PHONE, "by": "sms" });
        let sent = world.ask(Ask::post("/api/identity/codes", Uuid::new_v4(), &body)).await;
        assert_eq!(sent.status, 201);
        assert!(sent.json().get("demo_code").is_none());
    }

    async fn two_sign_ins_at_once_with_one_code_open_one_session_and_one_account(engine: Engine) {
        let world = World::new(engine).await;
        for n in 1..5 {
            let phone = format!("1390000000{n}");
            let body = json!({ "phone": phone, "code": world.code(&phone).await });
            let tries = (0..4).map(|_| tokio::spawn(Ask::post("/api/identity/sessions", Uuid::new_v4(), &body).send(world.router())));
            let mut opened = 0;
            for each in tries.collect::<Vec<_>>() {
                opened += i64::from(each.await.unwrap().status == 201);
            }
            assert_eq!(opened, 1);
            assert_eq!(world.count("SELECT COUNT(*) FROM session").await, n);
            assert_eq!(world.count("SELECT COUNT(*) FROM account").await, n);
        }
    }

    async fn a_couple_shares_a_phone(engine: Engine) {
        let world = World::new(engine).await;
        let one = world.resident(PHONE).await;
        let code = world.code_later(PHONE).await;
        let other = Session::of(world.router(), &world.enter(PHONE, &code, json!({ "not_me": true })).await);
        assert_ne!(one.me["account"], other.me["account"]);
        assert_eq!(one.get("/api/identity/me").await.status, 200, "nobody is pushed off a number that is in use");
        let code = world.code_later(PHONE).await;
        let step = world.enter(PHONE, &code, json!({})).await.json();
        assert_eq!((&step["step"], step["people"].as_array().unwrap().len()), (&json!("choose"), 2));
        let person = step["people"][0]["person"].clone();
        let again = world.enter(PHONE, &code, json!({ "person": person })).await;
        assert_eq!(Session::of(world.router(), &again).me["account"], one.me["account"]);
    }

    async fn a_person_of_another_number_cannot_be_chosen(engine: Engine) {
        let world = World::new(engine).await;
        world.resident(PHONE).await;
        let person = world.text("SELECT person FROM account").await;
        world.resident("13800000002").await;
        let code = world.code_later("13800000002").await;
        world.enter("13800000002", &code, json!({ "person": person })).await.wrong_field("person");
    }

    async fn sessions_are_listed_and_ended_by_their_owner_alone(engine: Engine) {
        let world = World::new(engine).await;
        let (one, stranger) = (world.resident(PHONE).await, world.resident("13800000002").await);
        world.clock.forward(minutes(2));
        let two = world.resident(PHONE).await;
        let list = two.get("/api/identity/sessions").await.json();
        let rows = list["sessions"].as_array().unwrap();
        assert_eq!((rows.len(), &rows[0]["current"], &rows[1]["current"]), (2, &json!(true), &json!(false)));
        let path = format!("/api/identity/sessions/{}/end", rows[1]["id"].as_str().unwrap());
        stranger.post(&path, &json!({})).await.problem(404, "not_found");
        assert_eq!(one.get("/api/identity/me").await.status, 200);
        assert_eq!(two.post(&path, &json!({})).await.status, 201);
        one.get("/api/identity/me").await.problem(401, "sign_in");
        two.post(&path, &json!({})).await.problem(404, "not_found");
    }

    async fn a_session_ends_after_long_silence(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.resident(PHONE).await;
        for _ in 0..3 {
            world.clock.forward(chrono::Duration::days(29));
            assert_eq!(resident.get("/api/identity/me").await.status, 200);
        }
        world.clock.forward(chrono::Duration::days(30));
        resident.get("/api/identity/me").await.problem(401, "sign_in");
    }

    async fn a_write_with_a_session_from_another_site_is_refused(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.resident(PHONE).await;
        let out = || Ask::post("/api/identity/sign-out", Uuid::new_v4(), &json!({})).header("host", "a.cn").header("cookie", resident.cookie());
        world.ask(out()).await.problem(403, "forbidden");
        for foreign in ["https://b.cn", "null", "https://a.cn:8443"] {
            world.ask(out().header("x-yunlin-app", "1").header("origin", foreign)).await.problem(403, "forbidden");
        }
        world.ask(out().header("x-yunlin-app", "1").header("sec-fetch-site", "cross-site")).await.problem(403, "forbidden");
        let own = out().header("x-yunlin-app", "1").header("origin", "https://a.cn").header("sec-fetch-site", "same-origin");
        assert_eq!(world.ask(own).await.status, 201);
    }
}
