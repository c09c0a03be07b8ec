//! Everything in clear, for the resident alone: shown on demand, copied, or saved as a file where the browser can.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::SubmitEvent;
use yunlin_api::endpoint::encode_segment;
use yunlin_api::identity::{CodeText, half_width};
use yunlin_api::privacy::{AskExport, PostExport};

use super::own_code::OwnCode;
use super::wording as w;
use crate::infra::live::{live, words};
use crate::infra::{browser, http};
use crate::shell::own::signed_in;
use crate::shell::wording_own as own;
use crate::ui::copy::CopyButton;
use crate::ui::field::{Summary, Wrong};
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    let page = || view! { <Export/> }.into_any();
    view! { <Frame title=w::EXPORT>{signed_in("/me/data/export", page)}</Frame> }.into_any()
}

#[component]
fn Export() -> impl IntoView {
    let json = RwSignal::new(None::<String>);
    let wrong = RwSignal::new(Vec::<Wrong>::new());
    let (busy, code) = (RwSignal::new(false), RwSignal::new(String::new()));
    let show = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(code) = CodeText::new(&half_width(&code.read_untracked())) else {
            return wrong.set(Wrong::at("code", w::CODE_MISSING));
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(Vec::new());
        spawn_local(async move {
            match http::post::<PostExport>(&Uuid::now_v7().to_string(), &AskExport { code }).await {
                Ok(export) => drop(json.try_set(Some(export.json))),
                Err(error) => drop(wrong.try_set(Wrong::of(error, "code", own::NEEDS_NETWORK))),
            }
            busy.try_set(false);
        });
    };
    let ask = move || {
        view! {
            <p>{w::EXPORT_WARN}</p>
            <form on:submit=show novalidate>
                <Summary wrong=wrong/>
                <OwnCode id="code" value=code wrong=wrong/>
                <button class="btn primary" type="submit" disabled=move || busy.get()>
                    {words(move || if busy.get() { own::SENDING.to_owned() } else { w::EXPORT_GO.to_owned() })}
                </button>
            </form>
        }
        .into_any()
    };
    view! { <section class="card">{live(move || json.get().map_or_else(ask, shown))}</section> }.into_any()
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
