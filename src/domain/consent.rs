//! The notice before personal data is asked for, and the agreement (requirements G23, G24): never on opening, at the first step
//! that collects, refusing as easy as agreeing.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::privacy::{GiveConsent, NOTICE, PostConsent};
use yunlin_api::text::Text;

use super::session::{self, Session};
use super::wording as w;
use crate::infra::http::{self, CallError};
use crate::infra::live::{live, words};
use crate::infra::nav;

thread_local! {
    /// Agreed before signing in; told to the server right after. Ends with the page: the next person is asked for themselves.
    static PENDING: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Whether the person of this phone has agreed to the current notice, as far as is known; tracks the session.
pub fn given() -> bool {
    match session::session().get() {
        Session::In(me) => me.consent.as_deref() == Some(me.notice.as_str()),
        Session::Guest => pending(),
        Session::Unknown | Session::Unreachable => session::consent_kept() || pending(),
    }
}

fn pending() -> bool {
    PENDING.with(|pending| pending.get())
}

/// Tells the server what was agreed to before signing in.
pub async fn tell_pending() -> Result<(), CallError> {
    if pending() {
        tell(true).await?;
        forget();
    }
    Ok(())
}

/// Forgets what was agreed to but not told yet.
pub fn forget() {
    PENDING.with(Clone::clone).set(false);
}

/// Agrees or withdraws at the server.
pub async fn tell(agreed: bool) -> Result<(), CallError> {
    let notice = Text::new(NOTICE).map_err(|_| CallError::Unreadable)?;
    let key = Uuid::now_v7().to_string();
    http::post::<PostConsent>(&key, &GiveConsent { notice, agreed }).await?;
    session::ask().await;
    Ok(())
}

/// Shows its children once the notice is agreed to, and the notice before that.
#[component]
pub fn Gate(children: ChildrenFn) -> impl IntoView {
    let agreed = RwSignal::new(given());
    Effect::new(move |_| agreed.set(given()));
    let may = Memo::new(move |_| agreed.get());
    live(move || if may.get() { children() } else { view! { <Notice agreed/> }.into_any() })
}

/// The notice in short, with two equal buttons.
#[component]
pub fn Notice(
    /// Becomes true when the resident agrees.
    agreed: RwSignal<bool>,
) -> impl IntoView {
    let wrong = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let agree = move |_| {
        if !matches!(session::session().get_untracked(), Session::In(_)) {
            PENDING.with(Clone::clone).set(true);
            agreed.set(true);
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match tell(true).await {
                Ok(()) => drop(agreed.try_set(true)),
                Err(CallError::Refused(problem)) => drop(wrong.try_set(problem.detail)),
                Err(_) => drop(wrong.try_set(w::CONSENT_OFFLINE.to_owned())),
            }
            busy.try_set(false);
        });
    };
    let lines = w::CONSENT_LINES
        .iter()
        .map(|(term, text)| view! { <div><dt>{*term}</dt><dd>{*text}</dd></div> }.into_any())
        .collect_view();
    let refused = move || {
        let any = !wrong.read().is_empty();
        any.then(|| view! { <p class="error" role="alert">{wrong.get()}</p> }.into_any()).into_any()
    };
    view! {
        <section class="card" aria-labelledby="consent">
            <h2 id="consent">{w::CONSENT}</h2>
            <dl class="rows">{lines}</dl>
            <p><a class="chip wide" href="/about/privacy">{w::CONSENT_FULL}</a></p>
            {live(refused)}
            <div class="two">
                <button class="btn" type="button" on:click=|_| nav::back()>{w::REFUSE}</button>
                <button class="btn" type="button" disabled=move || busy.get() on:click=agree>
                    {words(move || if busy.get() { w::CONSENT_SENDING } else { w::AGREE }.to_owned())}
                </button>
            </div>
        </section>
    }
    .into_any()
}
