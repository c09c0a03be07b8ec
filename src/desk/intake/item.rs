//! What they want: plain words over the catalogue. What can only be told is told, with the place to go to.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::guide::{Catalogue, ItemCard, Mode};
use yunlin_api::search::{Engine, Entry, Kind};

use super::state::{Draft, ItsForm};
use crate::desk::wording_intake as w;
use crate::domain::published;
use crate::infra::live::{live, words};
use crate::ui::state::loaded;

/// Rows offered at once.
const MOST: usize = 8;

/// Chooses the item.
#[component]
pub fn Picker(draft: Draft) -> impl IntoView {
    let shown = move || match draft.item.get() {
        Some(item) => view! { <Chosen draft=draft item=item/> }.into_any(),
        None => loaded(published::catalogue(), published::reload_catalogue, move |catalogue| {
            search(draft, catalogue)
        })
        .into_any(),
    };
    view! { <section class="d-card"><h2>{w::ITEM}</h2>{live(shown)}</section> }
}

fn search(draft: Draft, catalogue: Arc<Catalogue>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let engine = Arc::new(Engine::new(entries(&catalogue)));
    let rows = move || {
        let query = typed.get();
        let codes = found(&engine, &catalogue, query.trim());
        let cards =
            codes.into_iter().filter_map(|code| catalogue.items.iter().find(|i| i.code == code).cloned());
        cards.map(|card| row(draft, card)).collect_view()
    };
    // Enter in this field must not send the whole intake.
    let enter = |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    };
    view! {
        <div class="d-find"><input type="search" autocomplete="off" aria-label=w::ITEM_FIND placeholder=w::ITEM_FIND prop:value=move || typed.get() on:input=move |e| typed.set(event_target_value(&e)) on:keydown=enter/></div>
        <ul class="cells" aria-live="polite">{rows}</ul>
    }
    .into_any()
}

/// By code, else by plain words.
fn found(engine: &Engine, catalogue: &Catalogue, query: &str) -> Vec<String> {
    if query.is_empty() {
        return Vec::new();
    }
    let code = query.to_ascii_uppercase();
    if let Some(item) = catalogue.items.iter().find(|i| i.code == code) {
        return vec![item.code.clone()];
    }
    engine.search(query).into_iter().take(MOST).map(|f| engine.entries()[f.entry].key.clone()).collect()
}

fn entries(catalogue: &Catalogue) -> Vec<Entry> {
    let entry = |item: &ItemCard| Entry {
        kind: Kind::Item,
        key: item.code.clone(),
        title: item.name.clone(),
        sub: item.summary.clone(),
        words: item.words.clone(),
        weak: format!("{} {}", item.category, item.bureau),
    };
    catalogue.items.iter().map(entry).collect()
}

fn row(draft: Draft, card: ItemCard) -> impl IntoView {
    let chosen = card.clone();
    let choose = move |_| {
        let (code, takes) = (chosen.code.clone(), chosen.mode != Mode::Inform);
        draft.choose(Some(chosen.clone()));
        spawn_local(async move {
            if let Ok(item) = published::item(&code).await {
                draft.papers.try_set(item.text.materials.iter().map(|m| m.name.clone()).collect());
            }
            if takes {
                find_form(draft, &code).await;
            }
        });
    };
    view! {
        <li><button class="cell" type="button" on:click=choose><span>{card.name}<small>{card.code}" · "{card.mode.label()}" · "{card.bureau}</small></span></button></li>
    }
}

/// The form of the item, if that is still the chosen one when the forms are there.
async fn find_form(draft: Draft, code: &str) {
    let forms = published::settled_forms().await;
    let still = draft.item.try_with_untracked(|i| i.as_ref().is_some_and(|i| i.code == code));
    if still != Some(true) {
        return;
    }
    let found = match forms {
        None => ItsForm::Failed,
        Some(forms) => match forms.forms.iter().find(|f| f.item == code) {
            Some(form) => ItsForm::Found(Box::new(form.clone())),
            None => ItsForm::None,
        },
    };
    draft.form.try_set(found);
}

#[component]
fn Chosen(draft: Draft, item: ItemCard) -> impl IntoView {
    let inform = item.mode == Mode::Inform;
    let place = RwSignal::new(String::new());
    let code = item.code.clone();
    if inform {
        spawn_local(async move {
            if let Ok(item) = published::item(&code).await {
                place.try_set(item.text.location.detail.clone());
            }
        });
    }
    let told = inform.then(|| view! { <div class="d-wait-for d-card"><h3>{w::INFORM_ONLY}</h3><p>{words(move || place.get())}</p><p class="small">{w::INFORM_HELP}</p></div> });
    view! {
        <div class="d-person"><p><b>{item.name.clone()}</b><small class="dim">" "{item.code.clone()}" · "{item.mode.label()}" · "{item.bureau.clone()}</small></p>
            <button class="d-btn" type="button" on:click=move |_| draft.choose(None)>{w::OTHER_ITEM}</button></div>
        {told}
    }
}
