//! Signing in: from a number to a code to a person.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::identity::{
    CodeBy, CodeText, Me, OpenSession, Phone, PostCode, PostSession, SendCode, SharedPerson, SignInStep,
};

use super::{then, wording as w};
use crate::domain::{consent, outbox, session};
use crate::infra::{announce, http, nav};
use crate::ui::field::Wrong;

/// Where the resident is.
#[derive(Clone, PartialEq)]
pub(super) enum Step {
    /// Number and code.
    Ask,
    /// Which of several people.
    Choose(Vec<SharedPerson>),
    /// Long idle: last four characters of the ID number.
    Confirm(String),
}

/// What is typed and what came back.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    pub(super) step: RwSignal<Step>,
    pub(super) phone: RwSignal<String>,
    pub(super) code: RwSignal<String>,
    pub(super) last4: RwSignal<String>,
    /// The one chosen of several, for the question that may follow.
    person: RwSignal<Option<Uuid>>,
    pub(super) wrong: RwSignal<Vec<Wrong>>,
    /// What was sent: a sentence, and the code of the demonstration.
    pub(super) sent: RwSignal<Option<(&'static str, Option<String>)>>,
    /// Seconds until another code may be asked for.
    pub(super) wait: RwSignal<u32>,
    pub(super) busy: RwSignal<bool>,
}

impl Flow {
    /// At the beginning.
    pub(super) fn new() -> Self {
        Self {
            step: RwSignal::new(Step::Ask),
            phone: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
            last4: RwSignal::new(String::new()),
            person: RwSignal::new(None),
            wrong: RwSignal::new(Vec::new()),
            sent: RwSignal::new(None),
            wait: RwSignal::new(0),
            busy: RwSignal::new(false),
        }
    }

    fn number(self) -> Option<Phone> {
        match Phone::new(&self.phone.read_untracked()) {
            Ok(phone) => Some(phone),
            Err(error) => {
                self.wrong.set(Wrong::at("phone", error.detail()));
                None
            }
        }
    }

    /// Asks for a code.
    pub(super) fn send(self, by: CodeBy) {
        let Some(phone) = self.number().filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        self.wrong.set(Vec::new());
        spawn_local(async move {
            let key = Uuid::now_v7().to_string();
            match http::post::<PostCode>(&key, &SendCode { phone, by }).await {
                Ok(sent) => {
                    let words = if by == CodeBy::Sms { w::SENT } else { w::CALLED };
                    announce::say(words);
                    self.sent.try_set(Some((words, sent.demo_code)));
                    self.wait.try_set(sent.again_in);
                    spawn_local(count_down(self.wait));
                }
                Err(error) => drop(self.wrong.try_set(Wrong::of(error, "phone", w::OFFLINE))),
            }
            self.busy.try_set(false);
        });
    }

    /// Number and code are there.
    pub(super) fn enter(self) {
        self.open(false, None, "code");
    }

    /// This one of several people.
    pub(super) fn choose(self, person: Uuid) {
        self.person.set(Some(person));
        self.open(false, None, "person");
    }

    /// None of them, or not the one from before.
    pub(super) fn not_me(self) {
        self.open(true, None, "code");
    }

    /// The one from before.
    pub(super) fn send_last4(self) {
        let typed = yunlin_api::identity::half_width(&self.last4.read_untracked());
        match CodeText::new(&typed) {
            Ok(last4) if typed.len() == 4 => self.open(false, Some(last4), "id_last4"),
            _ => self.wrong.set(Wrong::at("id_last4", w::LAST4_MISSING)),
        }
    }

    fn open(self, not_me: bool, id_last4: Option<CodeText>, at: &'static str) {
        let Some(phone) = self.number().filter(|_| !self.busy.get_untracked()) else { return };
        let typed = yunlin_api::identity::half_width(&self.code.read_untracked());
        let Ok(code) = CodeText::new(&typed) else {
            return self.wrong.set(Wrong::at("code", w::CODE_MISSING));
        };
        self.busy.set(true);
        let person = self.person.get_untracked().filter(|_| !not_me);
        let input = OpenSession { phone, code, person, not_me, id_last4 };
        let (here, then) = (nav::Here::now(), then());
        spawn_local(async move {
            let key = Uuid::now_v7().to_string();
            // The cookie of a session that was left open is about to be replaced: nobody could end it after that.
            session::end_what_waits().await;
            match http::post::<PostSession>(&key, &input).await {
                Ok(SignInStep::In { me }) => entered(me, &here, &then).await,
                Ok(SignInStep::Choose { people }) => self.go(Step::Choose(people)),
                Ok(SignInStep::Confirm { name_masked }) => self.go(Step::Confirm(name_masked)),
                Err(error) => self.refused(Wrong::of(error, at, w::OFFLINE)),
            }
            self.busy.try_set(false);
        });
    }

    /// What is wrong; a code that ran out while somebody chose leads back to where a new one is asked for.
    fn refused(self, wrong: Vec<Wrong>) {
        if wrong.iter().any(|one| one.id == "code") {
            self.step.try_set(Step::Ask);
        }
        self.wrong.try_set(wrong);
    }

    fn go(self, step: Step) {
        self.wrong.try_set(Vec::new());
        self.step.try_set(step);
    }
}

/// Signed in: tells what was agreed to, sends what waited, and goes back to where it was asked for (W23).
async fn entered(me: Me, here: &nav::Here, then: &str) {
    session::enter(me);
    match consent::tell_pending().await {
        Ok(()) => outbox::flush(),
        // Nothing personal is sent before it is recorded: the notice stands before the next form, and before what waits.
        Err(_) => announce::say(w::CONSENT_LOST),
    }
    here.replace(then);
}

async fn count_down(wait: RwSignal<u32>) {
    while wait.try_get_untracked().is_some_and(|left| left > 0) {
        TimeoutFuture::new(1000).await;
        wait.try_update(|left| *left = left.saturating_sub(1));
    }
}
