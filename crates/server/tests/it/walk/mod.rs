//! Every (state, action, role), over HTTP: what the reviewed table allows leads where it says, everything else changes
//! nothing. In one database, so that the whole walk takes seconds.

mod seeds;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use seeds::{Case, Held, Walk};

use crate::support::Session;

/// The reviewed table; read here by other code than the server's.
const TABLE: &str = include_str!("../../../../../data/cases/transitions.csv");

/// Where a case can be when staff look at it, by state; what a bureau cannot have yet is at the window.
const STATES: [(&str, &[Held]); 9] = [
    ("received", &[Held::Window]),
    ("supplement", &[Held::Window]),
    ("accepted", &[Held::Window, Held::Bureau]),
    ("paused", &[Held::Window, Held::Bureau]),
    ("granted", &[Held::Window, Held::Bureau]),
    ("refused", &[Held::Window, Held::Bureau]),
    ("not_accepted", &[Held::Window]),
    ("withdrawn", &[Held::Window, Held::Bureau]),
    ("lapsed", &[Held::Window]),
];

/// All acts that the table or the code knows.
const ACTIONS: [&str; 22] = [
    "ask_supplement",
    "supplement",
    "resume",
    "accept",
    "decline",
    "route",
    "assign",
    "pause",
    "unpause",
    "grant",
    "refuse",
    "withdraw",
    "correct",
    "urge",
    "message",
    "official_no",
    "rate",
    "accept_by_silence",
    "lapse",
    "escalate",
    "recount",
    "call_back",
];

/// Roles of staff.
const ROLES: [&str; 4] = ["worker", "officer", "secretary", "admin"];

/// State, action, role.
type Triple = (&'static str, &'static str, &'static str);

/// What the table says of an act: the state that follows, `same` or `before`.
fn allowed(state: &str, action: &str, role: &str) -> Option<&'static str> {
    TABLE.lines().skip(1).find_map(|line| {
        let cells: Vec<&str> = line.splitn(5, ',').collect();
        let fits = cells[0] == state && cells[1] == action && cells[2].split(' ').any(|r| r == role);
        fits.then_some(cells[3])
    })
}

/// The status for a member of staff whose act is not allowed: 404 for whom the case is not there at all, 422 for what is no
/// act of a desk, 409 for everything else.
fn refusal(action: &str, role: &str, held: Held) -> u16 {
    match (is_of_desks(action), role, held) {
        (false, ..) => 422,
        (true, "officer", Held::Window) => 404,
        _ => 409,
    }
}

/// Whether the desk knows the act.
fn is_of_desks(action: &str) -> bool {
    !matches!(action, "urge" | "rate" | "accept_by_silence" | "lapse" | "escalate" | "recount")
}

/// The status for the applicant: 401 at the desk, where their cookie opens nothing.
fn refusal_of_applicant(action: &str) -> u16 {
    match action {
        "withdraw" | "supplement" | "urge" | "rate" => 409,
        _ if is_of_desks(action) => 401,
        _ => 422,
    }
}

/// Whether this role holds a case that is there; a worker only reads what a bureau holds.
fn holds(role: &str, held: Held) -> bool {
    match role {
        "worker" => held == Held::Window,
        "officer" => held == Held::Bureau,
        _ => true,
    }
}

/// The state that has to follow.
fn expected(next: &str, state: &str, case: &Case) -> String {
    match next {
        "same" => state,
        "before" => case.before,
        state => state,
    }
    .to_owned()
}

/// An act of the applicant on their own endpoint; what they have none for is tried at the desk.
async fn as_resident(walk: &Walk, by: &Session, case: &Case, action: &str) -> u16 {
    let own = |end: &str| format!("/api/apply/cases/{}/{end}", case.id);
    let version = case.version;
    let (path, body) = match action {
        "withdraw" => (own("withdraw"), json!({ "version": version })),
        "supplement" => (
            own("complete"),
            json!({ "version": version, "answers": { "address": "汉源国际丽城3幢2单元502" } }),
        ),
        "urge" => (own("urge"), json!({})),
        "rate" => (own("rate"), json!({ "grade": "good" })),
        _ => {
            let mut body = walk.body(action, Held::Window);
            body["version"] = json!(version);
            (format!("/api/desk/cases/{}/act", case.id), body)
        }
    };
    by.post(&path, &body).await.status.as_u16()
}

/// What is not allowed, one after the other on one case, which stays as it is.
async fn refused_at(walk: &Walk, state: &'static str, held: Held) -> usize {
    let (case, resident) = walk.with_resident(state, held, "").await;
    let before = walk.snapshot(&case).await;
    let mut walked = 0;
    for role in ROLES {
        for action in ACTIONS {
            if holds(role, held) && allowed(state, action, role).is_some() {
                continue;
            }
            let answer = walk.act(role, &case, walk.body(action, held)).await;
            let wanted = refusal(action, role, held);
            assert_eq!(answer.status, wanted, "{state} {action} {role} {held:?}: {}", answer.text());
            assert_eq!(walk.snapshot(&case).await, before, "{state} {action} {role} {held:?}");
            walked += 1;
        }
    }
    for action in ACTIONS.into_iter().filter(|action| allowed(state, action, "resident").is_none()) {
        let wanted = refusal_of_applicant(action);
        assert_eq!(as_resident(walk, &resident, &case, action).await, wanted, "{state} {action} resident");
        assert_eq!(walk.snapshot(&case).await, before, "{state} {action} resident");
        walked += 1;
    }
    walked
}

/// What staff may do, each on a case of its own.
async fn allowed_at(walk: &Walk, state: &'static str, held: Held) -> Vec<Triple> {
    let mut walked = Vec::new();
    for role in ROLES.into_iter().filter(|role| holds(role, held)) {
        for action in ACTIONS {
            let Some(next) = allowed(state, action, role) else { continue };
            let case = match action {
                "call_back" => walk.rated_badly(state, held).await,
                _ => walk.case(state, held, action).await,
            };
            let answer = walk.act(role, &case, walk.body(action, held)).await;
            assert_eq!(answer.status, 201, "{state} {action} {role} {held:?}: {}", answer.text());
            let step = u32::from(action != "call_back");
            let wanted = (expected(next, state, &case), case.version + step);
            assert_eq!(walk.stands(&case).await, wanted, "{state} {action} {role} {held:?}");
            walked.push((state, action, role));
        }
    }
    walked
}

/// What the applicant may do, each on a case of its own.
async fn allowed_for_the_applicant(walk: &Walk, state: &'static str, held: Held) -> Vec<Triple> {
    let mut walked = Vec::new();
    for action in ACTIONS {
        let Some(next) = allowed(state, action, "resident") else { continue };
        let (case, resident) = walk.with_resident(state, held, action).await;
        assert_eq!(
            as_resident(walk, &resident, &case, action).await,
            201,
            "{state} {action} resident {held:?}"
        );
        let step = u32::from(action != "rate");
        let wanted = (expected(next, state, &case), case.version + step);
        assert_eq!(walk.stands(&case).await, wanted, "{state} {action} resident {held:?}");
        walked.push((state, action, "resident"));
    }
    walked
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_state_action_and_role_does_over_http_what_the_table_says_and_nothing_else() {
    let walk = Walk::new(10).await;
    let (mut done, mut refused) = (BTreeSet::new(), 0);
    for (state, places) in STATES {
        for held in places {
            refused += refused_at(&walk, state, *held).await;
            done.extend(allowed_at(&walk, state, *held).await);
            done.extend(allowed_for_the_applicant(&walk, state, *held).await);
        }
    }
    let mut table = BTreeSet::new();
    for line in TABLE.lines().skip(1) {
        let cells: Vec<&'static str> = line.split(',').collect();
        table.extend(cells[2].split(' ').map(|role| (cells[0], cells[1], role)));
    }
    // What only timers do is in `jobs.rs`; here nobody else may.
    table.retain(|(_, _, role)| *role != "system");
    assert_eq!(done, table);
    assert!(refused + done.len() > STATES.len() * ACTIONS.len() * (ROLES.len() + 1), "{refused} refused");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_two_roles_may_do_what_either_may_and_nothing_else() {
    let walk = Walk::new(4).await;
    walk.also_works_at_the_window("qu-admin").await;
    for (state, held) in
        STATES.into_iter().flat_map(|(state, places)| places.iter().map(move |h| (state, *h)))
    {
        let (still, _) = walk.with_resident(state, held, "").await;
        let before = walk.snapshot(&still).await;
        for action in ACTIONS {
            let of = |role: &str| allowed(state, action, role).filter(|_| holds(role, held));
            let Some(next) = of("worker").or_else(|| of("admin")) else {
                let answer = walk.act("admin", &still, walk.body(action, held)).await;
                assert_eq!(
                    answer.status,
                    refusal(action, "admin", held),
                    "{state} {action} {held:?}: {}",
                    answer.text()
                );
                assert_eq!(walk.snapshot(&still).await, before, "{state} {action} {held:?}");
                continue;
            };
            let case = match action {
                "call_back" => walk.rated_badly(state, held).await,
                _ => walk.case(state, held, action).await,
            };
            let answer = walk.act("admin", &case, walk.body(action, held)).await;
            assert_eq!(answer.status, 201, "{state} {action} {held:?}: {}", answer.text());
            let wanted = (expected(next, state, &case), case.version + u32::from(action != "call_back"));
            assert_eq!(walk.stands(&case).await, wanted, "{state} {action} {held:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_applicant_took_back_stays_taken_back() {
    let walk = Walk::new(0).await;
    let (case, resident) = walk.with_resident("received", Held::Window, "").await;
    assert_eq!(as_resident(&walk, &resident, &case, "withdraw").await, 201);
    let before: Value = walk.snapshot(&case).await;
    for role in ["worker", "secretary", "admin"] {
        let correct = json!({ "act": "correct", "reason": "点错了", "version": 2 });
        walk.send(role, &case, &correct).await.problem(409, "conflict");
        assert_eq!(walk.snapshot(&case).await, before, "{role}");
    }
}
