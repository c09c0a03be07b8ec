//! Pages of the resident's own: what they show to guests, with no signal, while loading, and when the server refuses.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::endpoint::Endpoint;

use super::wording_own as w;
use crate::domain::session::{self, Session};
use crate::infra::http::{self, CallError};
use crate::infra::live::live;
use crate::ui::icon::Icon;
use crate::ui::state::{failed, skeleton};

/// Asks the server once more.
#[derive(Clone, Copy)]
pub struct Again(RwSignal<u32>);

impl Again {
    /// Now.
    pub fn ask(self) {
        self.0.try_update(|n| *n += 1);
    }
}

/// Who looks at the page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    Asking,
    Unreachable,
    Nobody,
    Resident(Uuid),
}

fn who() -> Who {
    match session::session().get() {
        Session::Unknown => Who::Asking,
        Session::Unreachable => Who::Unreachable,
        Session::Guest => Who::Nobody,
        Session::In(me) => Who::Resident(me.account),
    }
}

/// Shows `ready` with what the server says of the resident who is signed in. Never kept on the phone.
pub fn own<E>(then: &str, ready: impl Fn(Arc<E::Out>, Again) -> AnyView + Send + Clone + 'static) -> AnyView
where
    E: Endpoint + 'static,
    E::Out: Send + Sync + 'static,
{
    let then = then.to_owned();
    let answer = RwSignal::new(None::<Result<Arc<E::Out>, CallError>>);
    let again = Again(RwSignal::new(0));
    let who = Memo::new(|_| who());
    Effect::new(move |_| {
        again.0.track();
        answer.set(None);
        let asked_by = who.get();
        if !matches!(asked_by, Who::Resident(_)) {
            return;
        }
        spawn_local(async move {
            let got = http::get::<E>(&[]).await.map(Arc::new);
            // An answer for somebody who has left meanwhile is nobody's business.
            if who.try_get_untracked() == Some(asked_by) {
                answer.try_set(Some(got));
            }
        });
    });
    let body = move || match (who.get(), answer.get()) {
        (Who::Unreachable, _) => failed(&CallError::Offline, session::refresh),
        (Who::Nobody, _) => sign_in_first(&then),
        (Who::Asking, _) | (_, None) => skeleton(),
        (_, Some(Ok(value))) => ready(value, again),
        (_, Some(Err(error))) => failed(&error, move || again.ask()),
    };
    live(body)
}

/// Shows `ready` to whoever is signed in.
pub fn signed_in(then: &str, ready: impl Fn() -> AnyView + Send + Clone + 'static) -> AnyView {
    let then = then.to_owned();
    let who = Memo::new(|_| who());
    let body = move || match who.get() {
        Who::Asking => skeleton(),
        Who::Unreachable => failed(&CallError::Offline, session::refresh),
        Who::Nobody => sign_in_first(&then),
        Who::Resident(_) => ready(),
    };
    live(body)
}

/// What guests see.
pub fn sign_in_first(then: &str) -> AnyView {
    view! {
        <div class="state">
            <Icon name="info"/>
            <p>{w::SIGN_IN_FIRST}</p>
            <a class="btn primary" href=session::href_to_sign_in(then)>{w::SIGN_IN}</a>
            <a class="btn" href="/">{w::HOME}</a>
        </div>
    }
    .into_any()
}

/// What went wrong, read out at once; nothing while all is well.
pub fn alert(wrong: impl Fn() -> Option<String> + Send + 'static) -> AnyView {
    live(move || match wrong() {
        Some(text) => view! { <p class="error" role="alert">{text}</p> }.into_any(),
        None => ().into_any(),
    })
}

/// A sentence that is not about one field.
pub fn sentence(error: CallError) -> String {
    match error {
        CallError::Offline => w::NEEDS_NETWORK.to_owned(),
        CallError::Unreadable => w::OLD_PAGE.to_owned(),
        CallError::Refused(problem) => problem.fields.into_iter().next().map_or(problem.detail, |f| f.detail),
    }
}
