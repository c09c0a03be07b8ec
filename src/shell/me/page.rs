//! 我的: what this phone remembers – mode, community, favourites – and the pages about the app.

use leptos::prelude::*;
use yunlin_api::guide::ItemCard;

use super::{card, wording as w};
use crate::domain::published;
use crate::infra::live::{live, words};
use crate::infra::{browser, prefs};
use crate::ui::icon::Icon;
use crate::ui::page::Page as Frame;
use crate::ui::state::loaded;

/// Builds the page.
pub(super) fn view() -> AnyView {
    view! {
        <Frame title=w::ME>
            {card::who()}
            {card::rows()}
            {mode()}
            {community()}
            <section class="card">
                <h2>{w::FAVOURITES}</h2>
                {loaded(published::catalogue(), published::reload_catalogue, |c| favourites(&c.items))}
            </section>
            {links()}
            <p class="foot">{w::BUILD}{build()}</p>
        </Frame>
    }
    .into_any()
}

fn build() -> String {
    browser::root().and_then(|r| r.get_attribute("data-build")).unwrap_or_else(|| w::DEV_BUILD.to_owned())
}

/// 长辈版 and its three sizes.
fn mode() -> AnyView {
    let elder = RwSignal::new(browser::is_elder());
    browser::listen_here(&browser::window(), "ui-mode", move |_| {
        elder.try_set(browser::is_elder());
    });
    let size = RwSignal::new(prefs::get("ui_size").unwrap_or_else(|| "1".to_owned()));
    let flip = move || if elder.get() { w::ELDER_OFF.to_owned() } else { w::ELDER_ON.to_owned() };
    let large = Memo::new(move |_| elder.get());
    let sizes = move || if large.get() { sizes(size) } else { ().into_any() };
    view! {
        <section class="card">
            <h2>{w::ELDER}</h2>
            <p class="small dim">{w::ELDER_TEXT}</p>
            <button class="btn primary" type="button" data-flip="">{words(flip)}</button>
            {live(sizes)}
        </section>
    }
    .into_any()
}

/// The sizes of 长辈版.
fn sizes(size: RwSignal<String>) -> AnyView {
    let choose = move |value: &'static str| {
        prefs::set("ui_size", value);
        size.set(value.to_owned());
        if let Some(root) = browser::root() {
            root.set_attribute("data-size", value).unwrap_or_default();
        }
    };
    view! {
        <fieldset class="sizes">
            <legend>{w::SIZES}</legend>
            {w::SIZE_NAMES
                .map(|(value, label)| view! {
                    <label class="radio"><input type="radio" name="size" prop:checked=move || size.get() == value on:change=move |_| choose(value)/>{label}</label>
                })
                .collect_view()}
        </fieldset>
    }
    .into_any()
}

fn community() -> AnyView {
    let name = prefs::get("community_name").unwrap_or_else(|| w::NO_COMMUNITY.to_owned());
    view! {
        <section class="card">
            <a class="cell" href="/community"><Icon name="map-pin"/><span>{w::COMMUNITY}<small>{name}</small></span><Icon name="caret-right"/></a>
        </section>
    }
    .into_any()
}

fn favourites(items: &[ItemCard]) -> AnyView {
    let kept = prefs::list("favourites");
    let found: Vec<&ItemCard> = items.iter().filter(|i| kept.contains(&i.code)).collect();
    if found.is_empty() {
        return view! { <p class="dim">{w::NO_FAVOURITES}</p> }.into_any();
    }
    let rows = found.into_iter().map(|item| {
        view! {
            <li><a class="cell" href=format!("/guide/item/{}", item.code)><span>{item.name.clone()}<small>{item.summary.clone()}</small></span><Icon name="caret-right"/></a></li>
        }
    });
    view! { <ul class="cells">{rows.collect_view()}</ul> }.into_any()
}

fn links() -> AnyView {
    view! {
        <ul class="card cells">
            {w::ABOUT
                .map(|(href, name)| view! { <li><a class="cell" href=href><span>{name}</span><Icon name="caret-right"/></a></li> })
                .collect_view()}
        </ul>
    }
    .into_any()
}
