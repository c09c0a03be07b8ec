//! The bar at the thumb: listen, keep, share, print.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use yunlin_api::guide::Item;

use crate::infra::browser::{self, property, window};
use crate::infra::live::{live, words};
use crate::infra::{announce, prefs, speech};
use crate::modules::guide::paths::ItemPage;
use crate::modules::guide::state::{have, share_text, speech as spoken};
use crate::modules::guide::wording as w;
use crate::ui::copy::copy;
use crate::ui::icon::Icon;

/// Key of the favourites on the phone.
const FAVOURITES: &str = "favourites";

/// Keep, share, print and listen.
#[component]
pub fn Actions(item: Arc<Item>, ticked: RwSignal<Vec<usize>>) -> impl IntoView {
    let code = item.card.code.clone();
    let kept = RwSignal::new(prefs::list(FAVOURITES).contains(&code));
    let said = RwSignal::new("");
    let shared = item.clone();
    let share = move |_| {
        let item = shared.clone();
        spawn_local(async move { said.set(share(&item, &ticked.get_untracked()).await) });
    };
    view! {
        <div class="actions no-print">
            <Listen item=item.clone()/>
            <button class="act" type="button" aria-pressed=move || kept.get().to_string() on:click=move |_| kept.set(prefs::toggle(FAVOURITES, &code))>
                {live(move || view! { <Icon name=if kept.get() { "star-fill" } else { "star" }/> }.into_any())}
                {words(move || if kept.get() { w::KEPT.to_owned() } else { w::KEEP.to_owned() })}
            </button>
            <button class="act" type="button" on:click=share><Icon name="share-network"/>{w::SHARE}</button>
            {(!browser::in_wechat()).then(|| view! {
                <button class="act" type="button" on:click=|_| window().print().unwrap_or_default()><Icon name="printer"/>{w::PRINT}</button>
            })}
        </div>
        <p class="small" role="status">{words(move || said.get().to_owned())}</p>
    }
    .into_any()
}

#[component]
fn Listen(item: Arc<Item>) -> impl IntoView {
    let reading = RwSignal::new(false);
    on_cleanup(speech::stop);
    let toggle = move |_| {
        if reading.get_untracked() {
            speech::stop();
            reading.set(false);
        } else {
            reading.set(true);
            speech::read(&spoken(&item), 0.9, move || {
                reading.try_set(false);
            });
        }
    };
    speech::available().then(|| {
        view! {
            <button class="act" type="button" on:click=toggle>
                <Icon name="speaker-high"/>{words(move || if reading.get() { w::STOP.to_owned() } else { w::LISTEN.to_owned() })}
            </button>
        }
        .into_any()
    })
}

/// Shares the checklist by the phone's own sheet, or copies the link; says what happened.
async fn share(item: &Item, ticked: &[usize]) -> &'static str {
    let origin = window().location().origin().unwrap_or_default();
    let shared = (!ticked.is_empty()).then(|| have(&item.text.materials, ticked));
    let page = ItemPage(item.card.code.clone());
    let url = format!("{origin}{}", page.view_href(false, shared.as_deref()));
    let navigator = window().navigator();
    if let Ok(sheet) = property(&navigator, "share").dyn_into::<js_sys::Function>() {
        let data = js_sys::Object::new();
        for (key, value) in
            [("title", item.card.name.clone()), ("text", share_text(item)), ("url", url.clone())]
        {
            js_sys::Reflect::set(&data, &key.into(), &value.into()).unwrap_or_default();
        }
        let sent = sheet.call1(&navigator, &data).map(js_sys::Promise::from);
        // A refusal here is the resident closing the sheet.
        if let Ok(sent) = sent {
            JsFuture::from(sent).await.unwrap_or_default();
            return "";
        }
    }
    let text = format!("{}\n{url}", share_text(item));
    let copied = copy(&text).await;
    let said = if copied { w::COPIED } else { w::NOT_COPIED };
    announce::say(said);
    said
}
