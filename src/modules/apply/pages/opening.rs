//! What 开始填写 does: a new draft, or first what stands before it: a community, signing in, the real name.
//! Who comes back from signing in goes on by themselves; nobody taps the same button three times.

use std::pin::pin;
use std::sync::Arc;

use futures::future::select;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::forms::Form;
use yunlin_api::identity::{Level, Me};

use crate::domain::form::{Draft, Told};
use crate::domain::session::{self, Session};
use crate::infra::live::words;
use crate::infra::{browser, clock, nav};
use crate::modules::apply::keep;
use crate::modules::apply::paths::{Fill, Place, Return};
use crate::modules::apply::wording as w;

/// Milliseconds that a tap waits for the server to say who is signed in; a draft begun without it asks for more.
const PATIENCE: u32 = 4_000;

/// Everything that a new draft begins with.
#[derive(Clone)]
struct Opening {
    form: Arc<Form>,
    name: String,
    counter: RwSignal<String>,
    said: RwSignal<&'static str>,
    busy: RwSignal<bool>,
}

/// The button with its error above it.
pub fn button(form: Arc<Form>, name: String, counter: RwSignal<String>) -> AnyView {
    let opening = Opening { form, name, counter, said: RwSignal::new(""), busy: RwSignal::new(false) };
    let (said, busy) = (opening.said, opening.busy);
    opening.clone().go_on();
    view! {
        <p class="error" role="alert" hidden=move || said.read().is_empty()>{words(move || said.get().to_owned())}</p>
        <button class="btn primary" type="button" disabled=move || busy.get() on:click=move |_| opening.press()>{w::BEGIN}</button>
        <p class="small dim">{w::SAVED_WHY}</p>
    }
    .into_any()
}

impl Opening {
    /// Tapped: everything that goes away from here is a step of history.
    fn press(&self) {
        if self.counter.read_untracked().is_empty() {
            self.said.set(w::COUNTER_FIRST);
            if let Some(first) = browser::by_id("counter") {
                first.focus().unwrap_or_default();
            }
            return;
        }
        match session::session().get_untracked() {
            Session::Unknown if browser::online() => self.ask_who(),
            known => self.decide(known),
        }
    }

    /// Tapped before the server said who is signed in: what it knows of them is not to be asked again, so it is waited for.
    fn ask_who(&self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let (opening, here) = (self.clone(), nav::Here::now());
        spawn_local(async move {
            select(pin!(session::ask()), TimeoutFuture::new(PATIENCE)).await;
            if here.still() {
                opening.busy.set(false);
                opening.decide(session::session().get_untracked());
            }
        });
    }

    fn decide(&self, session: Session) {
        match session {
            Session::In(me) if self.needs_name(&me) => {
                nav::go(&session::href_to_real_name(&self.back(Return::Named)));
            }
            Session::In(me) => self.open(Some(&me), nav::go),
            Session::Unknown | Session::Unreachable if session::account().is_some() => {
                self.open(None, nav::go);
            }
            _ if browser::online() => nav::go(&session::href_to_sign_in(&self.back(Return::SignedIn))),
            _ => self.said.set(w::SIGN_IN_OFFLINE),
        }
    }

    /// Back from signing in or from the real name: goes on as soon as the session is known, in the place of this page.
    fn go_on(self) {
        let Some(from) = Return::read(&nav::address().get_untracked()) else { return };
        Effect::new(move |done: Option<bool>| {
            let Session::In(me) = session::session().get() else { return false };
            if done == Some(true) || self.counter.read_untracked().is_empty() {
                return true;
            }
            if !self.needs_name(&me) {
                self.open(Some(&me), nav::replace_page);
            } else if from == Return::SignedIn {
                nav::replace_page(&session::href_to_real_name(&self.back(Return::Named)));
            }
            true
        });
    }

    fn needs_name(&self, me: &Me) -> bool {
        self.form.real_name && me.level < Level::RealName
    }

    fn back(&self, from: Return) -> String {
        from.href(&Fill::New(self.form.item.clone()), &self.counter.get_untracked())
    }

    /// Keeps the new draft and opens its first page; a second tap meanwhile does nothing.
    fn open(&self, me: Option<&Me>, go: fn(&str)) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let counter = self.counter.get_untracked();
        let mut draft =
            Draft::new(keep::account(), (*self.form).clone(), self.name.clone(), counter, clock::now_ms());
        draft.told = me.map(Told::of).unwrap_or_default();
        let here = nav::Here::now();
        spawn_local(async move {
            keep::save(&mut draft).await;
            if here.still() {
                go(&Place::Step(String::new()).href(&draft.form.item, draft.id));
            }
        });
    }
}
