//! Card of one community: bounds, households with their source, hall, rooms.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::community::{Community, Opening, Places, Sourced};

use crate::domain::{my_community, published};
use crate::infra::announce;
use crate::infra::live::live;
use crate::modules::community::paths::Page as Path;
use crate::modules::community::wording as w;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::state::loaded;

/// Builds the page.
pub fn view(slug: String) -> AnyView {
    let title = RwSignal::new(String::new());
    let body = loaded(published::places(), published::reload_places, move |places| {
        let found = places.communities.iter().find(|c| c.slug == slug);
        title.set(found.map_or(w::TITLE, |c| c.name.as_str()).to_owned());
        body(&places, &slug)
    });
    view! { <Page title=title bar=w::TITLE>{body}</Page> }.into_any()
}

fn body(places: &Arc<Places>, slug: &str) -> AnyView {
    let Some(community) = places.communities.iter().find(|c| c.slug == slug) else {
        return view! {
            <div class="state"><p>{w::NONE}</p><a class="btn primary" href=Path::Find.href()>{w::FIND}</a></div>
        }
        .into_any();
    };
    view! {
        <p class="dim">{community.street.clone()}</p>
        {hall(community)}
        <Choice community=community.clone()/>
        {bounds(community)}
        {about(community)}
        <p class="foot">{w::updated(&places.published_on)}</p>
    }
    .into_any()
}

fn hall(community: &Community) -> AnyView {
    let hall = &community.hall;
    let spoken =
        hall.phone.chars().filter(char::is_ascii_digit).map(|c| c.to_string()).collect::<Vec<_>>().join(" ");
    view! {
        <section class="card">
            <h2>{hall.name.clone()}</h2>
            <p class="big">{my_community::today(community)}</p>
            <ul class="small dim">{hall.hours.iter().map(|o| view! { <li>{opening(o)}</li> }).collect_view()}</ul>
            <p>{hall.address.clone()}</p>
            {(!hall.phone.is_empty()).then(|| view! {
                <a class="btn primary" href=format!("tel:{}", hall.phone) >
                    <Icon name="phone-call"/><span class="sr">{w::call_hall(&spoken)}</span><span aria-hidden="true">{hall.phone.clone()}</span>
                </a>
            })}
            {hall.demo.then(|| view! { <p class="small wait">{w::DEMO}</p> })}
            {(!hall.services.is_empty()).then(|| view! { <p class="small dim">{hall.services.join(w::AND)}</p> })}
        </section>
    }
    .into_any()
}

fn opening(opening: &Opening) -> String {
    let days = if opening.from_day == opening.to_day {
        w::weekday(opening.from_day).to_owned()
    } else {
        w::weekdays(opening.from_day, opening.to_day)
    };
    format!("{days} {}–{}", opening.opens, opening.closes)
}

/// Makes this the resident's community, and takes it back.
#[component]
fn Choice(community: Community) -> impl IntoView {
    let mine = RwSignal::new(my_community::chosen().as_deref() == Some(&community.slug));
    let choose = move |_| {
        my_community::choose(&community);
        mine.set(true);
        announce::say(w::CHOSEN);
    };
    let forget = move |_| {
        my_community::forget();
        mine.set(false);
    };
    let is_mine = Memo::new(move |_| mine.get());
    let shown = move || {
        if is_mine.get() {
            view! {
                <span class="tag good"><Icon name="check"/>{w::CHOSEN}</span>
                <button class="btn" type="button" on:click=forget>{w::FORGET}</button>
            }
            .into_any()
        } else {
            view! { <button class="btn primary" type="button" on:click=choose.clone()>{w::CHOOSE}</button> }
                .into_any()
        }
    };
    view! { <p class="choice">{live(shown)}</p> }.into_any()
}

fn bounds(community: &Community) -> AnyView {
    let rows = community.bounds.as_ref().map(|bounds| {
        bounds
            .sides()
            .map(|(side, roads)| view! { <div><dt>{w::side(side)}</dt><dd>{roads.join(w::AND)}</dd></div> })
            .collect_view()
    });
    view! {
        <section class="card">
            <h2>{w::BOUNDS}</h2>
            {match rows {
                Some(rows) => view! { <dl class="rows">{rows}</dl> }.into_any(),
                None => view! { <p class="dim">{w::UNKNOWN}</p> }.into_any(),
            }}
        </section>
    }
    .into_any()
}

fn about(community: &Community) -> AnyView {
    let estates = community.estates.iter().map(|e| e.name.clone()).collect::<Vec<_>>().join(w::AND);
    let rows = [
        (w::ESTATES, estates),
        (w::HOUSEHOLDS, sourced(community.households.as_ref(), w::HOUSEHOLD_UNIT)),
        (w::WORKERS, sourced(community.workers.as_ref(), w::WORKER_UNIT)),
        (w::ROOMS, community.rooms.join(w::AND)),
    ];
    view! {
        <section class="card">
            <h2>{w::ABOUT}</h2>
            <dl class="rows">
                {rows
                    .map(|(name, value)| {
                        let value = if value.is_empty() { w::UNKNOWN.to_owned() } else { value };
                        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
    .into_any()
}

fn sourced(figure: Option<&Sourced>, unit: &str) -> String {
    figure.map(|f| w::sourced(f.count, unit, &f.source)).unwrap_or_default()
}
