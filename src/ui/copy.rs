//! Copying a text by a button; where the browser refuses, the text stays there to be marked by hand.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::wording as w;
use crate::infra::announce;
use crate::infra::browser::{property, window};
use crate::infra::live::words;

/// Copies; says whether it worked.
pub async fn copy(text: &str) -> bool {
    let clipboard = property(&window().navigator(), "clipboard");
    let Ok(write) = property(&clipboard, "writeText").dyn_into::<js_sys::Function>() else { return false };
    match write.call1(&clipboard, &JsValue::from_str(text)) {
        Ok(promise) => JsFuture::from(js_sys::Promise::from(promise)).await.is_ok(),
        Err(_) => false,
    }
}

/// Button that copies, and says what happened.
#[component]
pub fn CopyButton(
    /// What is copied.
    text: String,
) -> impl IntoView {
    let said = RwSignal::new("");
    let press = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let words = if copy(&text).await { w::COPIED } else { w::NOT_COPIED };
            announce::say(words);
            said.try_set(words);
        });
    };
    view! {
        <button class="btn" type="button" on:click=press>{w::COPY}</button>
        <p class="small dim">{words(move || said.get().to_owned())}</p>
    }
    .into_any()
}
