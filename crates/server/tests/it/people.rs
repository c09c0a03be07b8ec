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

    async fn of_two_accounts_that_give_one_number_at_once_one_has_it(engine: Engine) {
        let world = World::new(engine).await;
        for round in 20..24 {
            let mut tries = Vec::new();
            for phone in [format!("138000000{round}"), format!("139000000{round}")] {
                let one = world.resident(&phone).await;
                world.consent(&one).await;
                let body = json!({ "name": "演小示", "id_number": id_of(&round.to_string()) });
                tries.push(one.dress(Ask::post("/api/identity/real-name", Uuid::new_v4(), &body)));
            }
            let tries: Vec<_> = tries.into_iter().map(|ask| tokio::spawn(ask.send(world.router()))).collect();
            let mut statuses = Vec::new();
            for each in tries {
                statuses.push(each.await.unwrap().status.as_u16());
            }
            statuses.sort_unstable();
            assert_eq!(statuses, [201, 409]);
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM person WHERE id_blind IS NOT NULL").await, 4);
    }

    async fn of_two_numbers_that_one_account_gives_at_once_the_first_stays(engine: Engine) {
        let world = World::new(engine).await;
        for round in 0..6 {
            let one = world.resident(&format!("1380000003{round}")).await;
            world.consent(&one).await;
            let bodies = [30 + 2 * round, 31 + 2 * round]
                .map(|n| json!({ "name": "演小示", "id_number": id_of(&n.to_string()) }));
            let asks = bodies.clone().map(|body| {
                tokio::spawn(one.dress(Ask::post("/api/identity/real-name", Uuid::new_v4(), &body)).send(world.router()))
            });
            let mut statuses = Vec::new();
            for ask in asks {
                statuses.push(ask.await.unwrap().status.as_u16());
            }
            let winner = statuses.iter().position(|status| *status == 201).unwrap();
            assert_eq!(statuses[1 - winner], 409, "{statuses:?}");
            let again = one.dress(Ask::post("/api/identity/real-name", Uuid::new_v4(), &bodies[winner]));
            assert_eq!(again.send(world.router()).await.status, 201, "the winner's number is the one that stands");
        }
    }

    async fn an_account_tries_so_many_numbers_a_day_and_a_refused_one_counts(engine: Engine) {
        let world = World::new(engine).await;
        world.applicant("13800000050").await;
        let one = world.resident("13800000051").await;
        world.consent(&one).await;
        for _ in 0..5 {
            one.give_name("演小示", &id_of("50")).await.problem(409, "conflict");
        }
        let refused = one.give_name("演小示", &id_of("51")).await.problem(429, "too_many");
        assert!(refused["detail"].as_str().unwrap().contains("明天"), "{refused}");
        world.clock.forward(chrono::Duration::days(1));
        let (key, body) = (Uuid::new_v4(), json!({ "name": "演小示", "id_number": id_of("51") }));
        for _ in 0..7 {
            let given = one.ask(Ask::post("/api/identity/real-name", key, &body)).await;
            assert_eq!(given.status, 201, "a repeat costs no try: {}", given.text());
        }
    }
}
