//! 注销: what goes, what stays and why; can be taken back until it is done (G29).

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::privacy::{CloseAccount, GetMyData, MyData, PostClose};

use super::{data::closing, wording as w};
use crate::domain::session;
use crate::infra::http;
use crate::infra::live::words;
use crate::shell::own::{Again, alert, own, sentence};
use crate::shell::wording_own;
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    view! { <Frame title=w::CLOSE>{own::<GetMyData>("/me/data/close", page)}</Frame> }.into_any()
}

fn page(data: Arc<MyData>, again: Again) -> AnyView {
    let wrong = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let under_way = data.closing.is_some();
    let ask = move |_| {
        busy.set(true);
        spawn_local(async move {
            let key = Uuid::now_v7().to_string();
            match http::post::<PostClose>(&key, &CloseAccount { undo: under_way }).await {
                Ok(_) => {
                    session::refresh();
                    again.ask();
                }
                Err(error) => drop(wrong.try_set(sentence(error))),
            }
            busy.try_set(false);
        });
    };
    let act = if under_way { w::CLOSE_UNDO } else { w::CLOSE_GO };
    view! {
        {data.closing.as_ref().map(closing)}
        <section class="card">
            {w::CLOSE_TEXT.map(|line| view! { <p>{line}</p> }).collect_view()}
            {alert(move || Some(wrong.get()).filter(|wrong| !wrong.is_empty()))}
            <button class="btn" type="button" disabled=move || busy.get() on:click=ask>
                {words(move || if busy.get() { wording_own::SENDING.to_owned() } else { act.to_owned() })}
            </button>
            <a class="btn" href="/me/data">{wording_own::CANCEL}</a>
        </section>
    }
    .into_any()
}
