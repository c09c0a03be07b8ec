//! The strip above the tab bar: no network, or a newer version. It never covers a dialog and never reloads by itself.

use leptos::mount::mount_to;
use leptos::prelude::*;

use super::wording as w;
use crate::infra::{browser, pwa};

/// Puts the strip up for the life of the page.
pub fn install() {
    if let Some(place) = browser::by_id("notices") {
        mount_to(place, || view! { <Notices/> }).forget();
    }
}

#[component]
fn Notices() -> impl IntoView {
    let online = RwSignal::new(browser::online());
    for event in ["online", "offline"] {
        browser::listen(&browser::window(), event, move |_| online.set(browser::online()));
    }
    let newer = pwa::newer_build();
    let put_off = RwSignal::new(false);
    let offer = Memo::new(move |_| newer.get() && !put_off.get());
    view! {
        <div class="strip" role="status">
            <Show when=move || !online.get()>
                <p class="strip-in wait">{w::OFFLINE}</p>
            </Show>
            <Show when=move || offer.get()>
                <p class="strip-in">
                    <span>{w::NEWER}</span>
                    <button class="btn primary" type="button" on:click=|_| pwa::update_now()>{w::UPDATE}</button>
                    <button class="btn" type="button" on:click=move |_| put_off.set(true)>{w::LATER}</button>
                </p>
            </Show>
        </div>
    }
}
