//! What is wrong is refused by name, always in one form, and leaves nothing behind.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Ask, World, report, stories};

const PATH: &str = "/api/guide/error-reports";

/// A report with one field replaced.
fn with(field: &str, value: Value) -> Value {
    let mut body = report();
    body[field] = value;
    body
}

stories! {
    async fn unknown_field_is_refused_by_name(engine: Engine) {
        let world = World::new(engine).await;
        world.ask(Ask::report(&with("phone", json!("x")))).await.wrong_field("phone");
        world.ask(Ask::get("/api/guide/catalogue?colour=red")).await.wrong_field("colour");
    }

    async fn missing_field_is_refused_by_name(engine: Engine) {
        let world = World::new(engine).await;
        for field in ["id", "item_code", "kind", "text"] {
            let mut body = report();
            body.as_object_mut().unwrap().remove(field);
            world.ask(Ask::report(&body)).await.wrong_field(field);
        }
    }

    async fn wrong_type_is_422_by_name(engine: Engine) {
        let world = World::new(engine).await;
        for (field, value) in [("id", json!(1)), ("id", json!("x")), ("kind", json!("nope")), ("kind", json!([])), ("text", json!({}))] {
            world.ask(Ask::report(&with(field, value))).await.wrong_field(field);
        }
        for whole in [json!([]), json!(null), json!("x"), json!(1)] {
            world.ask(Ask::report(&whole)).await.problem(422, "invalid");
        }
    }

    async fn nul_control_and_bidi_text_is_refused_and_nothing_stored(engine: Engine) {
        let world = World::new(engine).await;
        for bad in ["a\u{0}b", "a\u{7}b", "a\u{9}b", "a\u{202e}b", "a\u{2066}b", "a\u{feff}b", "a\u{85}b", "a\u{200b}b"] {
            world.ask(Ask::report(&with("text", json!(bad)))).await.wrong_field("text");
            world.ask(Ask::report(&with("item_code", json!(bad)))).await.wrong_field("item_code");
            world.ask(Ask::report(&with("kind", json!(bad)))).await.wrong_field("kind");
        }
        world.ask(Ask::get("/api/guide/catalogue?%00=%00")).await.problem(422, "invalid");
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM idempotency").await, 0);
    }

    async fn text_has_a_length(engine: Engine) {
        let world = World::new(engine).await;
        assert_eq!(world.ask(Ask::report(&with("text", json!("字".repeat(300))))).await.status, 201);
        world.ask(Ask::report(&with("text", json!("字".repeat(301))))).await.wrong_field("text");
        world.ask(Ask::report(&with("text", json!(" \n ")))).await.wrong_field("text");
    }

    async fn huge_body_is_refused(engine: Engine) {
        let world = World::new(engine).await;
        let huge = with("text", json!("x".repeat(70_000)));
        world.ask(Ask::report(&huge)).await.problem(413, "too_large");
        let declared = Ask::report(&report()).header("content-length", "99999999");
        world.ask(declared).await.problem(413, "too_large");
    }

    async fn axum_rejections_are_problem_json(engine: Engine) {
        let world = World::new(engine).await;
        let key = Uuid::new_v4();
        for bad in ["", "{", "{\"id\":", "\u{feff}{}", "{\"id\":1,\"id\":2}"] {
            world.ask(Ask::raw_post(PATH, key, bad)).await.problem(400, "malformed");
        }
        world.ask(Ask::raw_post(PATH, key, b"{\"text\":\"\xff\"}".to_vec())).await.problem(400, "malformed");
        world.ask(Ask::raw_post(PATH, key, "[".repeat(60_000))).await.problem(400, "malformed");
        world.ask(Ask::raw_post(PATH, key, r#"{"text":"\ud800"}"#)).await.problem(400, "malformed");
        let media = |kind: &str| Ask::new("POST", PATH).header("idempotency-key", &key.to_string()).header("content-type", kind);
        for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""] {
            world.ask(media(kind).body("{}")).await.problem(415, "media_type");
        }
        let wrong_verb = world.ask(Ask::new("DELETE", PATH)).await;
        wrong_verb.problem(405, "method_not_allowed");
        assert!(wrong_verb.header("allow").contains("POST"), "{:?}", wrong_verb.headers);
    }

    async fn unknown_api_path_is_json_404(engine: Engine) {
        let world = World::new(engine).await;
        for path in ["/api", "/api/", "/api/nope", "/api/guide/items", "/api/guide/items/", "/api/x.png", "/api/%00"] {
            world.ask(Ask::get(path)).await.problem(404, "not_found");
            world.ask(Ask::new("PUT", path)).await.problem(404, "not_found");
        }
    }

    async fn every_answer_carries_its_id_and_the_headers(engine: Engine) {
        let world = World::new(engine).await;
        for path in ["/api/guide/catalogue", "/api/nope", "/healthz", "/readyz", "/", "/nope.png", "/api/docs", "/api/openapi.json"] {
            let answer = world.ask(Ask::get(path)).await;
            assert!(Uuid::parse_str(answer.header("x-request-id")).is_ok(), "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin", "{path}");
            assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
            assert!(!answer.header("permissions-policy").is_empty(), "{path}");
        }
        for (path, opener) in [("/desk", "same-origin"), ("/desk/inbox", "same-origin"), ("/", ""), ("/desktop", "")] {
            assert_eq!(world.ask(Ask::get(path)).await.header("cross-origin-opener-policy"), opener, "{path}");
        }
        let id = Uuid::new_v4().to_string();
        assert_eq!(world.ask(Ask::get("/healthz").header("x-request-id", &id)).await.header("x-request-id"), id);
        assert_ne!(world.ask(Ask::get("/healthz").header("x-request-id", "13800000000")).await.header("x-request-id"), "13800000000");
    }

    async fn a_body_that_never_ends_is_given_up(engine: Engine) {
        let world = World::with(engine, "body_timeout = 1").await;
        let request = axum::http::Request::builder().method("POST").uri(PATH).header("content-type", "application/json");
        let endless = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
        let request = request.header("idempotency-key", Uuid::new_v4().to_string());
        let request = request.body(axum::body::Body::from_stream(endless)).unwrap();
        let answer = tower::ServiceExt::oneshot(world.router(), request).await.unwrap();
        assert_eq!(answer.status(), 408);
    }

    async fn a_database_that_is_gone_is_503_and_says_what_to_do(engine: Engine) {
        let world = World::new(engine).await;
        world.app.ctx().db.clone().close().await.unwrap();
        world.ask(Ask::get("/api/guide/items/SB-07")).await.problem(503, "unavailable");
        world.ask(Ask::report(&report())).await.problem(503, "unavailable");
        world.ask(Ask::get("/readyz")).await.problem(503, "unavailable");
        assert_eq!(world.ask(Ask::get("/healthz")).await.status, 200);
    }
}
