//! Everything in clear, for the resident alone: shown on demand, copied, or saved as a file where the browser can.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::endpoint::{Nothing, encode_segment};
use yunlin_api::privacy::PostExport;

use super::wording as w;
use crate::infra::{browser, http};
use crate::shell::own::{sentence, signed_in};
use crate::shell::wording_own as own;
use crate::ui::copy::CopyButton;
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    let page = || view! { <Export/> }.into_any();
    view! { <Frame title=w::EXPORT>{signed_in("/me/data/export", page)}</Frame> }.into_any()
}

#[component]
fn Export() -> impl IntoView {
    let json = RwSignal::new(None::<String>);
    let wrong = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let show = move |_| {
        busy.set(true);
        spawn_local(async move {
            match http::post::<PostExport>(&Uuid::now_v7().to_string(), &Nothing {}).await {
                Ok(export) => drop(json.try_set(Some(export.json))),
                Err(error) => drop(wrong.try_set(sentence(error))),
            }
            busy.try_set(false);
        });
    };
    let ask = move || {
        view! {
            <p>{w::EXPORT_WARN}</p>
            {move || (!wrong.read().is_empty()).then(|| view! { <p class="error" role="alert">{wrong.get()}</p> })}
            <button class="btn primary" type="button" disabled=move || busy.get() on:click=show>
                {move || if busy.get() { own::SENDING } else { w::EXPORT_GO }}
            </button>
        }
        .into_any()
    };
    view! { <section class="card">{move || json.get().map_or_else(ask, shown)}</section> }
}

fn shown(json: String) -> AnyView {
    // WeChat saves nothing: there the box and the button are the way.
    let save = (!browser::in_wechat()).then(|| {
        let mut href = String::from("data:application/json;charset=utf-8,");
        encode_segment(&json, &mut href);
        view! { <a class="btn" href=href download=w::EXPORT_FILE>{w::EXPORT_SAVE}</a> }
    });
    view! {
        <label class="field">{w::EXPORT_BOX}<textarea rows="12" readonly>{json.clone()}</textarea></label>
        <CopyButton text=json/>
        {save}
    }
    .into_any()
}
