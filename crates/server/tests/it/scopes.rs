//! Every path that names something by an id, walked with the ids of others: what is not yours is not there.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Ask, Session, World, application, stories};

/// At which side of the counter somebody stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Resident,
    Staff,
}

/// Whoever asks for a case that is not theirs to see.
async fn strangers(world: &World) -> Vec<(&'static str, Side, Session)> {
    vec![
        ("another resident", Side::Resident, world.applicant("13800000002").await),
        ("a resident who never applied", Side::Resident, world.resident("13800000003").await),
        ("a worker of another community", Side::Staff, world.staff("sg-taihang").await),
        ("an officer of another bureau", Side::Staff, world.staff("ks-minzheng").await),
    ]
}

/// Every operation that names something by an id, with the path to one of the owner's things.
fn operations(document: &Value, case: &Value, session: &Value) -> Vec<(Side, Ask, String)> {
    let mut all = Vec::new();
    for (template, verbs) in document["paths"].as_object().unwrap() {
        // Files have an owner and links of their own; `files.rs` walks them. Codes of the guide are public.
        if !template.contains("{id}") || template.contains("/files/") {
            continue;
        }
        let id = if template.contains("sessions") { session } else { case };
        let path = template.replace("{id}", id.as_str().unwrap());
        let side = if template.starts_with("/api/desk/") { Side::Staff } else { Side::Resident };
        for verb in verbs.as_object().unwrap().keys() {
            let ask = match verb.as_str() {
                "get" => Ask::get(&path),
                _ => Ask::post(&path, Uuid::new_v4(), &input(template)),
            };
            all.push((side, ask, format!("{verb} {template}")));
        }
    }
    all
}

/// An input that the endpoint can read, so that the scope and not the form is what refuses.
fn input(path: &str) -> Value {
    match path.rsplit('/').next().unwrap() {
        "act" => json!({ "act": "accept", "version": 1 }),
        "reveal" => json!({ "key": "phone" }),
        "reveal-all" => json!({}),
        "look" => json!({ "file": Uuid::nil() }),
        "complete" => json!({ "version": 1, "answers": {} }),
        "withdraw" => json!({ "version": 1 }),
        "rate" => json!({ "grade": "bad" }),
        _ => json!({}),
    }
}

stories! {
    async fn ids_of_others_lead_nowhere(engine: Engine) {
        let world = World::new(engine).await;
        let (owner, body) = (world.applicant("13800000001").await, application());
        owner.upload_photos(&body).await;
        assert_eq!(owner.post("/api/apply/cases", &body).await.status, 201);
        let document = world.ask(Ask::get("/api/openapi.json")).await.json();
        let session = owner.get("/api/identity/sessions").await.json()["sessions"][0]["id"].clone();
        let mut walked = 0;
        for (who, at, stranger) in strangers(&world).await {
            for (side, ask, what) in operations(&document, &body["id"], &session) {
                let answer = stranger.ask(ask).await;
                // A session of the other side is none; one of this side leads to nothing.
                let wanted = if side == at { 404 } else { 401 };
                assert_eq!(answer.status.as_u16(), wanted, "{who}: {what}: {}", answer.text());
                walked += 1;
            }
        }
        assert!(walked >= 40, "{walked}");
        let events = "SELECT COUNT(*) FROM case_event";
        assert_eq!(world.count(events).await, 1);
        assert_eq!(owner.get("/api/identity/me").await.status, 200);
    }

    async fn a_dismissed_worker_is_out_at_once(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received("13800000001").await;
        let worker = world.staff("sg-hanyuan").await;
        let panel = format!("/api/desk/cases/{}", case["id"].as_str().unwrap());
        for path in ["/api/desk/inbox", panel.as_str()] {
            assert_eq!(worker.get(path).await.status, 200, "{path}");
        }
        let db = world.app.ctx().db.clone();
        let dismiss = "UPDATE staff SET active = $1 WHERE login = 'sg-hanyuan'";
        let dismiss = sea_orm::Statement::from_sql_and_values(db.backend(), dismiss, [false.into()]);
        let done: Result<(), sea_orm::DbErr> = db.tx(move |tx| {
            let dismiss = dismiss.clone();
            Box::pin(async move { sea_orm::ConnectionTrait::execute_raw(tx, dismiss).await.map(|_| ()) })
        }).await;
        done.unwrap();
        worker.get("/api/desk/inbox").await.problem(401, "sign_in");
        let document = world.ask(Ask::get("/api/openapi.json")).await.json();
        for (_, ask, what) in operations(&document, &case["id"], &case["id"]) {
            let answer = worker.ask(ask).await;
            assert_eq!(answer.status.as_u16(), 401, "{what}: {}", answer.text());
        }
    }
}
