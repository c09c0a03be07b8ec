//! The frame of the desk: style, rail, heading, the cover of the idle lock, and the list of keys.

use std::cell::Cell;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use yunlin_api::cases::Role;
use yunlin_api::desk::StaffMe;

use super::icons::{self, Sign};
use super::paths::Page;
use super::session::{self, Who};
use super::{alerts, ask, keys, lock, states, wording as w, wording_alerts};
use crate::infra::live::live;
use crate::infra::{announce, browser, style};
use crate::ui::icon::Icon;

/// The styles of the desk, behind those of the questions that it lays out more tightly.
const STYLE: &str =
    concat!(include_str!("../../style/rooms/questions.css"), include_str!("../../style/desk.css"));

thread_local! {
    /// The first page of a visit leaves the focus where the browser put it.
    static FIRST: Cell<bool> = const { Cell::new(true) };
}

/// Brings the desk's style with its part, and marks the document as a desk while a page of it stands.
pub fn dress() {
    style::need("desk", STYLE);
    if let Some(root) = browser::root() {
        root.set_attribute("data-desk", "").unwrap_or_default();
    }
    on_cleanup(|| {
        if let Some(root) = browser::root() {
            root.remove_attribute("data-desk").unwrap_or_default();
        }
    });
}

/// Heading of a page: title of the tab, focus, announcement.
#[component]
pub fn Heading(
    /// What is announced, and stands in the heading.
    #[prop(into)]
    title: Signal<String>,
    /// What stands behind it, e.g. a count.
    #[prop(optional, into)]
    more: Option<Signal<String>>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let first = FIRST.replace(false);
    Effect::new(move |told: Option<bool>| {
        let title = title.get();
        let (Some(heading), false) = (heading.get(), title.is_empty()) else { return told.unwrap_or(false) };
        browser::document().set_title(&w::page_title(&title));
        if !first && told != Some(true) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            heading.focus_with_options(&options).unwrap_or_default();
            announce::say(&title);
        }
        true
    });
    view! {
        <div class="d-head">
            <h1 tabindex="-1" node_ref=heading>{title}</h1>
            {more.map(|more| view! { <p class="d-count" role="status">{more}</p> })}
        </div>
    }
}

/// A page for whoever is signed in.
pub fn page(here: Page, body: impl Fn(Arc<StaffMe>) -> AnyView + Send + Sync + Clone + 'static) -> AnyView {
    session::guard(here.clone());
    lock::watch();
    // Only who it is counts: a refreshed grant must not take down what is being typed.
    let id = Memo::new(|_| session::me().map(|me| me.id));
    let shown = move || match (id.get(), session::me_now()) {
        (Some(_), Some(me)) => signed_in(&here, me, body.clone()),
        _ => not_signed_in(),
    };
    live(shown)
}

fn not_signed_in() -> AnyView {
    let shown = || {
        match session::who().get() {
        Who::Failed(error) => view! {
            <div class="d-card d-narrow" role="alert">
                <p>{ask::sentence(&error)}</p>
                <button class="btn primary" type="button" on:click=|_| session::ask_again()>{w::RETRY}</button>
            </div>
        }
        .into_any(),
        _ => states::waiting(),
    }
    };
    live(shown)
}

fn signed_in(
    here: &Page,
    me: Arc<StaffMe>,
    body: impl Fn(Arc<StaffMe>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let locked = lock::locked();
    alerts::refresh();
    view! {
        <div class="desk" hidden=move || locked.get() inert=move || locked.get()>
            {rail(here, &me)}
            <main class="d-main">{body(me)}</main>
            <KeyList/>
        </div>
        <Show when=move || locked.get()><lock::Cover/></Show>
    }
    .into_any()
}

fn rail(here: &Page, me: &StaffMe) -> impl IntoView + use<> {
    let admin = me.grants.iter().any(|g| g.role == Role::Admin);
    let mut entries = vec![(Page::Inbox, icons::INBOX, w::INBOX)];
    // A bureau gets its cases from the windows.
    if me.grants.iter().any(|g| g.role != Role::Officer) {
        entries.push((Page::Intake, icons::INTAKE, w::INTAKE));
    }
    entries.push((Page::Alerts, icons::ALERTS, wording_alerts::TITLE));
    if admin {
        entries.push((Page::Calendar, icons::CALENDAR, w::CALENDAR));
    }
    let here = here.clone();
    let links = entries.into_iter().map(move |(page, icon, name)| {
        let current = (page == here).then_some("page");
        let count = (page == Page::Alerts).then(|| view! { <alerts::Count/> });
        view! { <li><a class="d-nav" href=page.href() aria-current=current><Sign svg=icon/><span>{name}</span>{count}</a></li> }
    });
    view! {
        <nav class="d-rail no-print" aria-label=w::DESK>
            <p class="d-brand">{w::BRAND}</p>
            <ul>{links.collect_view()}</ul>
            <div class="d-rail-end">
                <p class="d-me"><b>{me.name.clone()}</b><small>{me.unit.clone()}</small></p>
                <ul>
                    {(!me.totp).then(|| view! { <li><a class="d-nav" href=Page::Totp.href()><Sign svg=icons::LOCK/><span>{w::SET_TOTP}</span></a></li> })}
                    <li><a class="d-nav" href=Page::Password.href()><Sign svg=icons::LOCK/><span>{w::PASSWORD}</span></a></li>
                    <li class="d-wide"><button class="d-nav" type="button" on:click=|_| show_keys()><Sign svg=icons::KEYS/><span>{w::KEYS}</span></button></li>
                    <li><button class="d-nav" type="button" on:click=|_| session::sign_out()><Sign svg=icons::OUT/><span>{w::SIGN_OUT}</span></button></li>
                </ul>
                {session::not_ended_told()}
            </div>
        </nav>
    }
}

const KEY_LIST: &str = "desk-keys";

/// Opens the list of keys.
pub fn show_keys() {
    let Some(dialog) = browser::by_id(KEY_LIST) else { return };
    if let Ok(open) = browser::property(&dialog, "showModal").dyn_into::<js_sys::Function>() {
        open.call0(&dialog).map(drop).unwrap_or_default();
    }
}

#[component]
fn KeyList() -> impl IntoView {
    let rows =
        keys::LIST.iter().map(|(key, does)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></div> });
    let dialog = NodeRef::<html::Dialog>::new();
    let locked = lock::locked();
    // A modal dialog would keep the cover of the lock from being typed into.
    Effect::new(move |_| {
        if let (Some(dialog), true) = (dialog.get(), locked.get()) {
            dialog.close();
        }
    });
    view! {
        <dialog class="d-dialog" node_ref=dialog id=KEY_LIST aria-labelledby="desk-keys-title">
            <h2 id="desk-keys-title">{w::KEYS}</h2>
            <dl class="d-keys">{rows.collect_view()}</dl>
            <p class="small dim">{w::KEYS_NOTE}</p>
            <form method="dialog"><button class="btn">{w::CLOSE}</button></form>
        </dialog>
    }
}

/// An address of the desk that leads nowhere.
pub fn missing() -> AnyView {
    view! {
        <main class="d-card d-narrow">
            <Heading title=w::MISSING.to_owned()/>
            <p>{w::MISSING_TEXT}</p>
            <a class="btn primary" href=Page::Inbox.href()>{w::INBOX}</a>
        </main>
    }
    .into_any()
}

/// The same, as it comes and goes.
pub fn wrong_in(said: RwSignal<Option<String>>) -> AnyView {
    live(move || wrong(said.get()).into_any())
}

/// Something that did not work, said where it was tried.
pub fn wrong(said: Option<String>) -> Option<AnyView> {
    said.map(|text| {
        view! { <p class="error" role="alert"><Icon name="warning-circle"/><span>{text}</span></p> }
            .into_any()
    })
}
