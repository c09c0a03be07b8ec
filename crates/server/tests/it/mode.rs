//! 长辈版 goes along with the account, to the own phones and to nobody else's.

use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::privacy::NOTICE;

use crate::support::{Ask, Session, World, stories};

const PHONE: &str = "13800000001";
const OTHER: &str = "13800000002";
const PATH: &str = "/api/identity/mode";

async fn agreed(world: &World, phone: &str) -> Session {
    let resident = world.resident(phone).await;
    resident.agree().await;
    resident
}

async fn choose(by: &Session, mode: &str) {
    let done = by.post(PATH, &json!({ "mode": mode })).await;
    assert_eq!(done.status, 201, "{}", done.text());
}

async fn shown(to: &Session) -> Value {
    to.get("/api/identity/me").await.json()["mode"].clone()
}

stories! {
    async fn the_mode_chosen_on_one_phone_is_there_on_the_next_and_for_nobody_else(engine: Engine) {
        let world = World::new(engine).await;
        let (one, other) = (agreed(&world, PHONE).await, agreed(&world, OTHER).await);
        assert_eq!(shown(&one).await, Value::Null);
        choose(&one, "elder").await;
        let code = world.code_later(PHONE).await;
        let next = Session::of(world.router(), &world.enter(PHONE, &code, json!({})).await);
        assert_eq!(next.me["mode"], "elder", "told with the sign-in");
        assert_eq!(shown(&next).await, "elder");
        assert_eq!(shown(&other).await, Value::Null);
        choose(&other, "elder").await;
        choose(&next, "normal").await;
        assert_eq!(shown(&one).await, "normal");
        assert_eq!(shown(&other).await, "elder");
        assert_eq!(world.count("SELECT COUNT(*) FROM account_mode").await, 2);
    }

    async fn a_choice_meant_for_another_account_is_not_kept_with_this_one(engine: Engine) {
        let world = World::new(engine).await;
        let (one, other) = (agreed(&world, PHONE).await, agreed(&world, OTHER).await);
        let late = Ask::post(PATH, Uuid::new_v4(), &json!({ "mode": "elder" }));
        let late = late.header("x-yunlin-account", one.me["account"].as_str().unwrap());
        other.ask(late).await.problem(401, "sign_in");
        world.ask(Ask::post(PATH, Uuid::new_v4(), &json!({ "mode": "elder" })).header("x-yunlin-app", "1")).await.problem(401, "sign_in");
        assert_eq!(world.count("SELECT COUNT(*) FROM account_mode").await, 0);
    }

    async fn what_is_no_mode_is_refused_and_changes_nothing(engine: Engine) {
        let world = World::new(engine).await;
        let one = agreed(&world, PHONE).await;
        choose(&one, "elder").await;
        for body in [json!({ "mode": "large" }), json!({ "mode": "" }), json!({}), json!({ "mode": "elder", "size": 3 })] {
            let status = one.post(PATH, &body).await.status.as_u16();
            assert!((400..500).contains(&status), "{body}: {status}");
        }
        assert_eq!(shown(&one).await, "elder");
    }

    async fn the_mode_is_kept_under_the_notice_alone_and_goes_with_it(engine: Engine) {
        let world = World::new(engine).await;
        let one = world.resident(PHONE).await;
        one.post(PATH, &json!({ "mode": "elder" })).await.problem(403, "need_consent");
        one.agree().await;
        choose(&one, "elder").await;
        let held = one.get("/api/privacy/my-data").await.text();
        assert!(held.contains("长辈版") && held.contains("打开"), "{held}");
        let export = world.export(&one).await;
        assert_eq!(export["account"]["mode"], "elder");
        let withdrawn = json!({ "notice": NOTICE, "agreed": false });
        assert_eq!(one.post("/api/privacy/consents", &withdrawn).await.status, 201);
        assert_eq!(shown(&one).await, Value::Null);
    }

    async fn a_closed_account_leaves_no_mode_behind(engine: Engine) {
        let world = World::new(engine).await;
        let one = agreed(&world, PHONE).await;
        choose(&one, "elder").await;
        assert_eq!(one.post("/api/privacy/close", &json!({})).await.status, 201);
        world.clock.forward(chrono::Duration::days(30));
        yunlin_server::domain::privacy::retain(world.app.ctx()).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM account WHERE closed_at IS NOT NULL").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM account_mode").await, 0);
    }
}
