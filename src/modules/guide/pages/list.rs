//! Items of a filter. The filter and the number of open rows stand in the address, so back and a shared link find them again.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::guide::{Catalogue, Channel, Filter, ItemCard};

use crate::domain::published;
use crate::infra::live::{live, words};
use crate::infra::nav;
use crate::modules::guide::components::item_cell::item_cell;
use crate::modules::guide::paths::{filter_of, list_href};
use crate::modules::guide::ways::{Way, bureaus, events, narrower, persons};
use crate::modules::guide::wording as w;
use crate::ui::page::Page;
use crate::ui::state::loaded;

/// Rows of the first lot, and of each further one.
const LOT: usize = 30;

/// Builds the page.
pub fn view() -> AnyView {
    let address = nav::address();
    let filter = Memo::new(move |_| {
        let address = address.get();
        filter_of(|name| address.param(name))
    });
    view! {
        <Page title=Signal::derive(move || title(&filter.read()))>
            {live(move || view! { <Chips filter=filter.get()/> }.into_any())}
            {loaded(published::catalogue(), published::reload_catalogue, move |catalogue| rows(catalogue, filter))}
        </Page>
    }
    .into_any()
}

fn title(filter: &Filter) -> String {
    let parts = [
        filter.event.map(|e| e.label().to_owned()),
        filter.person.map(|p| p.label().to_owned()),
        filter.bureau.clone(),
        filter.channel.map(|c| w::channel_title(c).to_owned()),
    ];
    parts.into_iter().flatten().next().unwrap_or_else(|| w::ALL.to_owned())
}

/// Filters that hold, each with a tap to take it off, and the channels to add.
#[component]
fn Chips(filter: Filter) -> impl IntoView {
    let chip = |label: String, without: Filter| {
        view! {
            <a class="chip on" href=list_href(&without, None)>
                {label}<span aria-hidden="true">"×"</span><span class="sr">{w::TAKE_OFF}</span>
            </a>
        }
    };
    let on = [
        filter.event.map(|e| chip(e.label().to_owned(), Filter { event: None, ..filter.clone() })),
        filter.person.map(|p| chip(p.label().to_owned(), Filter { person: None, ..filter.clone() })),
        filter.bureau.clone().map(|b| chip(b, Filter { bureau: None, ..filter.clone() })),
    ];
    let channels = Channel::ALL.iter().map(|channel| {
        let now = filter.channel == Some(*channel);
        let next = Filter { channel: (!now).then_some(*channel), ..filter.clone() };
        view! {
            <a class="chip" class:on=now href=list_href(&next, None) aria-current=now.then_some("true")>
                {w::channel_title(*channel)}
            </a>
        }
    });
    view! { <div class="chips">{on.into_iter().flatten().collect_view()}{channels.collect_view()}</div> }
        .into_any()
}

fn rows(catalogue: Arc<Catalogue>, filter: Memo<Filter>) -> AnyView {
    let address = nav::address();
    let shown = Memo::new(move |_| address.get().param("n").and_then(|n| n.parse().ok()).unwrap_or(LOT));
    let all = catalogue.clone();
    let further = move || further(&all.items, &filter.get());
    let found = Memo::new(move |_| {
        let filter = filter.get();
        catalogue.items.iter().filter(|i| filter.accepts(i)).cloned().collect::<Vec<ItemCard>>()
    });
    let any = Memo::new(move |_| !found.read().is_empty());
    let rest = Memo::new(move |_| found.read().len() > shown.get());
    let lot = move || {
        let row = |item| view! { <li>{item_cell(item)}</li> };
        found.read().iter().take(shown.get()).map(row).collect_view().into_any()
    };
    let list = move || match any.get() {
        true => view! { <ul class="card cells">{live(lot)}</ul> }.into_any(),
        false => none(),
    };
    view! {
        {live(further)}
        <p class="small dim" role="status">{words(move || w::found(found.read().len()))}</p>
        {live(list)}
        {live(move || if rest.get() { more(filter, shown) } else { ().into_any() })}
    }
    .into_any()
}

fn more(filter: Memo<Filter>, shown: Memo<usize>) -> AnyView {
    let open = move |_| nav::replace(&list_href(&filter.get_untracked(), Some(shown.get_untracked() + LOT)));
    view! { <button class="btn" type="button" on:click=open>{w::MORE}</button> }.into_any()
}

/// Filters that narrow the list further down, folded away: by what it is not filtered by yet.
fn further(items: &[ItemCard], filter: &Filter) -> AnyView {
    let now = items.iter().filter(|i| filter.accepts(i)).count();
    let group = |title: &'static str, set: bool, ways: fn(&[ItemCard], &Filter) -> Vec<Way>| {
        let ways = if set { vec![] } else { narrower(ways(items, filter), now) };
        (!ways.is_empty()).then(
            || view! { <h2>{title}</h2><div class="chips">{ways.iter().map(chip).collect_view()}</div> },
        )
    };
    let groups = [
        group(w::BY_EVENT, filter.event.is_some(), events),
        group(w::BY_PERSON, filter.person.is_some(), persons),
        group(w::BY_BUREAU, filter.bureau.is_some(), bureaus),
    ];
    let some = groups.iter().any(Option::is_some);
    some.then(|| view! { <details class="card further"><summary>{w::FURTHER}</summary>{groups.into_iter().flatten().collect_view()}</details> })
        .into_any()
}

fn chip(way: &Way) -> impl IntoView + use<> {
    view! {
        <a class="chip" href=list_href(&way.filter, None)>{way.label.clone()}<span class="dim num">{way.count}</span></a>
    }
}

fn none() -> AnyView {
    view! {
        <div class="state">
            <p>{w::NONE}</p>
            <a class="btn primary" href=list_href(&Filter::default(), None)>{w::CLEAR}</a>
            <a class="btn" href="/search">{w::SEARCH}</a>
        </div>
    }
    .into_any()
}
