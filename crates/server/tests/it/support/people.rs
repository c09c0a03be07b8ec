//! People who are signed in: residents by the code of the demonstration, staff by its password.

use axum::Router;
use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_server::domain::identity::staffing::DEMO_PASSWORD;

use super::{Answer, Ask, World};

/// Somebody who is signed in on one device.
#[derive(Clone)]
pub(crate) struct Session {
    router: Router,
    cookie: String,
    /// What the sign-in said of them.
    pub(crate) me: Value,
}

impl Session {
    /// Takes the cookie and `me` from the answer to a sign-in.
    #[track_caller]
    pub(crate) fn of(router: Router, answer: &Answer) -> Self {
        assert_eq!(answer.status, 201, "{}", answer.text());
        let step = answer.json();
        assert_eq!(step["step"], "in", "{step}");
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        assert!(cookie.contains('='), "no cookie: {:?}", answer.headers);
        Self { router, cookie, me: step["me"].clone() }
    }

    /// Adds cookie and the mark of our pages to a request.
    pub(crate) fn dress(&self, ask: Ask) -> Ask {
        ask.header("cookie", &self.cookie).header("x-yunlin-app", "1")
    }

    /// Sends a request as this person.
    pub(crate) async fn ask(&self, ask: Ask) -> Answer {
        self.dress(ask).send(self.router.clone()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Ask::get(path)).await
    }

    /// A write under a new key.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(Ask::post(path, Uuid::new_v4(), body)).await
    }

    /// The same cookie, sent to another server.
    pub(crate) fn at(&self, router: Router) -> Self {
        Self { router, ..self.clone() }
    }

    /// The cookie as the browser sends it.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }
}

impl World {
    /// Asks for a code and gives it.
    pub(crate) async fn code(&self, phone: &str) -> String {
        let body = json!({ "phone": phone, "by": "sms" });
        let sent = self.ask(Ask::post("/api/identity/codes", Uuid::new_v4(), &body)).await;
        assert_eq!(sent.status, 201, "{}", sent.text());
        sent.json()["demo_code"].as_str().unwrap().to_owned()
    }

    /// The same two minutes later.
    pub(crate) async fn code_later(&self, phone: &str) -> String {
        self.clock.forward(chrono::Duration::minutes(2));
        self.code(phone).await
    }

    /// Sends a code, with whatever else the sign-in wants.
    pub(crate) async fn enter(&self, phone: &str, code: &str, more: Value) -> Answer {
        let mut body = json!({ "phone": phone, "code": code });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.ask(Ask::post("/api/identity/sessions", Uuid::new_v4(), &body)).await
    }

    /// The code that goes to the number of an account, two minutes later.
    pub(crate) async fn own_code(&self, of: &Session) -> String {
        self.clock.forward(chrono::Duration::minutes(2));
        let sent = of.post("/api/privacy/codes", &json!({ "by": "sms" })).await;
        assert_eq!(sent.status, 201, "{}", sent.text());
        sent.json()["demo_code"].as_str().unwrap().to_owned()
    }

    /// Everything in clear, after a code to the own number.
    pub(crate) async fn export(&self, of: &Session) -> Value {
        let code = self.own_code(of).await;
        let shown = of.post("/api/privacy/export", &json!({ "code": code })).await;
        assert_eq!(shown.status, 201, "{}", shown.text());
        serde_json::from_str(shown.json()["json"].as_str().unwrap()).unwrap()
    }

    /// A resident who signs in with this number.
    pub(crate) async fn resident(&self, phone: &str) -> Session {
        let code = self.code(phone).await;
        Session::of(self.router(), &self.enter(phone, &code, json!({})).await)
    }

    /// A member of staff of the demonstration, by login.
    pub(crate) async fn staff(&self, login: &str) -> Session {
        Session::of(self.router(), &self.staff_enter(login, DEMO_PASSWORD, json!({})).await)
    }

    /// Signs in at the desk, with whatever else that wants.
    pub(crate) async fn staff_enter(&self, login: &str, password: &str, more: Value) -> Answer {
        let mut body = json!({ "login": login, "password": password });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.ask(Ask::post("/api/desk/sessions", Uuid::new_v4(), &body)).await
    }
}

impl Session {
    /// Agrees to the privacy notice.
    pub(crate) async fn agree(&self) {
        let notice = self.me["notice"].clone();
        let done = self.post("/api/privacy/consents", &json!({ "notice": notice, "agreed": true })).await;
        assert_eq!(done.status, 201, "{}", done.text());
    }

    /// Gives the real name.
    pub(crate) async fn give_name(&self, name: &str, id_number: &str) -> Answer {
        self.post("/api/identity/real-name", &json!({ "name": name, "id_number": id_number })).await
    }
}

impl World {
    /// A resident with consent and real name (L2). The ID number follows from `n`, 0 to 99.
    pub(crate) async fn named(&self, phone: &str, name: &str, n: u32) -> Session {
        let resident = self.resident(phone).await;
        resident.agree().await;
        let given = resident.give_name(name, &id_number(n)).await;
        assert_eq!(given.status, 201, "{}", given.text());
        resident
    }
}

/// A well-formed ID number of nobody: an area that does not exist.
pub(crate) fn id_number(n: u32) -> String {
    let body = format!("99000019900101{n:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(d, w)| u32::from(d - b'0') * w).sum();
    format!("{body}{}", char::from(b"10X98765432"[sum as usize % 11]))
}
