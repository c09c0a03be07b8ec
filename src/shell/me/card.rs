//! The card of who is signed in, and the rows below it.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::identity::{Level, Me};

use super::wording as w;
use crate::domain::outbox::{self, EntryHead};
use crate::domain::session::{self, Session};
use crate::infra::live::{live, words};
use crate::ui::icon::Icon;

/// Who is signed in, or how to.
pub(super) fn who() -> AnyView {
    let session = session::session();
    live(move || match session.get() {
        Session::Unknown => unknown(),
        Session::Guest => guest(),
        Session::Unreachable => unreachable_server(),
        Session::In(me) => resident(&me),
    })
}

fn unknown() -> AnyView {
    view! {
        <section class="card" aria-busy="true"><div class="bone"></div><div class="bone"></div></section>
    }
    .into_any()
}

fn guest() -> AnyView {
    let text = if session::account().is_some() { w::OVER_TEXT } else { w::GUEST_TEXT };
    let left_open = || match session::is_left_open() {
        true => view! { <p class="asof" role="status">{w::OUT_LATER}</p> }.into_any(),
        false => ().into_any(),
    };
    view! {
        <section class="card">
            <h2>{session::hint().unwrap_or_else(|| w::GUEST.to_owned())}</h2>
            {live(left_open)}
            <p class="small dim">{text}</p>
            <a class="btn primary" href=session::href_to_sign_in("/me")>{w::SIGN_IN}</a>
        </section>
    }
    .into_any()
}

fn unreachable_server() -> AnyView {
    view! {
        <section class="card">
            <h2>{session::hint().unwrap_or_else(|| w::GUEST.to_owned())}</h2>
            <p class="asof"><Icon name="wifi-slash"/>{w::NO_NETWORK}</p>
        </section>
    }
    .into_any()
}

fn resident(me: &Arc<Me>) -> AnyView {
    let name = if me.name_masked.is_empty() { me.phone_masked.clone() } else { me.name_masked.clone() };
    let phone = (!me.name_masked.is_empty()).then(|| me.phone_masked.clone());
    let real = me.level == Level::RealName;
    let level = if real { w::LEVEL_REAL } else { w::LEVEL_PHONE };
    view! {
        <section class="card">
            <h2 class="with-end">{name}<span class="tag good">{level}</span></h2>
            {phone.map(|phone| view! { <p class="dim num">{phone}</p> })}
            {(!real).then(|| view! { <a class="cell" href=session::href_to_real_name("/me")><span>{w::GIVE_REAL}</span><Icon name="caret-right"/></a> })}
        </section>
    }
    .into_any()
}

/// Entries that have not arrived.
fn unsent(heads: &[EntryHead]) -> usize {
    heads.iter().filter(|head| head.state.is_unsent()).count()
}

/// Everything of the resident's own; guests see what works without signing in.
pub(super) fn rows() -> AnyView {
    let (entries, others) = (outbox::entries(), outbox::of_others());
    let waiting = move || match (unsent(&entries.read()), others.get()) {
        (0, 0) => w::OUTBOX_NONE.to_owned(),
        (0, others) => w::of_others(others),
        (count, _) => w::waiting(count),
    };
    let unread = || session::me().map_or(0, |me| me.unread);
    let messages = move || match unread() {
        0 => w::MESSAGES_READ.to_owned(),
        count => w::unread(count),
    };
    let signed_in = Memo::new(|_| session::signed_in());
    let of_account = move || match signed_in.get() {
        true => [
            row("/me/messages", w::MESSAGES, words(messages)),
            row("/me/data", w::MY_DATA, w::MY_DATA_SUB.into_any()),
            row("/me/receipts", w::RECEIPTS, w::RECEIPTS_SUB.into_any()),
            row("/me/sessions", w::SESSIONS, w::SESSIONS_SUB.into_any()),
        ]
        .into_iter()
        .collect_view()
        .into_any(),
        false => ().into_any(),
    };
    // Also when the session is over: what the phone keeps must be wiped by whoever holds it.
    let somebody = Memo::new(|_| session::signed_in() || session::account().is_some());
    let sign_out = move || match somebody.get() {
        true => row("/me/sign-out", w::SIGN_OUT, ().into_any()),
        false => ().into_any(),
    };
    view! {
        <ul class="card cells">
            {session::account().map(|_| row("/apply/cases", w::CASES, w::CASES_SUB.into_any()))}
            {row("/me/outbox", w::OUTBOX, words(waiting))}
            {live(of_account)}
            {live(sign_out)}
        </ul>
    }
    .into_any()
}

fn row(href: &'static str, name: &'static str, sub: AnyView) -> AnyView {
    view! { <li><a class="cell" href=href><span>{name}<small>{sub}</small></span><Icon name="caret-right"/></a></li> }
        .into_any()
}
