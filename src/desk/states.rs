//! What stands in the place of something that is on its way, or did not come.

use leptos::prelude::*;

use super::wording as w;
use crate::infra::live::words;

/// While something is on its way.
pub fn waiting() -> AnyView {
    view! {
        <div class="d-wait" aria-busy="true">
            <p class="sr" role="status">{w::LOADING}</p>
            <div class="bone"></div><div class="bone"></div><div class="bone"></div>
        </div>
    }
    .into_any()
}

/// It did not come: why, and once more.
pub fn failed(
    said: impl Fn() -> String + Send + Sync + 'static,
    again: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! {
        <div class="state" role="alert">
            <p>{words(said)}</p>
            <button class="btn primary" type="button" on:click=move |_| again()>{w::RETRY}</button>
        </div>
    }
    .into_any()
}
