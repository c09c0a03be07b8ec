//! What has been kept long enough goes: numbers that are nobody's, consents that ended, the rows of people who are gone, reports,
//! and what somebody wrote in a case that they took back.

use chrono::Duration;
use serde_json::{Value, json};
use yunlin_api::privacy::NOTICE;
use yunlin_server::domain::{cases, privacy};
use yunlin_server::modules;

use crate::support::{Ask, NAME, World, report, stories};

const PHONE: &str = "13800000001";
const OTHER: &str = "13800000002";

/// The hourly round.
async fn round(world: &World) {
    privacy::retain(world.app.ctx()).await.unwrap();
    cases::retain(world.app.ctx()).await.unwrap();
    for module in modules::ALL {
        (module.retain)(world.app.ctx()).await.unwrap();
    }
}

fn years(n: i64) -> Duration {
    Duration::days(n * 366)
}

stories! {
    async fn a_number_that_an_account_has_left_goes_once_it_was_told(engine: Engine) {
        let world = World::new(engine).await;
        let resident = world.resident(PHONE).await;
        resident.agree().await;
        let (old, code) = (world.own_code(&resident).await, world.code(OTHER).await);
        let body = json!({ "phone": OTHER, "code": code, "old_code": old });
        assert_eq!(resident.post("/api/privacy/correct", &body).await.status, 201);
        round(&world).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM phone").await, 2, "a message to it is still to be sent");
        while world.tick().await > 0 {}
        round(&world).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM phone").await, 1);
        assert_eq!(resident.get("/api/identity/me").await.json()["phone_masked"], "138****0002");
    }

    async fn a_consent_that_ended_goes_after_three_years_and_one_that_stands_does_not(engine: Engine) {
        let world = World::new(engine).await;
        let (stays, leaves) = (world.resident(PHONE).await, world.resident(OTHER).await);
        for resident in [&stays, &leaves] {
            resident.agree().await;
            resident.agree().await;
        }
        let withdrawn = json!({ "notice": NOTICE, "agreed": false });
        assert_eq!(leaves.post("/api/privacy/consents", &withdrawn).await.status, 201);
        world.clock.forward(years(3) - Duration::days(1));
        round(&world).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM consent").await, 5);
        world.clock.forward(Duration::days(2));
        round(&world).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM consent WHERE agreed = TRUE").await, 1, "the one that stands");
        assert_eq!(world.count("SELECT COUNT(*) FROM consent").await, 1);
    }

    async fn of_a_deleted_account_nothing_is_left_in_the_end(engine: Engine) {
        let world = World::new(engine).await;
        let (gone, stays) = (world.named(PHONE, "演示甲", 1).await, world.named(OTHER, "演示乙", 2).await);
        assert_eq!(gone.post("/api/privacy/close", &json!({})).await.status, 201);
        world.clock.forward(Duration::days(8));
        round(&world).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM person WHERE erased_at IS NOT NULL").await, 1);
        world.clock.forward(years(3) - Duration::days(9));
        round(&world).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM person WHERE erased_at IS NOT NULL").await, 1, "as long as acts are kept");
        world.clock.forward(Duration::days(12));
        round(&world).await;
        for table in ["person", "account", "account_phone", "phone"] {
            assert_eq!(world.count(&format!("SELECT COUNT(*) FROM {table}")).await, 1, "{table}");
        }
        drop(stays);
    }

    async fn a_report_goes_after_half_a_year(engine: Engine) {
        let world = World::new(engine).await;
        assert_eq!(world.ask(Ask::report(&report())).await.status, 201);
        world.clock.forward(Duration::days(179));
        round(&world).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 1);
        world.clock.forward(Duration::days(2));
        round(&world).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 0);
    }

    async fn a_case_that_was_taken_back_is_emptied_and_others_are_not(engine: Engine) {
        let world = World::new(engine).await;
        let (back, case) = world.received(PHONE).await;
        let (_, other) = world.received(OTHER).await;
        let path = |case: &Value| format!("/api/apply/cases/{}", case["id"].as_str().unwrap());
        assert_eq!(back.post(&format!("{}/withdraw", path(&case)), &json!({ "version": 1 })).await.status, 201);
        world.clock.forward(Duration::days(29));
        round(&world).await;
        assert!(world.export(&back).await["cases"].to_string().contains("汉源国际丽城"));
        world.clock.forward(Duration::days(2));
        for _ in 0..2 {
            round(&world).await;
        }
        let back = world.resident(PHONE).await;
        let view = back.get(&path(&case)).await;
        assert_eq!((view.status.as_u16(), &view.json()["case"]["state"]), (200, &json!("withdrawn")), "{}", view.text());
        let export = world.export(&back).await["cases"][0].clone();
        assert_eq!(export["answers"], json!({}), "{export}");
        assert_eq!(export["applicant"]["name"], "", "{export}");
        let stays = world.export(&world.resident(OTHER).await).await["cases"].to_string();
        assert!(stays.contains("汉源国际丽城") && stays.contains(NAME), "{stays}");
        drop(other);
    }
}
