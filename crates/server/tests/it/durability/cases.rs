//! Residents who apply and take back, over and over, with a worker who accepts in between. Whatever is not answered is sent
//! again under its key, as the outbox of a phone does.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::privacy::NOTICE;
use yunlin_server::domain::identity::staffing::DEMO_PASSWORD;

use crate::support::binary::exchange;

/// Somebody who is signed in at a running server.
#[derive(Clone)]
struct Client(String);

impl Client {
    /// Sends a write; none when the connection broke.
    async fn post(&self, address: &str, (path, key): (&str, Uuid), body: &Value) -> Option<(u16, String)> {
        let head = format!(
            "POST {path} HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {key}\r\nx-yunlin-app: 1\r\ncookie: {}",
            self.0
        );
        exchange(address, &head, &body.to_string()).await
    }

    /// A write that has to be answered; gives headers and body.
    async fn must(&self, address: &str, path: &str, body: &Value) -> String {
        let (status, answer) = self.post(address, (path, Uuid::new_v4()), body).await.unwrap();
        assert_eq!(status, 201, "{answer}");
        answer
    }

    /// Takes the cookie of a sign-in.
    fn of(answer: &str) -> Self {
        let line = answer.lines().find_map(|l| l.strip_prefix("set-cookie: ")).unwrap();
        Self(line.split(';').next().unwrap().to_owned())
    }
}

/// One application on its way, and what was acknowledged of it.
#[derive(Clone, Debug)]
struct Sent {
    id: Uuid,
    keys: [Uuid; 3],
    acknowledged: usize,
}

/// A resident at work.
#[derive(Clone)]
pub(super) struct Applicant {
    me: Client,
    worker: Client,
    sent: Vec<Sent>,
}

impl Applicant {
    /// So many residents, and the worker of their community, signed in.
    pub(super) async fn some(address: &str, count: usize) -> Vec<Self> {
        let nobody = Client(String::new());
        let body = json!({ "login": "sg-hanyuan", "password": DEMO_PASSWORD });
        let worker = Client::of(&nobody.must(address, "/api/desk/sessions", &body).await);
        let mut all = Vec::new();
        for n in 0..count {
            let phone = format!("1390000000{n}");
            let asked =
                nobody.must(address, "/api/identity/codes", &json!({ "phone": phone, "by": "sms" })).await;
            let asked: Value = serde_json::from_str(asked.split_once("\r\n\r\n").unwrap().1).unwrap();
            let body = json!({ "phone": phone, "code": asked["demo_code"] });
            let me = Client::of(&nobody.must(address, "/api/identity/sessions", &body).await);
            me.must(address, "/api/privacy/consents", &json!({ "notice": NOTICE, "agreed": true })).await;
            all.push(Self { me, worker: worker.clone(), sent: Vec::new() });
        }
        all
    }

    /// One write: the next of the three acts on the last application, or a new one. False when the server is gone.
    pub(super) async fn step(&mut self, address: &str) -> bool {
        if self.sent.last().is_none_or(|sent| sent.acknowledged == 3) {
            let keys = [Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4()];
            self.sent.push(Sent { id: Uuid::now_v7(), keys, acknowledged: 0 });
        }
        let (me, worker) = (self.me.clone(), self.worker.clone());
        let sent = self.sent.last_mut().unwrap();
        let key = sent.keys[sent.acknowledged];
        let (by, path, body) = match sent.acknowledged {
            0 => (me, "/api/apply/cases".to_owned(), application(sent.id)),
            1 => {
                (worker, format!("/api/desk/cases/{}/act", sent.id), json!({ "act": "accept", "version": 1 }))
            }
            _ => (me, format!("/api/apply/cases/{}/withdraw", sent.id), json!({ "version": 2 })),
        };
        match by.post(address, (&path, key), &body).await {
            Some((201, _)) => sent.acknowledged += 1,
            Some((status, answer)) => panic!("{path}: {status} {answer}"),
            None => return false,
        }
        true
    }

    /// Writes until the server is gone.
    pub(super) async fn work(mut self, address: String, count: super::Count) -> Self {
        while self.step(&address).await {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
        self
    }
}

/// An application without photos, filled well.
fn application(id: Uuid) -> Value {
    json!({
        "id": id, "item": "MZ-16", "form_version": 2, "community": "hanyuan", "confirmed": true,
        "filled_at": "2026-03-01T10:00:00+08:00",
        "answers": {
            "applicant": "self", "name": "演小示", "age": "81", "living": "alone", "consent": "visit",
            "address": "汉源国际丽城3幢2单元501",
            "contacts": [{ "contact_name": "演小孩", "contact_phone": "13800138000", "contact_relation": "child" }],
        },
    })
}

/// Texts of the first column.
async fn texts(db: &DatabaseConnection, query: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), query)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Acts of a case in their order.
async fn acts(db: &DatabaseConnection, id: Uuid) -> Vec<String> {
    texts(db, &format!("SELECT action FROM case_event WHERE case_id = '{id}' ORDER BY seq")).await
}

/// Jobs of a case by kind.
async fn jobs(db: &DatabaseConnection, id: Uuid) -> BTreeMap<String, usize> {
    let kinds = texts(db, &format!("SELECT kind FROM job WHERE subject = '{id}'")).await;
    kinds.into_iter().fold(BTreeMap::new(), |mut all, kind| {
        *all.entry(kind).or_default() += 1;
        all
    })
}

/// What was acknowledged is there, once, with its jobs; nothing else is. The first application was finished in peace and says
/// how one has to look. Gives the number of finished ones.
pub(super) async fn all_are_there_once(db: &DatabaseConnection, people: &[Applicant]) -> usize {
    let finished: Vec<&Sent> =
        people.iter().flat_map(|p| &p.sent).filter(|sent| sent.acknowledged == 3).collect();
    let model = jobs(db, finished[0].id).await;
    assert!(model.contains_key("case_silence") && model.contains_key("case_sms"), "{model:?}");
    for sent in &finished {
        assert_eq!(acts(db, sent.id).await, ["", "accept", "withdraw"], "{sent:?}");
        assert_eq!(jobs(db, sent.id).await, model, "{sent:?}");
    }
    let known: Vec<String> = people.iter().flat_map(|p| &p.sent).map(|sent| sent.id.to_string()).collect();
    for sent in people.iter().filter_map(|p| p.sent.last()) {
        // The last one may have been written without an answer, but never less than was acknowledged.
        let there = acts(db, sent.id).await.len();
        assert!((sent.acknowledged..=sent.acknowledged + 1).contains(&there), "{there}: {sent:?}");
    }
    let all = texts(db, "SELECT id FROM case_file").await;
    assert!(all.iter().all(|id| known.contains(id)), "a case that nobody sent");
    let numbers: std::collections::BTreeSet<String> =
        texts(db, "SELECT number FROM case_file").await.into_iter().collect();
    assert_eq!(numbers.len(), all.len());
    finished.len()
}

/// After everything that was due: no job is left over, and none had its effect twice.
pub(super) async fn every_job_was_done_once(db: &DatabaseConnection) {
    let left =
        "SELECT kind FROM job WHERE done_at IS NULL AND kind IN ('case_silence', 'case_sms', 'case_files')";
    assert_eq!(texts(db, left).await, Vec::<String>::new());
    let double = "SELECT case_id FROM case_event WHERE action = 'accept_by_silence' GROUP BY case_id HAVING COUNT(*) > 1";
    assert_eq!(texts(db, double).await, Vec::<String>::new());
    let silent = "SELECT state FROM case_file WHERE state = 'received'";
    assert_eq!(texts(db, silent).await, Vec::<String>::new(), "silence has accepted what nobody did");
}
