//! 退出登录: asks 先发送 / 放弃 when something waits, wipes the phone at once (P21), ends the session at the server now or, with
//! no signal, as soon as there is one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::wording as w;
use crate::domain::consent;
use crate::domain::outbox::{self, EntryHead, EntryState};
use crate::domain::session::{self, Session};
use crate::infra::live::{live, words};
use crate::infra::{nav, prefs};
use crate::shell::own::{alert, sign_in_first};
use crate::ui::page::Page as Frame;
use crate::ui::state::skeleton;

/// Builds the page.
pub(super) fn view() -> AnyView {
    // Also for whoever finds the phone of somebody whose session is over: what it keeps can be wiped.
    let body =
        if session::account().is_some() { view! { <Leave/> }.into_any() } else { sign_in_first("/me") };
    view! { <Frame title=w::SIGN_OUT>{body}</Frame> }.into_any()
}

/// What is known while somebody decides.
#[derive(Clone, Copy)]
struct Leaving {
    /// What would be lost; absent until it was looked for.
    lost: RwSignal<Option<Vec<EntryHead>>>,
    /// Why it did not work.
    said: RwSignal<String>,
    busy: RwSignal<bool>,
}

impl Leaving {
    fn leave(self) {
        self.busy.set(true);
        spawn_local(async move {
            if let Err(sentence) = sign_out().await {
                self.said.try_set(sentence.to_owned());
            }
            self.busy.try_set(false);
        });
    }

    fn send_first(self) {
        self.busy.set(true);
        spawn_local(async move {
            let left = send_all().await;
            self.busy.try_set(false);
            if left.is_empty() {
                self.leave();
            } else {
                self.said.try_set(w::STILL.to_owned());
                self.lost.try_set(Some(left));
            }
        });
    }
}

/// Something waits: send it first, or give it up.
fn ask(leaving: Leaving, heads: Vec<EntryHead>) -> AnyView {
    let busy = leaving.busy;
    // Whoever holds the phone of somebody whose session is over may wipe it, and reads no names.
    let over = session::session().get() == Session::Guest;
    let rows = if over {
        view! { <li>{w::of_others(heads.len())}</li> }.into_any()
    } else {
        heads.into_iter().map(|head| view! { <li>{head.title}</li> }).collect_view().into_any()
    };
    view! {
        <p>{w::OUT_WAITS}</p>
        <ul class="dots">{rows}</ul>
        <button class="btn" type="button" disabled=move || busy.get() on:click=move |_| leaving.send_first()>{w::SEND_FIRST}</button>
        <button class="btn" type="button" disabled=move || busy.get() on:click=move |_| leaving.leave()>{w::GIVE_UP}</button>
    }
    .into_any()
}

/// Nothing waits.
fn plain(leaving: Leaving) -> AnyView {
    let busy = leaving.busy;
    view! {
        <p>{w::OUT_TEXT}</p>
        <button class="btn primary" type="button" disabled=move || busy.get() on:click=move |_| leaving.leave()>
            {words(move || if busy.get() { w::LEAVING.to_owned() } else { w::SIGN_OUT.to_owned() })}
        </button>
    }
    .into_any()
}

#[component]
fn Leave() -> impl IntoView {
    let leaving =
        Leaving { lost: RwSignal::new(None), said: RwSignal::new(String::new()), busy: RwSignal::new(false) };
    let Leaving { lost, said, .. } = leaving;
    spawn_local(async move { drop(lost.try_set(Some(outbox::unsent().await))) });
    let choice = move || match lost.get() {
        None => skeleton(),
        Some(heads) if heads.is_empty() => plain(leaving),
        Some(heads) => ask(leaving, heads),
    };
    view! {
        <section class="card">
            {alert(move || Some(said.get()).filter(|said| !said.is_empty()))}
            {live(choice)}
            <a class="btn" href="/me">{crate::shell::wording_own::CANCEL}</a>
        </section>
    }
    .into_any()
}

/// Sends what waits and says what is still here. Drafts stay: they were never meant to go by themselves.
async fn send_all() -> Vec<EntryHead> {
    for head in outbox::unsent().await {
        if matches!(head.state, EntryState::Failed { .. }) {
            let _saved = outbox::queue(head.id).await;
        }
    }
    outbox::flush_now().await;
    outbox::unsent().await
}

/// Wipes everything of the person on this phone, then ends the session at the server; preferences stay. With no signal the
/// session is ended once there is one, and 我的 says so. An error is a sentence.
async fn sign_out() -> Result<(), &'static str> {
    let wiped = outbox::wipe().await;
    consent::forget();
    prefs::remove_below("report/");
    let ended = session::end().await.is_ok() || session::end_later();
    if !wiped {
        // Still their phone: a second try is possible.
        return Err(w::NOT_WIPED);
    }
    if !ended {
        return Err(w::OUT_OFFLINE);
    }
    session::forget();
    nav::replace_page("/me");
    Ok(())
}
