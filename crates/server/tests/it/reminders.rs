//! Reminders come once, at a decent hour, and a day that was told only moves in favour of whoever was told.

use chrono::Duration;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::sms::double_at;
use crate::support::{World, stories};

const PHONE: &str = "13800000001";
const REMINDED: &str = "SELECT COUNT(*) FROM message WHERE title = '还没有补交材料'";
const WAITING: &str = "SELECT COUNT(*) FROM job WHERE kind = 'case_sms' AND done_at IS NULL";

/// The applicant's view, after signing in again.
async fn view(world: &World, case: &Value) -> Value {
    let resident = world.resident(PHONE).await;
    resident.get(&format!("/api/apply/cases/{}", case["id"].as_str().unwrap())).await.json()
}

/// Asks for something that is missing; the last day is 2026-03-13.
async fn asked(world: &World, case: &Value) {
    let list = json!([{ "field": "card", "reason": "看不清" }]);
    world.acted("sg-hanyuan", case, json!({ "act": "ask_supplement", "version": 1, "missing": list })).await;
}

/// Sets days off and days worked at the desk, and counts anew.
async fn calendar(world: &World, off: Value, work: Value) {
    let body = json!({ "year": 2026, "source": "调整通知", "off": off, "work": work });
    let set = world.staff("qu-admin").await.post("/api/desk/calendar", &body).await;
    assert_eq!(set.status, 201, "{}", set.text());
    while world.tick().await > 0 {}
}

stories! {
    async fn two_reminders_are_two_however_much_is_said_meanwhile(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        asked(&world, &case).await;
        for day in 0_u32..11 {
            let text = json!({ "act": "message", "version": 2 + day, "text": "请留意电话。" });
            world.acted("sg-hanyuan", &case, text).await;
            world.clock.forward(Duration::days(1));
            while world.tick().await > 0 {}
        }
        assert_eq!(world.count(REMINDED).await, 2);
    }

    async fn a_timer_is_planned_once_for_its_day(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        let timers = "SELECT COUNT(*) FROM job WHERE kind IN ('case_silence', 'case_ladder') AND done_at IS NULL";
        let before = world.count(timers).await;
        for version in 1_u32..4 {
            world.acted("sg-hanyuan", &case, json!({ "act": "message", "version": version, "text": "请留意电话。" })).await;
        }
        assert_eq!(world.count(timers).await, before);
    }

    async fn no_short_message_goes_out_at_night_and_it_is_short(engine: Engine) {
        let world = World::new(engine).await;
        world.received(PHONE).await;
        world.clock.forward(Duration::hours(5 * 24 + 14));
        world.tick().await;
        world.tick().await;
        assert_eq!(world.count(WAITING).await, 1, "silence is acceptance at midnight");
        assert_eq!(world.text("SELECT payload FROM job WHERE kind = 'case_sms'").await, "已受理");
        world.clock.forward(Duration::hours(8) - Duration::minutes(1));
        world.tick().await;
        assert_eq!(world.count(WAITING).await, 1);
        world.clock.forward(Duration::minutes(1));
        world.tick().await;
        assert_eq!(world.count(WAITING).await, 0);
    }

    async fn news_of_yesterday_is_not_sent_any_more(engine: Engine) {
        let provider = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let settings = format!(
            "sms_provider = 'aliyun'\nsms_url = 'http://{}'\nsms_key_id = 'id'\nsms_key_secret = 'x'\nsms_case_template = 'T2'",
            provider.local_addr().unwrap()
        );
        let world = World::with(engine, &settings).await;
        let seen = double_at(provider, json!({ "Code": "OK" }));
        let (_, case) = world.received(PHONE).await;
        asked(&world, &case).await;
        world.clock.forward(Duration::hours(25));
        world.tick().await;
        assert_eq!(world.count(WAITING).await, 0);
        let told = |seen: &[crate::sms::Seen]| seen.iter().filter(|one| one.query.contains("T2")).count();
        assert_eq!(told(&seen.lock().unwrap()), 0);
        world.acted("sg-hanyuan", &case, json!({ "act": "withdraw", "version": 2, "reason": "本人来说" })).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "correct", "version": 3, "reason": "点错了" })).await;
        world.tick().await;
        assert_eq!(told(&seen.lock().unwrap()), 1, "news of now are");
    }

    async fn a_day_for_completing_only_moves_later_and_the_applicant_is_told(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        asked(&world, &case).await;
        calendar(&world, json!([]), json!(["2026-03-07", "2026-03-08"])).await;
        assert_eq!(view(&world, &case).await["supplement"]["by"], "2026-03-13", "never earlier than was said");
        let told = "SELECT COUNT(*) FROM message WHERE title = '补交的期限有变'";
        assert_eq!(world.count(told).await, 0);
        world.clock.forward(Duration::minutes(2));
        calendar(&world, json!(["2026-03-05"]), json!([])).await;
        assert_eq!(view(&world, &case).await["supplement"]["by"], "2026-03-16");
        assert_eq!(world.count(told).await, 1);
    }

    async fn a_new_calendar_ends_no_check_in_the_past(engine: Engine) {
        let world = World::new(engine).await;
        world.clock.forward(Duration::days(4));
        let (_, case) = world.received(PHONE).await;
        assert_eq!(view(&world, &case).await["clocks"]["check"]["due"], "2026-03-12");
        world.clock.forward(Duration::days(6));
        calendar(&world, json!([]), json!(["2026-03-07", "2026-03-08"])).await;
        let seen = view(&world, &case).await;
        assert_eq!(seen["clocks"]["check"]["due"], "2026-03-11", "today, and not yesterday: {seen}");
        assert_eq!(seen["case"]["state"], "received");
    }
}
