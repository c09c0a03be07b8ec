//! Find my community: by estate, road, building or name.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::community::{Hit, Places, find};

use crate::domain::published;
use crate::infra::live::live;
use crate::infra::nav;
use crate::modules::community::paths::Page as Path;
use crate::modules::community::wording as w;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::state::loaded;

/// Builds the page.
pub fn view() -> AnyView {
    let typed = RwSignal::new(nav::address().get_untracked().param("q").unwrap_or_default());
    let input = move |event| {
        let value = event_target_value(&event);
        let mut href = format!("{}?q=", Path::Find.href());
        yunlin_api::endpoint::encode_segment(&value, &mut href);
        nav::replace(&href);
        typed.set(value);
    };
    view! {
        <Page title=w::FIND>
            <label class="field card">
                {w::FIELD}
                <input type="search" enterkeyhint="search" autocomplete="off" prop:value=typed.get_untracked() on:input=input/>
                <small class="dim">{w::EXAMPLE}</small>
            </label>
            {loaded(published::places(), published::reload_places, move |places| results(places, typed))}
        </Page>
    }
    .into_any()
}

fn results(places: Arc<Places>, typed: RwSignal<String>) -> AnyView {
    let all = places.clone();
    let hits = move || {
        let typed = typed.get();
        if typed.trim().is_empty() {
            return ().into_any();
        }
        let hits = find(&places, &typed);
        if hits.is_empty() {
            view! { <p class="state" role="status">{w::NONE}</p> }.into_any()
        } else {
            list(&hits)
        }
    };
    view! {
        {live(hits)}
        <section class="card">
            <h2>{w::ALL}</h2>
            <ul class="cells">
                {all.communities
                    .iter()
                    .map(|c| view! { <li>{cell(&c.slug, c.name.clone(), c.estates.iter().map(|e| e.name.clone()).collect::<Vec<_>>().join(w::AND))}</li> })
                    .collect_view()}
                <li>
                    <a class="cell" href=Path::Elsewhere.href()><span>{w::ELSEWHERE}</span><Icon name="caret-right"/></a>
                </li>
            </ul>
        </section>
    }
    .into_any()
}

fn list(hits: &[Hit<'_>]) -> AnyView {
    let rows = hits.iter().map(|hit| {
        let (name, why) = match hit {
            Hit::Name(c) => (c.name.clone(), String::new()),
            Hit::Estate(c, estate) => ((*estate).to_owned(), w::belongs(&c.name)),
            Hit::Road(c, road) => (c.name.clone(), w::on_bounds(road)),
        };
        view! { <li>{cell(&hit.community().slug, name, why)}</li> }
    });
    view! { <div role="status"><ul class="card cells">{rows.collect_view()}</ul></div> }.into_any()
}

fn cell(slug: &str, name: String, sub: String) -> AnyView {
    view! {
        <a class="cell" href=Path::Card(slug.to_owned()).href()>
            <span>{name}<small>{sub}</small></span>
            <Icon name="caret-right"/>
        </a>
    }
    .into_any()
}
