//! 登录设备: where the resident is signed in, and ending it there.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::endpoint::Nothing;
use yunlin_api::identity::{GetSessions, PostEndSession, SessionRow, Sessions};

use super::wording as w;
use crate::infra::live::words;
use crate::infra::{clock, http};
use crate::shell::own::{Again, own, sentence};
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    let said = RwSignal::new(String::new());
    view! {
        <Frame title=w::SESSIONS>
            <p class="small dim">{w::SESSIONS_WHAT}</p>
            <p role="status">{words(move || said.get())}</p>
            {own::<GetSessions>("/me/sessions", move |sessions, again| list(&sessions, again, said))}
        </Frame>
    }
    .into_any()
}

fn list(sessions: &Arc<Sessions>, again: Again, said: RwSignal<String>) -> AnyView {
    sessions.sessions.iter().map(|session| row(session, again, said)).collect_view().into_any()
}

fn row(session: &SessionRow, again: Again, said: RwSignal<String>) -> AnyView {
    let id = session.id;
    let end = move |_| {
        spawn_local(async move {
            let key = Uuid::now_v7().to_string();
            match http::post_to::<PostEndSession>(&[&id.to_string()], &key, &Nothing {}).await {
                Ok(_) => {
                    said.try_set(w::ENDED.to_owned());
                    again.ask();
                }
                Err(error) => drop(said.try_set(sentence(error))),
            }
        });
    };
    let button = if session.current {
        view! { <a class="btn" href="/me/sign-out">{w::SIGN_OUT}</a> }.into_any()
    } else {
        let label = w::end_of(&session.device);
        view! { <button class="btn" type="button" aria-label=label on:click=end>{w::END}</button> }.into_any()
    };
    view! {
        <section class="card">
            <h2 class="with-end">{session.device.clone()}{session.current.then(|| view! { <span class="tag good">{w::HERE}</span> })}</h2>
            <p class="small dim">{w::used(&clock::when(&session.since), &clock::when(&session.last_seen))}</p>
            {button}
        </section>
    }
    .into_any()
}
