//! Cases in every state, and the people who act on them.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::Duration;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::support::{Answer, Engine, Session, World, id_number};

/// Who holds a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// The window: an item that it does itself.
    Window,
    /// A bureau, once it is accepted.
    Bureau,
}

/// Who acts in which role.
const OFFICE: [(&str, &str); 4] =
    [("worker", "sg-hanyuan"), ("officer", "ks-renshe"), ("secretary", "sj-hanyuan"), ("admin", "qu-admin")];

/// A case in the state that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) id: Uuid,
    pub(super) version: u32,
    /// State before the last step.
    pub(super) before: &'static str,
    phone: String,
    id_number: String,
}

/// One server for the whole walk.
pub(super) struct Walk {
    world: World,
    staff: Vec<(&'static str, Session)>,
    people: AtomicU32,
    lapsed: Mutex<Vec<Case>>,
}

impl Walk {
    /// A server with so many cases that nobody completed in time: only the clock makes those, and staff who signed in since.
    pub(super) async fn new(lapsed: usize) -> Self {
        let world = World::with(Engine::Sqlite, "codes_per_hour = 100000\ncodes_per_day = 100000").await;
        let mut walk = Self { world, staff: Vec::new(), people: AtomicU32::new(0), lapsed: Mutex::default() };
        walk.sign_in().await;
        let mut pool = Vec::new();
        for _ in 0..lapsed {
            let case = walk.case("supplement", Held::Window, "").await;
            pool.push(Case { version: case.version + 1, before: "supplement", ..case });
        }
        if lapsed > 0 {
            walk.world.clock.forward(Duration::days(20));
            while walk.world.tick().await > 0 {}
            walk.sign_in().await;
        }
        *walk.lapsed.lock().await = pool;
        walk
    }

    async fn sign_in(&mut self) {
        self.staff.clear();
        for (role, login) in OFFICE {
            self.staff.push((role, self.world.staff(login).await));
        }
    }

    /// Gives a member of staff the window of the community besides what they have.
    pub(super) async fn also_works_at_the_window(&self, login: &str) {
        let grant = format!(
            "INSERT INTO staff_grant (staff, role, queue, community) \
            SELECT id, 'worker', 'window', 'hanyuan' FROM staff WHERE login = '{login}'"
        );
        self.world.write(&grant).await;
    }

    fn session(&self, role: &str) -> &Session {
        &self.staff.iter().find(|(known, _)| *known == role).unwrap().1
    }

    /// A new case in a state, ready for an act: what is to be corrected has a step of staff behind it.
    pub(super) async fn case(&self, state: &'static str, held: Held, action: &str) -> Case {
        if state == "lapsed" {
            return self.lapsed.lock().await.pop().unwrap();
        }
        let mut case = self.taken_in(if state == "supplement" { filled() } else { unfilled(held) }).await;
        let holder = if held == Held::Window { "worker" } else { "officer" };
        let steps: &[(&str, &str, &'static str)] = match (state, held) {
            ("received", _) if action == "correct" => &[("worker", "assign", "received")],
            ("received", _) => &[],
            ("supplement", _) => &[("worker", "ask_supplement", "received")],
            ("not_accepted", _) => &[("worker", "decline", "received")],
            ("withdrawn", Held::Window) => &[("worker", "withdraw", "received")],
            ("accepted", _) => &[("worker", "accept", "received")],
            ("paused", _) => &[("worker", "accept", "received"), (holder, "pause", "accepted")],
            ("granted", _) => &[("worker", "accept", "received"), (holder, "grant", "accepted")],
            ("refused", _) => &[("worker", "accept", "received"), (holder, "refuse", "accepted")],
            ("withdrawn", _) => &[("worker", "accept", "received"), (holder, "withdraw", "accepted")],
            _ => panic!("no way to {state}"),
        };
        for (role, act, before) in steps {
            let done = self.act(role, &case, self.body(act, Held::Window)).await;
            assert_eq!(done.status, 201, "{state}: {act}: {}", done.text());
            (case.version, case.before) = (case.version + 1, before);
        }
        case
    }

    /// The same with its applicant, signed in.
    pub(super) async fn with_resident(
        &self,
        state: &'static str,
        held: Held,
        action: &str,
    ) -> (Case, Session) {
        let case = self.case(state, held, action).await;
        // Whoever left a phone at the counter confirms it with the last digits of the ID number.
        let last = json!({ "id_last4": &case.id_number[14..] });
        let code = self.world.code(&case.phone).await;
        let entered = self.world.enter(&case.phone, &code, last).await;
        let resident = Session::of(self.world.router(), &entered);
        (case, resident)
    }

    /// The same with a bad grade; a case that is not done any more has one of before it was corrected.
    pub(super) async fn rated_badly(&self, state: &'static str, held: Held) -> Case {
        if !matches!(state, "granted" | "refused" | "not_accepted") {
            let case = self.case(state, held, "").await;
            let grade = format!(
                "INSERT INTO case_rating (case_id, grade, at, call_back_by) \
                SELECT id, 'bad', received_at, '2026-03-20' FROM case_file WHERE id = '{}'",
                case.id
            );
            self.world.write(&grade).await;
            return case;
        }
        let (case, resident) = self.with_resident(state, held, "").await;
        let rated =
            resident.post(&format!("/api/apply/cases/{}/rate", case.id), &json!({ "grade": "bad" })).await;
        assert_eq!(rated.status, 201, "{}", rated.text());
        case
    }

    /// A new person with a new matter at the counter.
    async fn taken_in(&self, mut body: Value) -> Case {
        let n = self.people.fetch_add(1, Ordering::Relaxed) + 1;
        let (id, phone, id_number) = (Uuid::now_v7(), format!("139{n:08}"), id_number(n));
        body["id"] = json!(id);
        body["community"] = json!("hanyuan");
        body["source"] = json!("counter");
        body["consent"] = json!(true);
        body["person"] = json!({ "is": "new", "name": "演老太", "id_number": id_number, "phone": phone });
        let taken = self.session("worker").post("/api/desk/cases", &body).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        Case { id, version: 1, before: "", phone, id_number }
    }

    /// An act with everything that it needs; `held` says where the case is.
    pub(super) fn body(&self, action: &str, held: Held) -> Value {
        let (here, there) = match held {
            Held::Window => ("worker", json!({ "kind": "bureau", "name": "区民政局" })),
            Held::Bureau => ("officer", json!({ "kind": "window" })),
        };
        let mut body = match action {
            "ask_supplement" => json!({ "missing": [{ "field": "address", "reason": "看不清" }] }),
            "supplement" => json!({ "answers": {} }),
            "pause" => json!({ "reason": "现场核查", "until": "2026-06-30" }),
            "decline" | "withdraw" | "correct" => json!({ "reason": "演示原因。" }),
            "route" => json!({ "queue": there }),
            "assign" => json!({ "staff": self.session(here).me["id"] }),
            "grant" | "call_back" => json!({ "note": "办好了。" }),
            "refuse" => json!({ "reason": "不符合条件。", "remedies": "可在60日内申请行政复议。" }),
            "message" => json!({ "text": "请留意电话。" }),
            "official_no" => json!({ "number": "A-1" }),
            _ => json!({}),
        };
        body["act"] = json!(action);
        body
    }

    /// Acts on the version as it stands.
    pub(super) async fn act(&self, role: &str, case: &Case, mut body: Value) -> Answer {
        body["version"] = json!(case.version);
        self.send(role, case, &body).await
    }

    /// Sends an act as it is.
    pub(super) async fn send(&self, role: &str, case: &Case, body: &Value) -> Answer {
        self.session(role).post(&format!("/api/desk/cases/{}/act", case.id), body).await
    }

    /// State and version.
    pub(super) async fn stands(&self, case: &Case) -> (String, u32) {
        let row = format!("FROM case_file WHERE id = '{}'", case.id);
        let state = self.world.text(&format!("SELECT state {row}")).await;
        let version = self.world.count(&format!("SELECT version {row}")).await;
        (state, u32::try_from(version).unwrap())
    }

    /// Everything about a case that an act could change.
    pub(super) async fn snapshot(&self, case: &Case) -> Value {
        let row = format!(
            "SELECT state || version || standing || queue_kind FROM case_file WHERE id = '{}'",
            case.id
        );
        let events = format!("SELECT COUNT(*) FROM case_event WHERE case_id = '{}'", case.id);
        let jobs = format!("SELECT COUNT(*) FROM job WHERE subject = '{}'", case.id);
        let rated = format!("SELECT COUNT(*) FROM case_rating WHERE case_id = '{}'", case.id);
        json!([
            self.world.text(&row).await,
            self.world.count(&events).await,
            self.world.count(&jobs).await,
            self.world.count(&rated).await
        ])
    }
}

/// A matter without a form: it stays at the window, or goes to its bureau.
fn unfilled(held: Held) -> Value {
    json!({ "item": if held == Held::Window { "SQ-01" } else { "SB-07" } })
}

/// A matter with a form, so that its applicant can complete it.
fn filled() -> Value {
    json!({
        "item": "MZ-16", "form_version": 2,
        "answers": {
            "applicant": "self", "age": "80", "living": "alone", "address": "汉源国际丽城3幢2单元501", "consent": "visit",
            "contacts": [{ "contact_name": "演示甲", "contact_phone": "13800000021", "contact_relation": "child" }],
        },
    })
}
