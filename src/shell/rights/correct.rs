//! Correcting the name, and moving to another phone number: codes prove the old one and the new one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::SubmitEvent;
use yunlin_api::identity::{CodeBy, CodeText, IdNumber, NameText, Phone, PostCode, SendCode, half_width};
use yunlin_api::privacy::{CorrectMe, PostCorrect};

use super::own_code::{OwnCode, told};
use super::wording as w;
use crate::domain::consent::Gate;
use crate::domain::session;
use crate::infra::http;
use crate::infra::live::{live, words};
use crate::shell::own::signed_in;
use crate::shell::wording_own as own;
use crate::ui::field::{Field, Keys, Summary, Wrong};
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    let page = || view! { <Gate><Name/><Number/></Gate> }.into_any();
    view! { <Frame title=w::CORRECT>{signed_in("/me/data/correct", page)}</Frame> }.into_any()
}

/// What a form knows besides its fields.
#[derive(Clone, Copy)]
struct Sheet {
    wrong: RwSignal<Vec<Wrong>>,
    busy: RwSignal<bool>,
    saved: RwSignal<bool>,
}

impl Sheet {
    fn new() -> Self {
        Self { wrong: RwSignal::new(Vec::new()), busy: RwSignal::new(false), saved: RwSignal::new(false) }
    }

    fn save(self, input: CorrectMe, at: &'static str) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.wrong.set(Vec::new());
        spawn_local(async move {
            match http::post::<PostCorrect>(&Uuid::now_v7().to_string(), &input).await {
                Ok(_) => {
                    self.saved.try_set(true);
                    session::refresh();
                }
                Err(error) => drop(self.wrong.try_set(Wrong::of(error, at, own::NEEDS_NETWORK))),
            }
            self.busy.try_set(false);
        });
    }
}

/// Button and what became of it.
#[component]
fn Save(sheet: Sheet) -> impl IntoView {
    view! {
        <button class="btn primary" type="submit" disabled=move || sheet.busy.get()>
            {words(move || if sheet.busy.get() { own::SENDING.to_owned() } else { w::SAVE.to_owned() })}
        </button>
        <p role="status">{words(move || if sheet.saved.get() { w::SAVED.to_owned() } else { String::new() })}</p>
    }
    .into_any()
}

const NAME: Keys = Keys { kind: "text", mode: "text", complete: "name", most: "60" };
const TEL: Keys = Keys { kind: "tel", mode: "tel", complete: "tel", most: "24" };
const CODE: Keys = Keys { kind: "text", mode: "numeric", complete: "one-time-code", most: "12" };
const ID: Keys = Keys { kind: "text", mode: "text", complete: "off", most: "30" };

#[component]
fn Name() -> impl IntoView {
    let sheet = Sheet::new();
    let name = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match NameText::new(&name.read_untracked()) {
            Ok(name) => sheet.save(CorrectMe { name: Some(name), ..nothing() }, "name"),
            Err(_) => sheet.wrong.set(Wrong::at("name", w::NAME_MISSING)),
        }
    };
    view! {
        <form class="card" on:submit=submit novalidate>
            <h2>{w::CORRECT_NAME}</h2>
            <Summary wrong=sheet.wrong/>
            <Field id="name" label=w::NEW_NAME hint=w::NEW_NAME_HINT keys=NAME value=name wrong=sheet.wrong/>
            <Save sheet/>
        </form>
    }
    .into_any()
}

fn grouped(typed: &str) -> Option<String> {
    Phone::new(typed).ok().map(|phone| phone.grouped())
}

/// A new number and what proves it, as typed.
#[derive(Clone, Copy)]
struct Move {
    phone: RwSignal<String>,
    code: RwSignal<String>,
    /// The old number is out of use: the ID number stands in for its code.
    lost: RwSignal<bool>,
    old_code: RwSignal<String>,
    id_number: RwSignal<String>,
}

impl Move {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self { phone: text(), code: text(), lost: RwSignal::new(false), old_code: text(), id_number: text() }
    }

    fn read(self) -> Result<CorrectMe, Vec<Wrong>> {
        let old = if self.lost.get_untracked() {
            Old::IdNumber(self.id_number.get_untracked())
        } else {
            Old::Code(self.old_code.get_untracked())
        };
        read(&old, &self.phone.read_untracked(), &self.code.read_untracked())
    }
}

#[component]
fn Number() -> impl IntoView {
    let (sheet, typed) = (Sheet::new(), Move::new());
    let sent = RwSignal::new(None::<Option<String>>);
    let send = move |_| match Phone::new(&typed.phone.read_untracked()) {
        Err(error) => sheet.wrong.set(Wrong::at("phone", error.detail())),
        Ok(phone) => spawn_local(async move {
            let key = Uuid::now_v7().to_string();
            match http::post::<PostCode>(&key, &SendCode { phone, by: CodeBy::Sms }).await {
                Ok(answer) => drop(sent.try_set(Some(answer.demo_code))),
                Err(error) => drop(sheet.wrong.try_set(Wrong::of(error, "phone", own::NEEDS_NETWORK))),
            }
        }),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match typed.read() {
            Ok(input) => sheet.save(input, "code"),
            Err(wrong) => sheet.wrong.set(wrong),
        }
    };
    view! {
        <form class="card" on:submit=submit novalidate>
            <h2>{w::CORRECT_PHONE}</h2>
            <p class="small dim">{w::PHONE_WHY}</p>
            <Summary wrong=sheet.wrong/>
            <OldNumber typed wrong=sheet.wrong/>
            <Field id="phone" label=w::NEW_PHONE hint=w::NEW_PHONE_HINT keys=TEL value=typed.phone wrong=sheet.wrong tidy=grouped/>
            <button class="btn" type="button" on:click=send>{w::SEND_CODE}</button>
            {live(move || sent.get().map_or_else(|| ().into_any(), told))}
            <Field id="code" label=w::CODE hint=w::CODE_HINT keys=CODE value=typed.code wrong=sheet.wrong/>
            <Save sheet/>
        </form>
    }
    .into_any()
}

/// The proof by the old number, or by the ID number where that one is out of use.
#[component]
fn OldNumber(typed: Move, wrong: RwSignal<Vec<Wrong>>) -> impl IntoView {
    let other = move || if typed.lost.get() { w::OLD_HERE.to_owned() } else { w::OLD_LOST.to_owned() };
    let lost = Memo::new(move |_| typed.lost.get());
    let proof = move || {
        if lost.get() {
            return by_id_number(typed.id_number, wrong);
        }
        view! { <OwnCode id="old_code" value=typed.old_code wrong=wrong/> }.into_any()
    };
    view! {
        {live(proof)}
        <button class="btn" type="button" on:click=move |_| typed.lost.update(|lost| *lost = !*lost)>{words(other)}</button>
    }
    .into_any()
}

fn by_id_number(value: RwSignal<String>, wrong: RwSignal<Vec<Wrong>>) -> AnyView {
    view! {
        <p class="small dim">{w::OLD_LOST_TEXT}</p>
        <Field id="id_number" label=w::ID_NUMBER hint=w::ID_NUMBER_HINT keys=ID value=value wrong=wrong/>
    }
    .into_any()
}

/// What proves that the old number was theirs.
enum Old {
    Code(String),
    IdNumber(String),
}

fn nothing() -> CorrectMe {
    CorrectMe { name: None, phone: None, code: None, old_code: None, id_number: None }
}

/// A new number with its proofs, or everything that is wrong with them.
fn read(old: &Old, phone: &str, code: &str) -> Result<CorrectMe, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut read = nothing();
    match old {
        Old::Code(typed) => match CodeText::new(&half_width(typed)) {
            Ok(code) => read.old_code = Some(code),
            Err(_) => wrong.extend(Wrong::at("old_code", w::CODE_MISSING)),
        },
        Old::IdNumber(typed) => match IdNumber::new(typed) {
            Ok(number) => read.id_number = Some(number),
            Err(error) => wrong.extend(Wrong::at("id_number", error.detail())),
        },
    }
    read.phone = Phone::new(phone).map_err(|e| wrong.extend(Wrong::at("phone", e.detail()))).ok();
    read.code =
        CodeText::new(&half_width(code)).map_err(|_| wrong.extend(Wrong::at("code", w::CODE_MISSING))).ok();
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}
