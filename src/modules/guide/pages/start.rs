//! Where to start: search, the published counters, and the ways into the catalogue.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::guide::{Catalogue, Channel, Filter, counters};

use crate::domain::published;
use crate::modules::guide::paths::list_href;
use crate::modules::guide::ways::{Way, bureaus, events, persons};
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
    let all = Filter::default();
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
        {links(w::BY_EVENT, events(items, &all))}
        {links(w::BY_PERSON, persons(items, &all))}
        {links(w::BY_BUREAU, bureaus(items, &all))}
    }
    .into_any()
}

/// A card of links, each with the number of items behind it.
fn links(title: &'static str, ways: Vec<Way>) -> AnyView {
    view! {
        <section class="card">
            <h2>{title}</h2>
            <ul class="two">
                {ways
                    .into_iter()
                    .filter(|way| way.count > 0)
                    .map(|way| {
                        let href = list_href(&way.filter, None);
                        view! { <li><a class="chip wide" href=href>{way.label}<span class="dim num">{way.count}</span></a></li> }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}
