//! Entries of the engine and the grouped list of what was found.

use leptos::prelude::*;
use yunlin_api::community::Places;
use yunlin_api::guide::Catalogue;
use yunlin_api::registry::{MODULES, path};
use yunlin_api::search::{Engine, Entry, Found, Kind, highlight};

use super::wording::{self as w, PAGES, PHONES};
use crate::ui::icon::Icon;

/// Rows of a group before it is cut.
const ITEMS: usize = 10;
const OTHERS: usize = 3;

/// Everything that can be found.
pub fn entries(catalogue: &Catalogue, places: Option<&Places>) -> Vec<Entry> {
    let entry = |kind, key: String, title: &str, sub: String, words: Vec<String>, weak: String| Entry {
        kind,
        key,
        title: title.to_owned(),
        sub,
        words,
        weak,
    };
    let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let mut entries: Vec<Entry> = catalogue
        .items
        .iter()
        .map(|i| {
            let weak = format!("{} {}", i.category, i.bureau);
            entry(Kind::Item, i.code.clone(), &i.name, i.summary.clone(), i.words.clone(), weak)
        })
        .collect();
    entries.extend(
        MODULES.iter().map(|m| {
            entry(Kind::Module, path(m), m.title, m.summary.to_owned(), owned(m.words), String::new())
        }),
    );
    entries.extend(PAGES.iter().map(|(href, title, words)| {
        entry(Kind::Module, (*href).to_owned(), title, String::new(), owned(words), String::new())
    }));
    for community in places.map(|p| p.communities.as_slice()).unwrap_or_default() {
        let words = community.estates.iter().map(|e| e.name.clone()).collect::<Vec<_>>();
        let sub = words.join("、");
        entries.push(entry(
            Kind::Community,
            format!("/community/{}", community.slug),
            &community.name,
            sub,
            words,
            String::new(),
        ));
    }
    entries.extend(PHONES.iter().map(|(number, title, words)| {
        entry(Kind::Phone, (*number).to_owned(), title, (*number).to_owned(), owned(words), String::new())
    }));
    entries
}

/// The groups with what was found, or what to do when nothing was.
pub fn results(engine: &Engine, query: &str) -> AnyView {
    let found = engine.search(query);
    if found.is_empty() {
        return nothing(query);
    }
    let groups = [
        (Kind::Phone, w::GROUP_PHONES, OTHERS),
        (Kind::Module, w::GROUP_MODULES, OTHERS),
        (Kind::Item, w::GROUP_ITEMS, ITEMS),
        (Kind::Community, w::GROUP_COMMUNITIES, OTHERS),
    ];
    let best = found.first().map(|f| engine.entries()[f.entry].kind);
    let mut groups = groups.to_vec();
    groups.sort_by_key(|(kind, _, _)| (Some(*kind) != best, *kind));
    let sections = groups.into_iter().filter_map(|(kind, title, most)| {
        let of_kind: Vec<&Found> =
            found.iter().filter(|f| engine.entries()[f.entry].kind == kind).take(most).collect();
        (!of_kind.is_empty()).then(|| group(engine, title, &of_kind, query))
    });
    view! { <div role="status" class="sr">{w::found(found.len())}</div>{sections.collect_view()}{ask_person()} }.into_any()
}

fn group(engine: &Engine, title: &'static str, found: &[&Found], query: &str) -> AnyView {
    let rows = found.iter().map(|f| row(&engine.entries()[f.entry], query)).collect_view();
    view! { <section class="card"><h2>{title}</h2><ul class="cells">{rows}</ul></section> }.into_any()
}

fn row(entry: &Entry, query: &str) -> AnyView {
    let href = match entry.kind {
        Kind::Item => format!("/guide/item/{}", entry.key),
        Kind::Phone => format!("tel:{}", entry.key),
        Kind::Module | Kind::Community => entry.key.clone(),
    };
    let icon = if entry.kind == Kind::Phone { "phone-call" } else { "caret-right" };
    let title = highlight(&entry.title, query)
        .into_iter()
        .map(|(text, on)| if on { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() });
    view! {
        <li><a class="cell" href=href><span>{title.collect_view()}<small>{entry.sub.clone()}</small></span><Icon name=icon/></a></li>
    }
    .into_any()
}

fn nothing(query: &str) -> AnyView {
    view! {
        <div class="state" role="status">
            <p>{w::nothing(query)}</p>
            <a class="btn primary" href="tel:12345"><Icon name="phone-call"/>{w::CALL}</a>
            <a class="btn" href="/guide">{w::ALL_ITEMS}</a>
        </div>
    }
    .into_any()
}

fn ask_person() -> AnyView {
    view! { <p class="foot">{w::NOT_FOUND}<a href="tel:12345">{w::CALL}</a><a href="/community">{w::ASK_COMMUNITY}</a></p> }
        .into_any()
}
