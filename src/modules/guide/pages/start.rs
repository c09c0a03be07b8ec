//! Where to start: search, the published counters, and the ways into the catalogue.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::guide::{Catalogue, Channel, Event, Filter, ItemCard, Person, counters};

use crate::domain::published;
use crate::modules::guide::paths::list_href;
use crate::modules::guide::wording as w;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::state::loaded;

/// Builds the page.
pub fn view() -> AnyView {
    view! {
        <Page title=w::TITLE>
            <a class="seek flat" href="/search"><Icon name="magnifying-glass"/><span>{w::SEARCH_HINT}</span></a>
            {loaded(published::catalogue(), published::reload_catalogue, ways)}
        </Page>
    }
    .into_any()
}

fn ways(catalogue: Arc<Catalogue>) -> AnyView {
    let items = &catalogue.items;
    let count = counters(items);
    let figures = [
        (None, count.total, w::ALL),
        (Some(Channel::Online), count.online, w::channel_title(Channel::Online)),
        (Some(Channel::Booking), count.booking, w::channel_title(Channel::Booking)),
    ];
    view! {
        <section class="card" aria-label=w::counters(count)>
            <div class="facts3">
                {figures
                    .map(|(channel, n, label)| {
                        let href = list_href(&Filter { channel, ..Filter::default() }, None);
                        view! { <a href=href><b class="num">{n}</b>{label}</a> }
                    })
                    .collect_view()}
            </div>
            <p class="small dim">{w::sample_of(&catalogue.published_on)}</p>
        </section>
        {links(w::BY_EVENT, events(items))}
        {links(w::BY_PERSON, persons(items))}
        {links(w::BY_BUREAU, bureaus(items))}
    }
    .into_any()
}

/// A card of links, each with the number of items behind it.
fn links(title: &'static str, entries: Vec<(String, Filter, usize)>) -> impl IntoView {
    view! {
        <section class="card">
            <h2>{title}</h2>
            <ul class="two">
                {entries
                    .into_iter()
                    .filter(|(_, _, n)| *n > 0)
                    .map(|(label, filter, n)| {
                        view! {
                            <li><a class="chip wide" href=list_href(&filter, None)>{label}<span class="dim num">{n}</span></a></li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}

fn events(items: &[ItemCard]) -> Vec<(String, Filter, usize)> {
    let entry = |event: Event| {
        let filter = Filter { event: Some(event), ..Filter::default() };
        (event.label().to_owned(), filter.clone(), items.iter().filter(|i| filter.accepts(i)).count())
    };
    Event::ALL.iter().copied().map(entry).collect()
}

fn persons(items: &[ItemCard]) -> Vec<(String, Filter, usize)> {
    let entry = |person: Person| {
        let filter = Filter { person: Some(person), ..Filter::default() };
        (person.label().to_owned(), filter.clone(), items.iter().filter(|i| filter.accepts(i)).count())
    };
    Person::ALL.iter().copied().map(entry).collect()
}

fn bureaus(items: &[ItemCard]) -> Vec<(String, Filter, usize)> {
    let mut entries: Vec<(String, Filter, usize)> = Vec::new();
    for item in items {
        match entries.iter_mut().find(|(name, _, _)| *name == item.bureau) {
            Some((_, _, n)) => *n += 1,
            None => {
                let filter = Filter { bureau: Some(item.bureau.clone()), ..Filter::default() };
                entries.push((item.bureau.clone(), filter, 1));
            }
        }
    }
    entries
}
