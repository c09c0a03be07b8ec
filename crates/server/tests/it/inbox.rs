//! The inbox counts what it shows, and an act whose answer was lost is answered again.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Ask, Session, World, id_of, stories};

const PHONE: &str = "13800000001";

/// Takes in a matter of one more person.
async fn take_in(by: &Session, community: &str, n: u32) -> Value {
    let body = json!({
        "id": Uuid::now_v7(), "item": "MZ-01", "community": community, "source": "counter",
        "person": { "is": "new", "name": "演示人", "id_number": id_of(&format!("138000000{n:02}")) },
        "consent": true,
    });
    assert_eq!(by.post("/api/desk/cases", &body).await.status, 201);
    body
}

/// All ids of a list, page by page.
async fn pages(by: &Session, filter: &str) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = by.get(&format!("/api/desk/inbox?{filter}{after}")).await.json();
        all.extend(page["rows"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { return all };
        after = format!("&after={}", next.replace('~', "%7E").replace(':', "%3A").replace('+', "%2B"));
    }
}

stories! {
    async fn an_act_that_sent_the_case_away_is_answered_again(engine: Engine) {
        let world = World::new(engine).await;
        let (_, case) = world.received(PHONE).await;
        world.acted("sg-hanyuan", &case, json!({ "act": "accept", "version": 1 })).await;
        let officer = world.staff("ks-renshe").await;
        let queue = json!({ "kind": "bureau", "name": "区民政局" });
        let (key, act) = (Uuid::new_v4(), json!({ "act": "route", "version": 2, "queue": queue }));
        let path = format!("/api/desk/cases/{}/act", case["id"].as_str().unwrap());
        let first = officer.ask(Ask::post(&path, key, &act)).await;
        assert_eq!(first.status, 201, "{}", first.text());
        let again = officer.ask(Ask::post(&path, key, &act)).await;
        assert_eq!((again.status, &again.json()["row"]), (first.status, &first.json()["row"]), "{}", again.text());
        officer.ask(Ask::post(&path, Uuid::new_v4(), &act)).await.problem(404, "not_found");
        let other = world.staff("ks-minzheng").await;
        other.ask(Ask::post(&path, key, &act)).await.problem(409, "conflict");
        world.clock.forward(chrono::Duration::minutes(11));
        officer.ask(Ask::post(&path, key, &act)).await.problem(404, "not_found");
        world.acted("ks-minzheng", &case, json!({ "act": "message", "version": 3, "text": "演示" })).await;
        let officer = world.staff("ks-renshe").await;
        officer.ask(Ask::post(&path, key, &act)).await.problem(404, "not_found");
    }

    async fn the_counts_are_of_what_is_filtered(engine: Engine) {
        let world = World::new(engine).await;
        let (here, there) = (world.staff("sg-hanyuan").await, world.staff("sg-taihang").await);
        let first = take_in(&here, "hanyuan", 10).await;
        take_in(&here, "hanyuan", 11).await;
        take_in(&there, "taihanglu", 12).await;
        world.acted("sg-hanyuan", &first, json!({ "act": "assign", "version": 1, "staff": here.me["id"] })).await;
        let admin = world.staff("qu-admin").await;
        let open = async |by: &Session, filter: &str| by.get(&format!("/api/desk/inbox?{filter}")).await.json()["open"].clone();
        assert_eq!(open(&admin, "").await, 3);
        assert_eq!(open(&admin, "community=hanyuan").await, 2);
        assert_eq!(open(&here, "show=mine").await, 1);
        assert_eq!((open(&admin, "queue=window").await, open(&admin, "queue=%E5%8C%BA%E6%B0%91%E6%94%BF%E5%B1%80").await), (json!(3), json!(0)));
        assert_eq!(open(&there, "queue=window&community=hanyuan").await, 0, "a filter opens nothing");
        world.clock.forward(chrono::Duration::days(6));
        let admin = world.staff("qu-admin").await;
        let page = admin.get("/api/desk/inbox?community=taihanglu").await.json();
        assert_eq!((&page["open"], &page["overdue"]), (&json!(1), &json!(1)), "{page}");
    }

    async fn closed_cases_stand_newest_first_and_page_without_gap_or_double(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        let mut closed = Vec::new();
        for n in 10..63 {
            let case = take_in(&worker, "hanyuan", n).await;
            if n % 3 == 0 {
                world.clock.forward(chrono::Duration::milliseconds(250));
            }
            let decline = json!({ "act": "decline", "version": 1, "reason": "不归这里。" });
            assert_eq!(world.act(&worker, &case, decline).await.status, 201);
            closed.insert(0, case["id"].as_str().unwrap().to_owned());
        }
        assert_eq!(pages(&worker, "show=closed").await, closed);
        worker.get("/api/desk/inbox?show=closed&after=never").await.wrong_field("after");
    }

    async fn bad_grades_stand_by_the_day_for_calling_back(engine: Engine) {
        let world = World::new(engine).await;
        let decline = json!({ "act": "decline", "version": 1, "reason": "不归这里。" });
        let mut cases = Vec::new();
        for phone in [PHONE, "13800000002"] {
            let (_, case) = world.received(phone).await;
            world.acted("sg-hanyuan", &case, decline.clone()).await;
            cases.push((phone, case));
        }
        for (phone, case) in cases.iter().rev() {
            let rate = format!("/api/apply/cases/{}/rate", case["id"].as_str().unwrap());
            assert_eq!(world.resident(phone).await.post(&rate, &json!({ "grade": "bad" })).await.status, 201);
            world.clock.forward(chrono::Duration::days(2));
        }
        let rows = world.staff("sj-hanyuan").await.get("/api/desk/inbox?show=callback").await.json()["rows"].clone();
        let seen: Vec<_> = rows.as_array().unwrap().iter().map(|r| (r["id"].clone(), r["callback_by"].clone())).collect();
        let due = |n: usize, day: &str| (cases[n].1["id"].clone(), json!(day));
        assert_eq!(seen, [due(1, "2026-03-20"), due(0, "2026-03-24")], "{rows}");
    }
}
