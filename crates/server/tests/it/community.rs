//! Residents look up their community.

use serde_json::json;

use crate::support::{Ask, World, stories};

stories! {
    async fn the_four_communities_are_as_the_source_says(engine: Engine) {
        let world = World::new(engine).await;
        let places = world.ask(Ask::get("/api/community/places")).await.json();
        let slugs: Vec<_> = places["communities"].as_array().unwrap().iter().map(|c| c["slug"].clone()).collect();
        assert_eq!(slugs, ["hanyuan", "taihanglu", "hanfeng", "longhuxi"]);
        let [hanyuan, taihanglu, hanfeng, longhuxi] = [0, 1, 2, 3].map(|i| &places["communities"][i]);
        assert_eq!(hanyuan["households"]["count"], json!(4979));
        assert_eq!(hanyuan["bounds"]["south"], json!(["新安路", "钱塘路"]));
        assert_eq!(taihanglu["estates"].as_array().unwrap().len(), 5);
        assert_eq!((&taihanglu["workers"]["count"], &longhuxi["workers"]["count"]), (&json!(7), &json!(8)));
        for unknown in [hanfeng, longhuxi] {
            assert!(unknown.get("bounds").is_none() && unknown.get("households").is_none());
            assert_eq!(unknown["estates"], json!([]));
        }
    }

    async fn demonstration_phones_are_marked(engine: Engine) {
        let world = World::new(engine).await;
        let places = world.ask(Ask::get("/api/community/places")).await.json();
        for community in places["communities"].as_array().unwrap() {
            assert_eq!(community["hall"]["demo"], json!(true));
            assert!(community["hall"]["phone"].as_str().unwrap().starts_with("000-0000-"));
        }
    }

    async fn without_demo_data_nothing_made_up_is_served(engine: Engine) {
        let world = World::with(engine, "demo_data = false").await;
        let answer = world.ask(Ask::get("/api/community/places")).await;
        assert!(!answer.text().contains("000-0000-"));
        assert_eq!(answer.json()["communities"][0]["hall"]["hours"], json!([]));
    }

    async fn places_are_kept_by_their_tag(engine: Engine) {
        let world = World::new(engine).await;
        let tag = world.ask(Ask::get("/api/community/places")).await.header("etag").to_owned();
        let again = world.ask(Ask::get("/api/community/places").header("if-none-match", &tag)).await;
        assert_eq!(again.status, 304);
    }

    async fn an_estate_belongs_to_one_community(engine: Engine) {
        let world = World::new(engine).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM estate").await, 9);
        assert_eq!(world.count("SELECT COUNT(DISTINCT slug) FROM estate").await, 9);
    }
}
