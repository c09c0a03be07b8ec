//! Every path that names something by an id, walked with the ids of others: what is not yours is not there.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Ask, Session, World, application, stories};

/// Whoever asks for a case that is not theirs to see.
async fn strangers(world: &World) -> Vec<(&'static str, Session)> {
    vec![
        ("another resident", world.applicant("13800000002").await),
        ("a worker of another community", world.staff("sg-taihang").await),
        ("an officer of another bureau", world.staff("ks-minzheng").await),
    ]
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
        for (who, stranger) in strangers(&world).await {
            for (template, verbs) in document["paths"].as_object().unwrap() {
                // Files have an owner and links of their own; `files.rs` walks them. Codes of the guide are public.
                if !template.contains("{id}") || template.contains("/files/") {
                    continue;
                }
                let id = if template.contains("sessions") { &session } else { &body["id"] };
                let path = template.replace("{id}", id.as_str().unwrap());
                for verb in verbs.as_object().unwrap().keys() {
                    let ask = match verb.as_str() {
                        "get" => Ask::get(&path),
                        _ => Ask::post(&path, Uuid::new_v4(), &input(template)),
                    };
                    let answer = stranger.ask(ask).await;
                    let status = answer.status.as_u16();
                    assert!(matches!(status, 404 | 401), "{who} {verb} {template}: {status} {}", answer.text());
                    walked += 1;
                }
            }
        }
        assert!(walked >= 20, "{walked}");
        let events = "SELECT COUNT(*) FROM case_event";
        assert_eq!(world.count(events).await, 1);
        assert_eq!(owner.get("/api/identity/me").await.status, 200);
    }

    async fn a_dismissed_worker_is_out_at_once(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        assert_eq!(worker.get("/api/desk/inbox").await.status, 200);
        let db = world.app.ctx().db.clone();
        let dismiss = "UPDATE staff SET active = $1 WHERE login = 'sg-hanyuan'";
        let dismiss = sea_orm::Statement::from_sql_and_values(db.backend(), dismiss, [false.into()]);
        let done: Result<(), sea_orm::DbErr> = db.tx(move |tx| {
            let dismiss = dismiss.clone();
            Box::pin(async move { sea_orm::ConnectionTrait::execute_raw(tx, dismiss).await.map(|_| ()) })
        }).await;
        done.unwrap();
        worker.get("/api/desk/inbox").await.problem(401, "sign_in");
    }
}
