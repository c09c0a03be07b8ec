//! The materials checklist: ticks are remembered on this phone, shared in a link, printed.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::guide::Item;

use crate::infra::live::words;
use crate::infra::{nav, prefs};
use crate::modules::guide::paths::{HAVE, ItemPage, is_full};
use crate::modules::guide::state::{paper_notes, parse_have, tick_key};
use crate::modules::guide::wording as w;

/// Key of the ticks on the phone.
const TICKS: &str = "ticks";

/// Ticked papers of an item, from the phone and from a shared link.
pub fn ticked(item: &Item) -> Vec<usize> {
    let papers = &item.text.materials;
    let kept = prefs::list(TICKS);
    let shared = nav::address().get_untracked().param(HAVE).unwrap_or_default();
    let shared = parse_have(&shared, papers);
    let ticked =
        |i: &usize| shared.contains(i) || kept.contains(&tick_key(&item.card.code, &papers[*i].name));
    (0..papers.len()).filter(ticked).collect()
}

/// The checklist card.
pub fn checklist(item: Arc<Item>, have: RwSignal<Vec<usize>>) -> AnyView {
    let total = item.text.materials.len();
    let rows = (0..total).map(|index| row(&item, index, have)).collect_view();
    view! {
        <section class="card" aria-labelledby="papers">
            <h2 class="with-end" id="papers">
                {w::PAPERS}
                <span class="dim small num" role="status">{words(move || w::prepared(have.read().len(), total))}</span>
            </h2>
            <ul class="cells ticks">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Keeps the ticks as they stand. From now on they are this phone's own: what a shared link ticked leaves the address, so that
/// it does not come back after it was unticked.
fn keep(item: &Item, have: &[usize]) {
    for (index, paper) in item.text.materials.iter().enumerate() {
        let key = tick_key(&item.card.code, &paper.name);
        if prefs::list(TICKS).contains(&key) != have.contains(&index) {
            prefs::toggle(TICKS, &key);
        }
    }
    let address = nav::address().get_untracked();
    if address.param(HAVE).is_some() {
        let full = is_full(&address);
        nav::replace(&ItemPage(item.card.code.clone()).view_href(full, None));
    }
}

fn row(item: &Arc<Item>, index: usize, have: RwSignal<Vec<usize>>) -> AnyView {
    let material = &item.text.materials[index];
    let whole = item.clone();
    let toggle = move |_| {
        let on = !have.read_untracked().contains(&index);
        have.update(|have| {
            have.retain(|i| *i != index);
            if on {
                have.push(index);
                have.sort_unstable();
            }
        });
        keep(&whole, &have.read_untracked());
    };
    let extra = [&material.note, &material.waived_by];
    let waived = (!extra[1].is_empty()).then(|| w::waived(extra[1]));
    view! {
        <li>
            <label class="tick">
                <input type="checkbox" prop:checked=move || have.read().contains(&index) on:change=toggle/>
                <span>
                    {material.name.clone()}
                    <small>{paper_notes(material)}</small>
                    {(!extra[0].is_empty()).then(|| view! { <small>{extra[0].clone()}</small> })}
                    {waived.map(|text| view! { <small class="good">{text}</small> })}
                </span>
            </label>
        </li>
    }
    .into_any()
}
