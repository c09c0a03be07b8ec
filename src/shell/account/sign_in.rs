//! The sign-in page: number, code by message or by call, and what to do with neither.

use leptos::html;
use leptos::prelude::*;
use web_sys::SubmitEvent;
use yunlin_api::identity::{CodeBy, Phone, SharedPerson};

use super::flow::{Flow, Step};
use super::{then, wording as w};
use crate::domain::consent::{self, Notice};
use crate::domain::session::{self, Session};
use crate::infra::live::{live, words};
use crate::shell::wording_own as own;
use crate::ui::field::{Field, Keys, Summary};
use crate::ui::icon::Icon;
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    let flow = Flow::new();
    // Whoever signs in now is asked first (G24), whatever somebody else agreed to on this phone.
    let agreed = RwSignal::new(consent::given());
    let title = Signal::derive(move || {
        let title = match flow.step.get() {
            Step::Ask => w::SIGN_IN,
            Step::Choose(_) => w::CHOOSE,
            Step::Confirm(_) => w::CONFIRM,
        };
        title.to_owned()
    });
    let already = session::session();
    let already = match already.get_untracked() {
        Session::In(me) if me.phone_masked.is_empty() => Some(me.name_masked.clone()),
        Session::In(me) => Some(me.phone_masked.clone()),
        _ => None,
    };
    let body = move || {
        if !agreed.get() {
            return view! { <Notice agreed/> }.into_any();
        }
        match flow.step.get() {
            Step::Ask => view! { <Ask flow/> }.into_any(),
            Step::Choose(people) => choose(flow, people),
            Step::Confirm(name) => view! { <Confirm flow name/> }.into_any(),
        }
    };
    view! {
        <Frame title=title>
            {already.map(|who| view! {
                <section class="card"><p>{w::already(&who)}</p><a class="btn primary" href=then()>{own::GO_ON}</a></section>
            })}
            {live(body)}
            <NoPhone/>
        </Frame>
    }
    .into_any()
}

/// A phone's keyboard.
const TEL: Keys = Keys { kind: "tel", mode: "tel", complete: "tel", most: "24" };
/// A code that the phone may fill in by itself.
const CODE: Keys = Keys { kind: "text", mode: "numeric", complete: "one-time-code", most: "12" };
/// Digits and an X.
const LAST4: Keys = Keys { kind: "text", mode: "text", complete: "off", most: "8" };

fn grouped(typed: &str) -> Option<String> {
    Phone::new(typed).ok().map(|phone| phone.grouped())
}

#[component]
fn Ask(flow: Flow) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        flow.enter();
    };
    let waits = move || flow.wait.get() > 0 || flow.busy.get();
    let send = move || match flow.wait.get() {
        0 => w::SEND.to_owned(),
        left => w::again_in(left),
    };
    view! {
        <form class="card" on:submit=submit novalidate>
            <p class="dim">{w::WHY}</p>
            <Summary wrong=flow.wrong/>
            <Field id="phone" label=w::PHONE hint=w::PHONE_HINT keys=TEL value=flow.phone wrong=flow.wrong tidy=grouped/>
            <div class="two">
                <button class="btn" type="button" disabled=waits on:click=move |_| flow.send(CodeBy::Sms)>{words(send)}</button>
                <button class="btn" type="button" disabled=waits on:click=move |_| flow.send(CodeBy::Voice)>{w::CALL_ME}</button>
            </div>
            {live(move || flow.sent.get().map_or_else(|| ().into_any(), sent))}
            <Field id="code" label=w::CODE hint=w::CODE_HINT keys=CODE value=flow.code wrong=flow.wrong/>
            <button class="btn primary" type="submit" disabled=move || flow.busy.get()>
                {words(move || if flow.busy.get() { w::GOING.to_owned() } else { w::GO.to_owned() })}
            </button>
            <p class="small dim">{w::OTHER_TEXT}</p>
            <button class="btn" type="button" disabled=move || flow.busy.get() on:click=move |_| flow.not_me()>{w::OTHER}</button>
        </form>
    }
    .into_any()
}

fn sent((words, demo): (&'static str, Option<String>)) -> AnyView {
    view! {
        <p class="small">{words}</p>
        {demo.map(|code| view! { <p class="asof"><b class="tag">{w::DEMO}</b>{w::demo_code(&code)}</p> })}
    }
    .into_any()
}

fn choose(flow: Flow, people: Vec<SharedPerson>) -> AnyView {
    let rows = people.into_iter().map(|person| {
        view! {
            <li><button class="cell" type="button" disabled=move || flow.busy.get() on:click=move |_| flow.choose(person.person)>
                <span>{person.name_masked}</span><Icon name="caret-right"/>
            </button></li>
        }
    });
    view! {
        <section class="card">
            <p id="person" tabindex="-1">{w::CHOOSE_TEXT}</p>
            <Summary wrong=flow.wrong/>
            <ul class="cells">{rows.collect_view()}</ul>
            <button class="btn" type="button" disabled=move || flow.busy.get() on:click=move |_| flow.not_me()>{w::NONE}</button>
        </section>
    }
    .into_any()
}

#[component]
fn Confirm(flow: Flow, name: String) -> impl IntoView {
    let first = NodeRef::<html::P>::new();
    Effect::new(move |_| {
        if let Some(first) = first.get() {
            first.focus().unwrap_or_default();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        flow.send_last4();
    };
    view! {
        <form class="card" on:submit=submit novalidate>
            <p id="person" tabindex="-1" node_ref=first>{w::confirm(&name)}</p>
            <Summary wrong=flow.wrong/>
            <Field id="id_last4" label=w::LAST4 hint=w::LAST4_HINT keys=LAST4 value=flow.last4 wrong=flow.wrong/>
            <button class="btn primary" type="submit" disabled=move || flow.busy.get()>{w::GO}</button>
            <p class="small dim">{w::NOT_ME_TEXT}</p>
            <button class="btn" type="button" disabled=move || flow.busy.get() on:click=move |_| flow.not_me()>{w::NOT_ME}</button>
        </form>
    }
    .into_any()
}

/// What to do without a phone: A06, and a person who has none is served all the same.
#[component]
fn NoPhone() -> impl IntoView {
    view! {
        <section class="card">
            <h2>{w::NO_PHONE}</h2>
            <p>{w::NO_PHONE_TEXT}</p>
            <p class="quick"><a class="chip" href="/community"><Icon name="map-pin"/>{w::HALL}</a><a class="chip" href="tel:12345"><Icon name="phone-call"/>{w::HOTLINE}</a></p>
        </section>
    }
    .into_any()
}
