//! Who is signed in at this desk. One state for all pages; gone with the page.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::desk::{GetStaffMe, PostStaffSignOut, StaffMe};
use yunlin_api::endpoint::Nothing;
use yunlin_api::problem::Code;

use super::paths::{self, Page};
use super::{ask, wording as w};
use crate::infra::http::{self, CallError};
use crate::infra::{browser, nav};

/// What is known of it.
#[derive(Clone, Debug)]
pub enum Who {
    /// The server is being asked.
    Asking,
    /// Nobody.
    Out,
    /// Somebody.
    In(Arc<StaffMe>),
    /// The server could not be asked.
    Failed(CallError),
}

thread_local! {
    static WHO: ArcRwSignal<Who> = ArcRwSignal::new(Who::Asking);
    static NOT_ENDED: ArcRwSignal<bool> = ArcRwSignal::new(false);
    /// Login name of this visit: the lock asks for the password only.
    static LOGIN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Who it is, as a signal of whoever asks.
pub fn who() -> RwSignal<Who> {
    WHO.with(|w| w.clone().into())
}

/// The member of staff, when there is one.
pub fn me() -> Option<Arc<StaffMe>> {
    match who().get() {
        Who::In(me) => Some(me),
        _ => None,
    }
}

/// The same without asking for a signal.
pub fn me_now() -> Option<Arc<StaffMe>> {
    match WHO.with(ArcRwSignal::get_untracked) {
        Who::In(me) => Some(me),
        _ => None,
    }
}

/// Login name typed in this visit; empty after a reload.
pub fn login() -> String {
    LOGIN.with_borrow(Clone::clone)
}

/// Asks the server unless somebody is known to be signed in.
pub fn ensure() {
    if me_now().is_none() {
        ask_again();
    }
}

/// Asks the server.
pub fn ask_again() {
    let who = WHO.with(Clone::clone);
    who.set(Who::Asking);
    spawn_local(async move {
        who.set(match http::query::<GetStaffMe>(&[], &[]).await {
            Ok(me) => Who::In(Arc::new(me)),
            Err(error) if ask::is(&error, Code::SignIn) || ask::is(&error, Code::Forbidden) => Who::Out,
            Err(error) => Who::Failed(error),
        });
    });
}

/// Somebody has signed in, or changed something about themselves.
pub fn is_in(me: StaffMe) {
    WHO.with(|who| who.set(Who::In(Arc::new(me))));
}

/// Remembers the login name for the lock.
pub fn keep_login(login: &str) {
    LOGIN.with_borrow_mut(|kept| login.clone_into(kept));
}

/// Ends the session on the server; says whether it is over there. One that was over before is as good.
pub async fn end() -> bool {
    match http::post::<PostStaffSignOut>(&Uuid::now_v7().to_string(), &Nothing {}).await {
        Ok(_) => true,
        Err(error) => ask::is(&error, Code::SignIn),
    }
}

/// What is said where signing out did not reach the server: the session lives on there.
pub fn not_ended_told() -> AnyView {
    let failed: RwSignal<bool> = NOT_ENDED.with(|n| n.clone().into());
    view! { {move || failed.get().then(|| view! { <p class="error" role="alert">{w::NOT_ENDED}</p> })} }
        .into_any()
}

/// Signs out and loads the page anew, so that nothing of the person stays in memory. Where the server was not reached, the
/// page stays and says so: whoever walks away must not believe that the session is over.
pub fn sign_out() {
    spawn_local(async {
        let ended = end().await;
        NOT_ENDED.with(|n| n.set(!ended));
        if ended {
            browser::window().location().replace(&Page::SignIn.href()).unwrap_or_default();
        }
    });
}

/// `/desk`: on to the inbox, or to signing in.
pub fn to_start() -> AnyView {
    ensure();
    Effect::new(|_| match who().get() {
        Who::Out | Who::Failed(_) => nav::replace(&Page::SignIn.href()),
        Who::In(_) => nav::replace(&Page::Inbox.href()),
        Who::Asking => {}
    });
    super::states::waiting()
}

/// Leads to the sign-in page when nobody is signed in, and to the new password when it must be changed first.
pub fn guard(here: Page) {
    ensure();
    Effect::new(move |_| match who().get() {
        Who::Out => {
            let address = nav::address().get_untracked();
            nav::replace(&paths::sign_in_from(&address.path, &address.query));
        }
        Who::In(me) if me.must_change && here != Page::Password => nav::replace(&Page::Password.href()),
        _ => {}
    });
}
