//! Residents read the catalogue and report errors in it.

use serde_json::json;
use uuid::Uuid;

use crate::support::{Ask, World, report, stories};

stories! {
    async fn the_catalogue_is_read_and_kept(engine: Engine) {
        let world = World::new(engine).await;
        let answer = world.ask(Ask::get("/api/guide/catalogue")).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("cache-control"), "no-cache");
        let catalogue = answer.json();
        assert_eq!(catalogue["version"], json!(1));
        assert_eq!(catalogue["published_on"], json!("2026-03-01"));
        let tag = answer.header("etag").to_owned();
        let again = world.ask(Ask::get("/api/guide/catalogue").header("if-none-match", &tag)).await;
        assert_eq!(again.status, 304);
        assert!(again.body.is_empty());
    }

    async fn the_day_of_publication_is_the_business_day(engine: Engine) {
        let world = World::new(engine).await;
        let texts = world.ask(Ask::get("/api/guide/texts")).await.json();
        // 02:00 UTC is 10:00 in the business zone; both days agree here, the rule is tested in infra::clock.
        assert_eq!(texts["published_on"], json!("2026-03-01"));
        assert_eq!(texts["items"].as_array().unwrap().len() as i64, world.count("SELECT COUNT(*) FROM service_item").await);
    }

    async fn one_item_is_read_by_its_code(engine: Engine) {
        let world = World::new(engine).await;
        let answer = world.ask(Ask::get("/api/guide/items/SB-07")).await;
        assert_eq!(answer.status, 200);
        let item = answer.json();
        assert_eq!(item["card"]["code"], json!("SB-07"));
        assert_eq!(item["text"]["code"], json!("SB-07"));
        assert!(!answer.text().contains("intake"), "handbook notes stay with the staff");
        let tag = answer.header("etag").to_owned();
        let again = world.ask(Ask::get("/api/guide/items/SB-07").header("if-none-match", &tag)).await;
        assert_eq!(again.status, 304);
    }

    async fn an_unknown_item_is_not_found(engine: Engine) {
        let world = World::new(engine).await;
        for code in ["XX-99", "%00", "SB-07%0A", "SB%2007", "%E4%B8%AD", "%FF", "SB-07SB-07SB-07SB-07-1", "%27%20OR%201"] {
            world.ask(Ask::get(&format!("/api/guide/items/{code}"))).await.problem(404, "not_found");
        }
    }

    async fn a_restart_publishes_nothing_new(engine: Engine) {
        let world = World::new(engine).await;
        let before = world.ask(Ask::get("/api/guide/catalogue")).await;
        world.clock.forward(chrono::Duration::days(3));
        let world = world.restart("").await;
        let after = world.ask(Ask::get("/api/guide/catalogue")).await;
        assert_eq!(before.header("etag"), after.header("etag"));
        assert_eq!(world.count("SELECT COUNT(*) FROM catalogue_version").await, 1);
    }

    async fn changed_content_becomes_a_new_version(engine: Engine) {
        let world = World::new(engine).await;
        let before = world.count("SELECT COUNT(*) FROM service_item").await;
        let data = world.folder.path().join("data");
        std::fs::create_dir_all(data.join("catalogue/items")).unwrap();
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
        for file in ["places.toml", "catalogue/items.csv", "catalogue/items/SB-07.toml"] {
            std::fs::copy(format!("{source}/{file}"), data.join(file)).unwrap();
        }
        world.clock.forward(chrono::Duration::days(1));
        let world = world.restart(&format!("data_dir = '{}'", data.display())).await;
        let catalogue = world.ask(Ask::get("/api/guide/catalogue")).await.json();
        assert_eq!(catalogue["version"], json!(2));
        assert_eq!(catalogue["published_on"], json!("2026-03-02"));
        assert_eq!(catalogue["items"].as_array().unwrap().len(), 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM service_item").await, before + 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM catalogue_current").await, 1);
    }

    async fn a_report_is_stored_as_sent(engine: Engine) {
        let world = World::new(engine).await;
        let mut body = report();
        body["text"] = json!("  cafe\u{301} 材料\r\n第二行 ");
        let answer = world.ask(Ask::report(&body)).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.json(), json!({ "id": body["id"], "received_at": "2026-03-01T02:00:00.000Z" }));
        let stored = "SELECT COUNT(*) FROM guide_error_report WHERE text = 'café 材料\n第二行' AND kind = 'materials'";
        assert_eq!(world.count(stored).await, 1);
    }

    async fn a_report_on_an_unknown_item_is_refused(engine: Engine) {
        let world = World::new(engine).await;
        for code in ["XX-99", "", "SB-07\u{0}", "中"] {
            let mut body = report();
            body["item_code"] = json!(code);
            world.ask(Ask::report(&body)).await.wrong_field("item_code");
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 0);
    }

    async fn an_id_is_one_report_under_whatever_key(engine: Engine) {
        let world = World::new(engine).await;
        let body = report();
        let first = world.ask(Ask::report(&body)).await;
        world.clock.forward(chrono::Duration::minutes(5));
        let second = world.ask(Ask::report(&body)).await;
        assert_eq!((second.status, second.json()), (first.status, first.json()));
        let mut other = body.clone();
        other["text"] = json!("别的内容");
        world.ask(Ask::post("/api/guide/error-reports", Uuid::new_v4(), &other)).await.wrong_field("id");
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 1);
    }

    async fn large_documents_come_compressed(engine: Engine) {
        let world = World::new(engine).await;
        let plain = world.ask(Ask::get("/api/guide/texts")).await;
        let ask = || Ask::get("/api/guide/texts").header("accept-encoding", "gzip, deflate, br");
        let mut pressed = world.ask(ask()).await;
        for _ in 0..600 {
            if pressed.header("content-encoding") == "br" {
                break;
            }
            assert_eq!(pressed.header("content-encoding"), "gzip", "gzip serves until Brotli is ready");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            pressed = world.ask(ask()).await;
        }
        assert_eq!(pressed.header("content-encoding"), "br");
        assert_eq!(pressed.header("vary"), "accept-encoding");
        assert_ne!(pressed.header("etag"), plain.header("etag"));
        let mut unpacked = Vec::new();
        std::io::Read::read_to_end(&mut brotli::Decompressor::new(&pressed.body[..], 4096), &mut unpacked).unwrap();
        assert_eq!(unpacked, plain.body);
    }
}
