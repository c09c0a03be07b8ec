//! 消息: what happened, what to do. Opening the page marks them as read.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::endpoint::Nothing;
use yunlin_api::messages::{GetMessages, Inbox, Message, PostMessagesRead};

use super::wording as w;
use crate::domain::session;
use crate::infra::{clock, http};
use crate::shell::own::own;
use crate::ui::icon::Icon;
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    view! { <Frame title=w::MESSAGES>{own::<GetMessages>("/me/messages", |inbox, _| list(&inbox))}</Frame> }
        .into_any()
}

fn list(inbox: &Arc<Inbox>) -> AnyView {
    if inbox.unread > 0 {
        spawn_local(async {
            let key = Uuid::now_v7().to_string();
            if http::post::<PostMessagesRead>(&key, &Nothing {}).await.is_ok() {
                session::refresh();
            }
        });
    }
    if inbox.messages.is_empty() {
        return view! { <div class="state"><Icon name="info"/><p>{w::NO_MESSAGES}</p></div> }.into_any();
    }
    inbox.messages.iter().map(message).collect_view().into_any()
}

fn message(message: &Message) -> AnyView {
    // The server writes the address; one that is not ours is not shown.
    let href = session::own_path(&message.href).map(str::to_owned);
    view! {
        <article class="card">
            <h2>{message.title.clone()}{(!message.read).then(|| view! { " "<span class="tag">{w::NEW}</span> })}</h2>
            <p>{message.text.clone()}</p>
            <p class="small dim">{clock::when(&message.at)}</p>
            {href.map(|href| view! { <a class="btn" href=href>{w::OPEN}</a> })}
        </article>
    }
    .into_any()
}
