//! One key, one effect, one answer.

use std::collections::HashSet;

use serde_json::json;
use uuid::Uuid;

use crate::support::{Ask, World, report, stories};

const PATH: &str = "/api/guide/error-reports";

stories! {
    async fn report_is_stored_once_for_one_key(engine: Engine) {
        let world = World::new(engine).await;
        let (key, body) = (Uuid::new_v4(), report());
        let first = world.ask(Ask::post(PATH, key, &body)).await;
        world.clock.forward(chrono::Duration::days(80));
        let world = world.restart("").await;
        let second = world.ask(Ask::post(PATH, key, &body)).await;
        assert_eq!(first.status, 201);
        assert_eq!((second.status, &second.body), (first.status, &first.body));
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 1);
    }

    async fn the_order_of_the_fields_does_not_matter(engine: Engine) {
        let world = World::new(engine).await;
        let (key, id) = (Uuid::new_v4(), Uuid::now_v7());
        let one = format!(r#"{{"id":"{id}","item_code":"SB-07","kind":"place","text":"看不到地址"}}"#);
        let other = format!(r#"{{ "text":"看不到地址", "kind":"place", "item_code":"SB-07", "id":"{id}" }}"#);
        assert_eq!(world.ask(Ask::raw_post(PATH, key, one)).await.status, 201);
        assert_eq!(world.ask(Ask::raw_post(PATH, key, other)).await.status, 201);
    }

    async fn a_key_reused_with_another_body_is_refused(engine: Engine) {
        let world = World::new(engine).await;
        let key = Uuid::new_v4();
        assert_eq!(world.ask(Ask::post(PATH, key, &report())).await.status, 201);
        world.ask(Ask::post(PATH, key, &report())).await.problem(422, "key_reused");
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 1);
    }

    async fn a_refused_write_leaves_its_key_unused(engine: Engine) {
        let world = World::new(engine).await;
        let (key, mut body) = (Uuid::new_v4(), report());
        body["item_code"] = json!("XX-99");
        world.ask(Ask::post(PATH, key, &body)).await.wrong_field("item_code");
        body["item_code"] = json!("SB-07");
        assert_eq!(world.ask(Ask::post(PATH, key, &body)).await.status, 201);
    }

    async fn twenty_parallel_retries_have_one_effect_and_one_answer(engine: Engine) {
        let world = World::new(engine).await;
        for _ in 0..5 {
            let (key, body) = (Uuid::new_v4(), report());
            let tries: Vec<_> = (0..20)
                .map(|_| tokio::spawn(Ask::post(PATH, key, &body).send(world.router())))
                .collect();
            let mut answers = HashSet::new();
            for one in tries {
                let answer = one.await.unwrap();
                answers.insert((answer.status, answer.body));
            }
            assert_eq!(answers.len(), 1, "{answers:?}");
            assert!(answers.iter().all(|(status, _)| status.as_u16() == 201));
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 5);
        assert_eq!(world.count("SELECT COUNT(*) FROM idempotency").await, 5);
        assert_eq!(world.count("SELECT SUM(writes) FROM guest_counter WHERE who = '*'").await, 5);
    }

    async fn a_write_without_a_key_is_refused(engine: Engine) {
        let world = World::new(engine).await;
        let plain = || Ask::new("POST", PATH).header("content-type", "application/json").body(report().to_string());
        world.ask(plain()).await.wrong_field("idempotency-key");
        world.ask(plain().header("idempotency-key", "1")).await.wrong_field("idempotency-key");
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 0);
    }
}
