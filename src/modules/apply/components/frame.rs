//! The frame of a page of a form: how far one is, and room for the buttons at the thumb.

use leptos::prelude::*;

use crate::infra::browser;
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

/// 「第 2 步，共 4 步」, the bar, and 已保存在本机.
pub fn how_far(number: usize, total: Signal<usize>, saving: RwSignal<Saving>) -> AnyView {
    let part = move || {
        let total = total.get().max(1);
        format!("{}%", (number * 100 / total).min(100))
    };
    let saved = move || match saving.get() {
        Saving::Idle => "",
        Saving::Busy => w::SAVING,
        Saving::Done => w::SAVED,
        Saving::Failed => w::NOT_SAVED,
    };
    view! {
        <p class="how-far"><span>{move || w::step(number, total.get().max(number))}</span><span class:wait=move || saving.get() == Saving::Failed>{saved}</span></p>
        <div class="track" aria-hidden="true"><i style:width=part></i></div>
    }
    .into_any()
}
