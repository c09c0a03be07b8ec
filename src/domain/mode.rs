//! 长辈版 goes along with the account: what was chosen on this phone is kept at the server, and a phone on which nothing was
//! chosen takes it from there (requirement A17). A phone with a choice of its own keeps it: a family may share an account's
//! phone, and nobody's letters shrink because of another phone.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use yunlin_api::endpoint::Endpoint as _;
use yunlin_api::identity::{Me, PostMode, SetMode, UiMode};

use super::session::{self, Session};
use crate::infra::{browser, http, prefs};

/// What was chosen on this phone, by whoever; the boot script writes it too.
const OWN: &str = "ui_mode";

thread_local! {
    static TELLING: Cell<bool> = const { Cell::new(false) };
}

/// What is to be done when phone and account meet.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    Nothing,
    /// Shows what the account has.
    Take(UiMode),
    /// Keeps what the phone has with the account.
    Tell(UiMode),
    /// Both stand as they are; a later choice on this phone is news.
    Note(UiMode),
}

/// `own` was chosen on this phone, `told` is what it showed when it last met this account.
fn next(own: Option<UiMode>, told: Option<UiMode>, of_account: Option<UiMode>) -> Next {
    match (own, told, of_account) {
        (None, _, Some(mode)) => Next::Take(mode),
        (Some(own), Some(told), _) if own != told => Next::Tell(own),
        (Some(own), None, None) => Next::Tell(own),
        (Some(own), None, Some(_)) => Next::Note(own),
        _ => Next::Nothing,
    }
}

/// Follows whoever is signed in, as long as the page lives. A browser that keeps nothing has no choice of its own to compare.
pub fn follow() {
    if !prefs::works() {
        return;
    }
    let session = session::session();
    let now = session.clone();
    Effect::new(move |_| met(&session.get()));
    browser::listen(&browser::window(), "ui-mode", move |_| met(&now.get_untracked()));
}

fn met(session: &Session) {
    let Session::In(me) = session else { return };
    // Without consent nothing is kept with the account, nor was.
    if me.consent.is_none() {
        return prefs::remove(session::MODE_TOLD);
    }
    match next(own(), told(me.account), me.mode) {
        Next::Nothing => {}
        Next::Take(mode) => {
            note(me.account, mode);
            show(mode);
        }
        Next::Note(mode) => note(me.account, mode),
        Next::Tell(_) => tell(me),
    }
}

/// What was chosen here; from the cookie where the storage was cleared.
fn own() -> Option<UiMode> {
    prefs::get(OWN).as_deref().and_then(UiMode::of).or_else(|| browser::is_elder().then_some(UiMode::Elder))
}

/// What this phone showed when it last met the account.
fn told(account: Uuid) -> Option<UiMode> {
    let kept = prefs::get(session::MODE_TOLD)?;
    UiMode::of(kept.strip_prefix(&account.to_string())?.trim())
}

fn note(account: Uuid, mode: UiMode) {
    prefs::set(session::MODE_TOLD, &format!("{account} {}", mode.name()));
}

/// Keeps the phone's choice with the account, under the notice of today. What does not arrive is told again when phone and
/// account meet the next time.
fn tell(me: &Me) {
    if me.consent.as_ref() != Some(&me.notice) || TELLING.replace(true) {
        return;
    }
    let account = me.account;
    spawn_local(async move {
        while let Some(mode) = own().filter(|own| Some(*own) != told(account)) {
            if !sent(account, mode).await {
                break;
            }
            note(account, mode);
        }
        TELLING.set(false);
    });
}

/// In the name of this account alone, whoever signs in meanwhile.
async fn sent(account: Uuid, mode: UiMode) -> bool {
    let Ok(body) = serde_json::to_value(SetMode { mode }) else { return false };
    let (account, key) = (account.to_string(), Uuid::now_v7().to_string());
    http::post_kept(Some(&account), PostMode::PATH, &key, &body).await.is_ok()
}

/// Shows a mode and keeps it, as a tap on the switch does.
fn show(mode: UiMode) {
    let boot = browser::property(&browser::window(), "yunlin");
    if let Ok(switch) = browser::property(&boot, "mode").dyn_into::<js_sys::Function>() {
        switch.call1(&boot, &JsValue::from_str(mode.name())).map(drop).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::UiMode::{Elder, Normal};
    use super::*;

    #[test]
    fn a_phone_without_a_choice_takes_that_of_the_account() {
        assert_eq!(next(None, None, Some(Elder)), Next::Take(Elder));
        assert_eq!(next(None, None, None), Next::Nothing);
    }

    #[test]
    fn a_phone_with_a_choice_keeps_it() {
        assert_eq!(next(Some(Normal), None, Some(Elder)), Next::Note(Normal));
        assert_eq!(next(Some(Normal), Some(Normal), Some(Elder)), Next::Nothing);
    }

    #[test]
    fn a_choice_is_told_once_and_again_when_it_changes() {
        assert_eq!(next(Some(Elder), None, None), Next::Tell(Elder));
        assert_eq!(next(Some(Elder), Some(Elder), None), Next::Nothing);
        assert_eq!(next(Some(Normal), Some(Elder), Some(Elder)), Next::Tell(Normal));
    }
}
