//! What became of an application: 已提交 with its number, 待发送, or 未成功 with the reason and the way on.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::apply::{PostComplete, Submitted};
use yunlin_api::endpoint::Endpoint;
use yunlin_api::problem::{Code, FieldError};

use crate::domain::consent::Gate;
use crate::domain::outbox::{self, EntryHead, EntryState};
use crate::domain::session::{self, Session};
use crate::infra::live::{live, words};
use crate::infra::{browser, clock, nav};
use crate::modules::apply::components::case_line::in_parts;
use crate::modules::apply::keep;
use crate::modules::apply::paths::{Fill, Follow};
use crate::modules::apply::wording as w;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::state::skeleton;

/// Where the entry stands, as far as the page differs.
#[derive(Clone, PartialEq)]
enum Shown {
    Reading,
    Nothing,
    Some(Box<EntryHead>),
}

impl Shown {
    fn is_waiting(&self) -> bool {
        matches!(self, Self::Some(head) if matches!(head.state, EntryState::Waiting { .. }))
    }
}

/// Builds the page.
pub fn view(id: Uuid) -> AnyView {
    let (heads, session) = (outbox::heads(), session::session());
    let read = RwSignal::new(false);
    spawn_local(async move {
        outbox::reload().await;
        read.try_set(true);
    });
    let shown = Memo::new(move |before: Option<&Shown>| {
        let mut found = heads.read().iter().find(|h| h.id == id).cloned();
        if *session.read() == Session::Guest {
            // Whoever holds the phone now reads that something waits, and not what.
            found = found.filter(|h| h.account.is_nil() || h.state.is_unsent());
            if let Some(head) = found.as_mut().filter(|h| !h.account.is_nil()) {
                w::TITLE.clone_into(&mut head.title);
            }
        }
        match found {
            // One more try of what waits is no other page: the focus stays where it is.
            Some(head) if head.state == EntryState::Sending && before.is_some_and(Shown::is_waiting) => {
                before.cloned().unwrap_or(Shown::Reading)
            }
            Some(head) => Shown::Some(Box::new(head)),
            None if read.get() => Shown::Nothing,
            None => Shown::Reading,
        }
    });
    live(move || match shown.get() {
        Shown::Reading => view! { <Page title=String::new() bar=w::TITLE>{skeleton()}</Page> }.into_any(),
        Shown::Nothing => nothing(id),
        Shown::Some(head) => of(&head),
    })
}

fn of(head: &EntryHead) -> AnyView {
    match &head.state {
        EntryState::Sent { .. } if head.endpoint == PostComplete::ID => completed(head),
        EntryState::Sent { .. } => match keep::submitted(&head.state) {
            Some(answer) => sent(head, &answer),
            None => nothing(head.id),
        },
        EntryState::Failed { reason, code, fields } => failed(head, reason, *code, fields),
        EntryState::Waiting { reason } => waiting(head, reason),
        EntryState::Draft => draft(head),
        EntryState::Sending => {
            let title = head.title.clone();
            view! { <Page title=w::SUBMITTING bar=title>{skeleton()}</Page> }.into_any()
        }
    }
}

/// It arrived.
fn sent(head: &EntryHead, answer: &Submitted) -> AnyView {
    let number = in_parts(&answer.number);
    let spoken = answer.number.spoken();
    let check_by = w::next_look_by(&clock::day(&answer.check_due), answer.check_estimated);
    let holder = answer.holder.clone();
    let (title, case, wrong_clock) =
        (head.title.clone(), Follow::Case(head.id).href(), answer.phone_clock_wrong);
    let phone = (!holder.phone.is_empty()).then(|| {
        let label = w::call(&holder.unit, holder.demo);
        view! { <a class="btn" href=format!("tel:{}", holder.phone)><Icon name="phone-call"/>{label}</a> }
            .into_any()
    });
    view! {
        <Page title=w::SENT bar=title>
            <section class="card done">
                <p class="dim">{w::NUMBER}</p>
                <p class="number num"><span aria-hidden="true">{number}</span><span class="sr">{spoken}</span></p>
                <p class="small dim">{w::SCREENSHOT}</p>
            </section>
            <section class="card">
                <h2>{w::NEXT_UP}</h2>
                <ol class="steps">
                    <li><b>{w::next_look(&holder.unit, &holder.desk)}</b><p>{check_by.clone()}</p></li>
                    <li><b>{w::NEXT_SUPPLEMENT}</b><p>{w::NEXT_SUPPLEMENT_WHY}</p></li>
                    <li><b>{w::NEXT_ACCEPT}</b><p>{w::NEXT_ACCEPT_WHY}</p></li>
                </ol>
                {wrong_clock.then(|| view! { <p class="asof">{w::CLOCK_WRONG}</p> }.into_any())}
            </section>
            <a class="btn primary" href=case>{w::SEE_PROGRESS}</a>
            {phone}
            <a class="btn" href="/">{w::HOME}</a>
        </Page>
    }
    .into_any()
}

/// What was missing has arrived.
fn completed(head: &EntryHead) -> AnyView {
    let title = head.title.clone();
    let case = head.href.trim_end_matches("/complete").to_owned();
    view! {
        <Page title=w::COMPLETED bar=title>
            <section class="card done"><p>{w::COMPLETED_WHY}</p></section>
            <a class="btn primary" href=case>{w::SEE_PROGRESS}</a>
        </Page>
    }
    .into_any()
}

/// It was taken back, or never handed over.
fn draft(head: &EntryHead) -> AnyView {
    let (title, href) = (head.title.clone(), head.href.clone());
    view! {
        <Page title=w::NOT_HANDED bar=title>
            <section class="card todo"><p>{w::NOT_HANDED_WHY}</p></section>
            <a class="btn primary" href=href>{w::GO_ON}</a>
            <a class="btn" href="/">{w::HOME}</a>
        </Page>
    }
    .into_any()
}

/// It waits for a signal.
fn waiting(head: &EntryHead, reason: &str) -> AnyView {
    let (title, reason) = (head.title.clone(), reason.to_owned());
    let fleeting = outbox::in_memory(head.account, head.id);
    let saved = (!fleeting).then(|| w::saved_at(&clock::said(head.made_ms, clock::now_ms())));
    let needs_sign_in = !reason.is_empty() && !session::signed_in();
    let sign_in = needs_sign_in
        .then(|| view! { <a class="btn primary" href=session::href_to_sign_in(&Fill::Sent(head.id).href())>{w::SIGN_IN_NOW}</a> }.into_any());
    let said = RwSignal::new("");
    let send = move |_| {
        said.set(if browser::online() { "" } else { w::STILL_OFFLINE });
        outbox::flush();
    };
    let why = match (reason.is_empty(), fleeting) {
        (true, true) => w::WAITING_FLEETING.to_owned(),
        (true, false) => w::WAITING_WHY.to_owned(),
        (false, _) => reason,
    };
    let lost = (fleeting && !why.contains(w::NOT_SAVED)).then_some(w::NOT_SAVED);
    let (id, href) = (head.id, head.href.clone());
    let change = move |_| {
        let (href, here) = (href.clone(), nav::Here::now());
        spawn_local(async move {
            if outbox::hold(id).await {
                here.replace(&href);
            } else {
                said.try_set(w::ON_ITS_WAY);
            }
        });
    };
    // Not by whoever holds the phone of somebody whose session is over.
    let mine = head.account.is_nil() || session::session().get_untracked() != Session::Guest;
    let change = mine
        .then(|| view! { <button class="btn" type="button" on:click=change>{w::CHANGE}</button> }.into_any());
    view! {
        <Page title=w::WAITING bar=title>
            <section class="card todo" role="status">
                <p>{why}</p>
                {lost.map(|lost| view! { <p>{lost}</p> }.into_any())}
                {saved.map(|saved| view! { <p class="small dim">{saved}</p> }.into_any())}
            </section>
            {sign_in}
            <p class="small" role="status">{words(move || said.get().to_owned())}</p>
            <button class="btn" type="button" on:click=send>{w::SEND_NOW}</button>
            {change}
            <a class="btn" href="/">{w::HOME}</a>
        </Page>
    }
    .into_any()
}

/// It was refused: why, and the way on.
fn failed(head: &EntryHead, reason: &str, code: Option<Code>, fields: &[FieldError]) -> AnyView {
    let (title, reason) = (head.title.clone(), reason.to_owned());
    if code == Some(Code::NeedConsent) {
        // What this phone knows of the consent is older than the refusal.
        spawn_local(async { drop(session::ask().await) });
    }
    let way = way_on(head, code);
    let note = match code {
        Some(Code::FormChanged) => w::FORM_CHANGED,
        _ if outbox::in_memory(head.account, head.id) => w::KEPT_NOWHERE,
        _ => w::KEPT_HERE,
    };
    // Which answers are meant; the sentence above may be that of one of them.
    let wrong = fields.iter().filter(|wrong| wrong.detail != reason);
    let wrong = wrong.map(|wrong| view! { <li>{wrong.detail.clone()}</li> }.into_any()).collect_view();
    view! {
        <Page title=w::FAILED bar=title>
            <section class="card" role="alert">
                <p class="error">{reason.clone()}</p>
                <ul class="dots">{wrong}</ul>
                <p>{note}</p>
            </section>
            {way}
            <a class="btn" href="tel:12345">{w::CALL}</a>
        </Page>
    }
    .into_any()
}

/// What mends a refusal: consent, the real name, the form, or one more try.
fn way_on(head: &EntryHead, code: Option<Code>) -> AnyView {
    let id = head.id;
    let again = move |_| {
        spawn_local(async move {
            outbox::queue(id).await;
        });
    };
    match code {
        Some(Code::NeedRealName) => {
            let href = session::href_to_real_name(&Fill::Sent(id).href());
            view! {
                <a class="btn primary" href=href>{w::GIVE_REAL_NAME}</a>
                <button class="btn" type="button" on:click=again>{w::SEND_AGAIN}</button>
            }
            .into_any()
        }
        // The notice has changed meanwhile, or was never agreed to on this account.
        Some(Code::NeedConsent) => view! {
            <Gate><button class="btn primary" type="button" on:click=again>{w::SEND_AGAIN}</button></Gate>
        }
        .into_any(),
        // Received before it was changed, and only the answer was lost: the case is there, as it was sent first.
        Some(Code::Conflict | Code::KeyReused) => {
            view! { <a class="btn primary" href=Follow::Cases.href()>{w::SEE_RUNNING}</a> }.into_any()
        }
        code if keep::can_be_mended(code) => {
            view! { <a class="btn primary" href=keep::href_to_mend(head)>{w::MEND}</a> }.into_any()
        }
        _ => view! { <button class="btn primary" type="button" on:click=again>{w::SEND_AGAIN}</button> }
            .into_any(),
    }
}

/// Nothing of it on this phone: it may have been sent long ago or from elsewhere.
fn nothing(id: Uuid) -> AnyView {
    view! {
        <Page title=w::NOT_HERE bar=w::TITLE>
            <section class="card ask">
                <p>{w::NO_DRAFT_WHY}</p>
                <a class="btn primary" href=Follow::Case(id).href()>{w::SEE_PROGRESS}</a>
                <a class="btn" href=Follow::Cases.href()>{w::CASES}</a>
            </section>
        </Page>
    }
    .into_any()
}
