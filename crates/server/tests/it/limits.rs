//! Guests are slowed down, by address and all together.

use crate::support::{Ask, World, report, stories};

stories! {
    async fn an_address_may_write_so_often_an_hour(engine: Engine) {
        let world = World::with(engine, "guest_writes_per_hour = 3").await;
        for _ in 0..3 {
            assert_eq!(world.ask(Ask::report(&report())).await.status, 201);
        }
        let refused = world.ask(Ask::report(&report())).await;
        refused.problem(429, "too_many");
        assert_eq!(refused.header("retry-after"), "3600");
        assert_eq!(world.ask(Ask::report(&report()).from([192, 0, 2, 9])).await.status, 201);
        world.clock.forward(chrono::Duration::minutes(60));
        assert_eq!(world.ask(Ask::report(&report())).await.status, 201);
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 5);
    }

    async fn all_guests_together_may_write_so_often_a_day(engine: Engine) {
        let world = World::with(engine, "guest_writes_per_day = 2").await;
        for last in [1, 2] {
            assert_eq!(world.ask(Ask::report(&report()).from([192, 0, 2, last])).await.status, 201);
        }
        world.ask(Ask::report(&report()).from([192, 0, 2, 3])).await.problem(429, "too_many");
        world.clock.forward(chrono::Duration::days(1));
        assert_eq!(world.ask(Ask::report(&report()).from([192, 0, 2, 3])).await.status, 201);
    }

    async fn a_day_of_the_limits_is_a_day_of_the_district(engine: Engine) {
        let world = World::with(engine, "guest_writes_per_day = 1").await;
        assert_eq!(world.ask(Ask::report(&report())).await.status, 201);
        world.clock.forward(chrono::Duration::hours(13));
        let refused = world.ask(Ask::report(&report())).await;
        refused.problem(429, "too_many");
        assert_eq!(refused.header("retry-after"), "3600", "it is 23:00 there");
        world.clock.forward(chrono::Duration::hours(1));
        assert_eq!(world.ask(Ask::report(&report())).await.status, 201);
    }

    async fn a_repeated_write_is_not_counted(engine: Engine) {
        let world = World::with(engine, "guest_writes_per_hour = 1").await;
        let (key, body) = (uuid::Uuid::new_v4(), report());
        for _ in 0..4 {
            assert_eq!(world.ask(Ask::post("/api/guide/error-reports", key, &body)).await.status, 201);
        }
    }

    async fn parallel_writes_do_not_pass_the_limit(engine: Engine) {
        let world = World::with(engine, "guest_writes_per_hour = 7").await;
        let tries: Vec<_> = (0..20).map(|_| tokio::spawn(Ask::report(&report()).send(world.router()))).collect();
        let mut stored = 0;
        for one in tries {
            stored += i32::from(one.await.unwrap().status == 201);
        }
        assert_eq!(stored, 7);
        assert_eq!(world.count("SELECT COUNT(*) FROM guide_error_report").await, 7);
    }

    async fn a_made_up_forwarded_address_does_not_help(engine: Engine) {
        let world = World::with(engine, "guest_writes_per_hour = 1\ntrusted_proxies = ['10.0.0.0/8']").await;
        let forged = |n: u8| Ask::report(&report()).from([10, 0, 0, 1]).header("x-forwarded-for", &format!("9.9.9.{n}, 192.0.2.7"));
        assert_eq!(world.ask(forged(1)).await.status, 201);
        world.ask(forged(2)).await.problem(429, "too_many");
    }

    async fn no_address_is_stored(engine: Engine) {
        let world = World::new(engine).await;
        assert_eq!(world.ask(Ask::report(&report()).from([198, 51, 100, 77])).await.status, 201);
        assert_eq!(world.count("SELECT COUNT(*) FROM guest_counter WHERE who LIKE '%198%51%100%'").await, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM guest_counter").await, 2);
    }
}
