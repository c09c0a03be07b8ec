//! One person, one row, however many counters register them at once.

use serde_json::json;
use uuid::Uuid;

use crate::support::{Ask, World, id_of, stories};

/// Items that a window takes in.
const ITEMS: [&str; 6] = ["MZ-01", "MZ-03", "MZ-08", "MZ-16", "SB-07", "WJ-01"];

stories! {
    async fn counters_that_register_one_person_at_once_make_one_person(engine: Engine) {
        let world = World::new(engine).await;
        let staff = [world.staff("sg-hanyuan").await, world.staff("sj-hanyuan").await];
        for round in 10..14 {
            let tries: Vec<_> = ITEMS.iter().enumerate().map(|(i, item)| {
                let body = json!({
                    "id": Uuid::now_v7(), "item": item, "community": "hanyuan", "source": "counter",
                    "person": { "is": "new", "name": "演老太", "id_number": id_of(&round.to_string()) },
                    "note": "身份证已看原件", "consent": true,
                });
                let ask = staff[i % 2].dress(Ask::post("/api/desk/cases", Uuid::new_v4(), &body));
                tokio::spawn(ask.send(world.router()))
            }).collect();
            for each in tries {
                let answer = each.await.unwrap();
                assert_eq!(answer.status, 201, "{}", answer.text());
            }
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM person WHERE id_blind IS NOT NULL").await, 4);
        assert_eq!(world.count("SELECT COUNT(DISTINCT person_id) FROM case_file").await, 4);
        assert_eq!(world.count("SELECT COUNT(*) FROM account").await, 4);
    }
}
