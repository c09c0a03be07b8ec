//! The card of who is signed in, and the rows below it.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::identity::{Level, Me};

use super::wording as w;
use crate::domain::outbox::{self, EntryHead};
use crate::domain::session::{self, Session};
use crate::ui::icon::Icon;

/// Who is signed in, or how to.
pub(super) fn who() -> impl IntoView {
    let session = session::session();
    move || {
        match session.get() {
        Session::Unknown => view! { <section class="card" aria-busy="true"><div class="bone"></div><div class="bone"></div></section> }.into_any(),
        Session::Guest => guest(),
        Session::Unreachable => unreachable_server(),
        Session::In(me) => resident(&me),
    }
    }
}

fn guest() -> AnyView {
    let text = if session::account().is_some() { w::OVER_TEXT } else { w::GUEST_TEXT };
    let left_open =
        move || session::is_left_open().then(|| view! { <p class="asof" role="status">{w::OUT_LATER}</p> });
    view! {
        <section class="card">
            <h2>{session::hint().unwrap_or_else(|| w::GUEST.to_owned())}</h2>
            {left_open}
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
pub(super) fn rows() -> impl IntoView {
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
    view! {
        <ul class="card cells">
            {session::account().map(|_| row("/apply/cases", w::CASES, || w::CASES_SUB.to_owned()))}
            {row("/me/outbox", w::OUTBOX, waiting)}
            <Show when=session::signed_in>
                {row("/me/messages", w::MESSAGES, messages)}
                {row("/me/data", w::MY_DATA, || w::MY_DATA_SUB.to_owned())}
                {row("/me/receipts", w::RECEIPTS, || w::RECEIPTS_SUB.to_owned())}
                {row("/me/sessions", w::SESSIONS, || w::SESSIONS_SUB.to_owned())}
            </Show>
            // Also when the session is over: what the phone keeps must be wiped by whoever holds it.
            <Show when=move || session::signed_in() || session::account().is_some()>
                {row("/me/sign-out", w::SIGN_OUT, String::new)}
            </Show>
        </ul>
    }
}

fn row(href: &'static str, name: &'static str, sub: impl Fn() -> String + Send + 'static) -> impl IntoView {
    view! { <li><a class="cell" href=href><span>{name}<small>{sub}</small></span><Icon name="caret-right"/></a></li> }
}
