//! Pages shown when there is nothing else to show: loading, failed to load, unknown address.

use leptos::prelude::*;

use super::wording as w;
use crate::infra::browser;
use crate::ui::icon::Icon;
use crate::ui::page::Page;

/// While a part of the app is on its way.
pub fn skeleton() -> AnyView {
    view! {
        <div class="wrap" aria-busy="true">
            <p class="sr" role="status">{w::LOADING}</p>
            <div class="bone"></div><div class="bone"></div>
            <div class="card"><div class="bone"></div><div class="bone"></div><div class="bone"></div></div>
        </div>
    }
    .into_any()
}

/// A part of the app did not arrive, twice.
pub fn chunk_failed() -> AnyView {
    let reload = move |_| browser::window().location().reload().unwrap_or_default();
    view! {
        <Page title=w::CHUNK_FAILED>
            <div class="state">
                <Icon name="wifi-slash"/>
                <p>{w::CHUNK_FAILED_TEXT}</p>
                <button class="btn primary" type="button" on:click=reload>{w::RETRY}</button>
                <a class="btn" href="/">{w::HOME}</a>
            </div>
        </Page>
    }
    .into_any()
}

/// No room knows this address.
pub fn not_found() -> AnyView {
    view! {
        <Page title=w::NOT_FOUND>
            <div class="state">
                <Icon name="info"/>
                <p>{w::NOT_FOUND_TEXT}</p>
                <a class="btn primary" href="/search">{w::SEARCH}</a>
                <a class="btn" href="/">{w::HOME}</a>
            </div>
        </Page>
    }
    .into_any()
}
