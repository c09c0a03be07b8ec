//! The frame of a page of a form: how far one is, and room for the buttons at the thumb.

use std::sync::Arc;

use leptos::prelude::*;

use crate::infra::browser;
use crate::infra::live::{live, words};
use crate::modules::apply::wording as w;
use crate::questions::Saving;

/// The page has buttons of its own where the tab bar is.
pub fn hide_tabs() {
    let toggle = |on: bool| {
        if let Some(root) = browser::root() {
            root.class_list().toggle_with_force("filling", on).unwrap_or_default();
        }
    };
    toggle(true);
    on_cleanup(move || toggle(false));
}

/// 「第 2 步，共 4 步」, the bar, and 已为您保存在本机.
pub fn how_far(number: usize, total: Signal<usize>, saving: RwSignal<Saving>) -> AnyView {
    let part = move || {
        let total = total.get().max(1);
        format!("{}%", (number * 100 / total).min(100))
    };
    let saved = move || {
        let said = match saving.get() {
            Saving::Idle => "",
            Saving::Busy => w::SAVING,
            Saving::Done => w::SAVED,
            Saving::Failed => w::NOT_SAVED,
            // The card below says more.
            Saving::Elsewhere | Saving::Handed | Saving::Gone => w::NO_MORE_SAVED,
        };
        said.to_owned()
    };
    let wait = move || matches!(saving.get(), Saving::Failed) || saving.get().is_over();
    view! {
        <p class="how-far"><span>{words(move || w::step(number, total.get().max(number)))}</span><span class:wait=wait>{words(saved)}</span></p>
        <div class="track" aria-hidden="true"><i style:width=part></i></div>
    }
    .into_any()
}

/// Why nothing more is kept from this page, and the way on: `newest` opens the draft as it lies on the phone, `sent` is the page
/// of what was handed over.
pub fn over(saving: RwSignal<Saving>, newest: impl Fn() + Send + Sync + 'static, sent: String) -> AnyView {
    no_more(saving, Arc::new(newest), sent)
}

/// One copy for all pages.
fn no_more(saving: RwSignal<Saving>, newest: Arc<dyn Fn() + Send + Sync>, sent: String) -> AnyView {
    live(move || match saving.get() {
        Saving::Elsewhere => {
            let newest = newest.clone();
            view! {
                <section class="card todo" role="alert">
                    <p>{w::ELSEWHERE}</p>
                    <button class="btn primary" type="button" on:click=move |_| newest()>{w::LOAD_NEWEST}</button>
                </section>
            }
            .into_any()
        }
        Saving::Handed => {
            let sent = sent.clone();
            view! {
                <section class="card todo" role="alert">
                    <p>{w::HANDED}</p>
                    <a class="btn primary" href=sent>{w::LOOK}</a>
                </section>
            }
            .into_any()
        }
        Saving::Gone => {
            view! { <section class="card todo" role="alert"><p>{w::DELETED}</p></section> }.into_any()
        }
        _ => ().into_any(),
    })
}
