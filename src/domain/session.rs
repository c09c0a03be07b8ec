//! Which resident is signed in on this phone. The session itself is a cookie that no script can read; the page asks the server.
//! Local storage keeps the account's id and a masked hint, so that pages with no signal know whose outbox it is.

use std::cell::Cell;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::endpoint::{Nothing, encode_segment};
use yunlin_api::identity::{GetMe, Me, PostSignOut};
use yunlin_api::problem::Code;

use crate::infra::http::{self, CallError};
use crate::infra::{browser, prefs};

/// Id of the account that was last signed in here.
const ACCOUNT: &str = "account";
/// 张* or 138****8000
const HINT: &str = "account_hint";
/// The server said that the session is over: nobody asks it again at every start.
const OVER: &str = "session_over";

/// Which mode this phone showed when it last met the account.
pub(super) const MODE_TOLD: &str = "account_mode";

/// Signed out with no signal: the session at the server is still to be ended.
const LEAVING: &str = "sign_out_waits";

/// Version of the privacy notice that the account agreed to.
const CONSENT: &str = "account_consent";

/// Who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub enum Session {
    /// The server has not answered yet.
    Unknown,
    /// The server cannot be reached; [`account`] still names whose phone it was last.
    Unreachable,
    /// Nobody, or the session is over.
    Guest,
    /// This resident.
    In(Arc<Me>),
}

thread_local! {
    static SESSION: ArcRwSignal<Session> = ArcRwSignal::new(Session::Unknown);
    static STARTED: Cell<bool> = const { Cell::new(false) };
    static LEFT_OPEN: ArcRwSignal<bool> = ArcRwSignal::new(prefs::get(LEAVING).is_some());
}

/// The session as a signal; the first call asks the server.
pub fn session() -> ArcRwSignal<Session> {
    if start() {
        refresh();
    }
    SESSION.with(Clone::clone)
}

/// Listens from the first use on; says whether this was it.
fn start() -> bool {
    if STARTED.replace(true) {
        return false;
    }
    http::on_no_session(over);
    let window = browser::window();
    // Pages from the back-forward cache and other tabs may show somebody who is gone (W25).
    browser::listen(&window, "pageshow", |event| {
        if browser::property(&event, "persisted").is_truthy() {
            refresh();
        }
    });
    browser::listen(&window, "storage", |event| {
        let key = browser::property(&event, "key").as_string();
        if key.is_some_and(|key| key == ACCOUNT || key == OVER) {
            refresh();
        }
    });
    browser::listen(&window, "online", |_| {
        spawn_local(end_what_waits());
        if SESSION.with(|session| *session.read_untracked() == Session::Unreachable) {
            refresh();
        }
    });
    true
}

/// Ends the session that a sign-out with no signal has left open at the server, now and whenever there is a signal.
pub fn install() {
    if prefs::get(LEAVING).is_some() {
        start();
        spawn_local(end_what_waits());
    }
}

/// Ends the session at the server. One that is over already is as good.
pub async fn end() -> Result<(), CallError> {
    let key = Uuid::now_v7().to_string();
    match http::post::<PostSignOut>(&key, &Nothing {}).await {
        Err(error) if error.code() != Some(Code::SignIn) => Err(error),
        _ => {
            note_left_open(false);
            Ok(())
        }
    }
}

/// The same for one that was left open; returns when that is tried.
pub async fn end_what_waits() {
    if prefs::get(LEAVING).is_some() {
        drop(end().await);
    }
}

/// Notes that the session at the server is to be ended once there is a signal; says whether this phone remembers it.
pub fn end_later() -> bool {
    note_left_open(true)
}

/// Whether a sign-out has left the session at the server open; tracks it.
pub fn is_left_open() -> bool {
    LEFT_OPEN.with(Clone::clone).get()
}

fn note_left_open(open: bool) -> bool {
    LEFT_OPEN.with(Clone::clone).set(open);
    if open {
        return prefs::set(LEAVING, "1");
    }
    prefs::remove(LEAVING);
    true
}

/// Asks the server again.
pub fn refresh() {
    spawn_local(async { drop(ask().await) });
}

/// Asks the server who is signed in, unless nobody can be.
pub async fn ask() -> Session {
    start();
    let signal = SESSION.with(Clone::clone);
    let nobody = prefs::works() && (prefs::get(ACCOUNT).is_none() || prefs::get(OVER).is_some());
    if nobody {
        signal.set(Session::Guest);
        return Session::Guest;
    }
    match http::get::<GetMe>(&[]).await {
        Ok(me) => enter(me),
        Err(error) if error.code() == Some(Code::SignIn) => over(),
        Err(_) if matches!(signal.get_untracked(), Session::In(_)) => {}
        Err(_) => signal.set(Session::Unreachable),
    }
    signal.get_untracked()
}

/// This resident is signed in now.
pub fn enter(me: Me) {
    let hint = if me.name_masked.is_empty() { &me.phone_masked } else { &me.name_masked };
    prefs::set(HINT, hint);
    prefs::remove(OVER);
    note_left_open(false);
    prefs::set(CONSENT, me.consent.as_deref().unwrap_or_default());
    if account_kept() != Some(me.account) {
        prefs::set(ACCOUNT, &me.account.to_string());
    }
    set(Session::In(Arc::new(me)));
}

/// The server knows nobody here any more. What waits stays bound to its account.
fn over() {
    prefs::set(OVER, "1");
    set(Session::Guest);
}

/// Forgets who was here, after signing out.
pub fn forget() {
    for key in [ACCOUNT, HINT, OVER, CONSENT, MODE_TOLD] {
        prefs::remove(key);
    }
    set(Session::Guest);
}

fn set(now: Session) {
    SESSION.with(Clone::clone).set(now);
}

/// The resident who is signed in; tracks the signal.
pub fn me() -> Option<Arc<Me>> {
    match session().get() {
        Session::In(me) => Some(me),
        _ => None,
    }
}

/// Whether somebody is signed in; tracks the signal.
pub fn signed_in() -> bool {
    matches!(&*session().read(), Session::In(_))
}

/// Whose phone it is: the one signed in, else the one who was last.
pub fn account() -> Option<Uuid> {
    match &*session().read_untracked() {
        Session::In(me) => Some(me.account),
        _ => account_kept(),
    }
}

/// Becomes true when whoever is here now is not here any more: signed out in another tab, or somebody else signed in.
/// What a page shows of them must go.
pub fn left() -> Memo<bool> {
    let (session, who) = (session(), account());
    Memo::new(move |_| {
        let guest = *session.read() == Session::Guest;
        guest || account() != who
    })
}

fn account_kept() -> Option<Uuid> {
    prefs::get(ACCOUNT).and_then(|id| Uuid::parse_str(&id).ok())
}

/// Whether the account of this phone agreed to the current notice when the server was last asked.
pub fn consent_kept() -> bool {
    prefs::get(CONSENT).as_deref() == Some(yunlin_api::privacy::NOTICE)
}

/// 张* or 138****8000 of whoever was last signed in here.
pub fn hint() -> Option<String> {
    prefs::get(HINT).filter(|hint| !hint.is_empty())
}

/// Address of the sign-in page that leads back to `then`.
pub fn href_to_sign_in(then: &str) -> String {
    href_with("/sign-in", then)
}

/// Address of the real-name page that leads back to `then`.
pub fn href_to_real_name(then: &str) -> String {
    href_with("/real-name", then)
}

fn href_with(page: &str, then: &str) -> String {
    let mut href = format!("{page}?then=");
    encode_segment(own_path(then).unwrap_or("/me"), &mut href);
    href
}

/// A path of ours that sign-in may lead to, and nothing else: no other host, no script, no loop.
pub fn own_path(then: &str) -> Option<&str> {
    let clean = then.starts_with('/')
        && !then.starts_with("//")
        && !then.starts_with("/api/")
        && !then.starts_with("/sign-in")
        && !then.contains(|c: char| c == '\\' || c.is_control());
    clean.then_some(then)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_in_leads_to_own_pages_only() {
        assert_eq!(own_path("/apply/SB-07?step=2"), Some("/apply/SB-07?step=2"));
        for bad in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "",
            "/api/x",
            "/sign-in?then=/",
            "/a\nb",
        ] {
            assert_eq!(own_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_way_back_survives_the_address() {
        assert_eq!(href_to_sign_in("/apply/SB-07?a=1&b=2"), "/sign-in?then=%2Fapply%2FSB-07%3Fa%3D1%26b%3D2");
        assert_eq!(href_to_sign_in("//evil.example"), "/sign-in?then=%2Fme");
    }
}
