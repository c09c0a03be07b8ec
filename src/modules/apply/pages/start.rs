//! Where to start: what can be applied for now, what lies on this phone, my cases, progress by number.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::forms::Forms;
use yunlin_api::guide::{Catalogue, ItemCard};

use crate::domain::outbox::{self, EntryHead, EntryState};
use crate::domain::published;
use crate::infra::clock;
use crate::infra::kept::Loaded;
use crate::infra::live::live;
use crate::modules::apply::paths::{Fill, Follow};
use crate::modules::apply::wording as w;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::state::{failed, loaded, skeleton};

/// Builds the page.
pub fn view() -> AnyView {
    view! {
        <Page title=w::TITLE>
            <ul class="card cells">
                <li><a class="cell" href=Follow::Cases.href()><Icon name="list-bullets"/><span>{w::CASES}<small>{w::CASES_SUB}</small></span><Icon name="caret-right"/></a></li>
                <li><a class="cell" href=Follow::Progress.href()><Icon name="magnifying-glass"/><span>{w::PROGRESS}<small>{w::PROGRESS_SUB}</small></span><Icon name="caret-right"/></a></li>
            </ul>
            {on_this_phone()}
            {loaded(published::forms(), published::reload_forms, online)}
            <p class="foot">{w::OTHERS}<br/><a href="/guide">{w::GUIDE}</a><a href="tel:12345">{w::CALL}</a></p>
        </Page>
    }
    .into_any()
}

/// Drafts and what waits, of whoever's phone this is.
pub fn on_this_phone() -> AnyView {
    let (heads, others) = (outbox::entries(), outbox::of_others());
    let hidden = move || {
        let count = others.get();
        (count > 0).then(|| view! { <p class="card dim">{w::of_others(count)}</p> }.into_any()).into_any()
    };
    let shown = move || {
        let heads = heads.get();
        let open: Vec<&EntryHead> = heads
            .iter()
            .filter(|h| h.href.starts_with("/apply/") && !matches!(h.state, EntryState::Sent { .. }))
            .collect();
        (!open.is_empty())
            .then(|| {
                let rows = open.into_iter().map(on_phone).collect_view();
                view! { <section class="card"><h2>{w::ON_PHONE}</h2><ul class="cells">{rows}</ul></section> }
                    .into_any()
            })
            .into_any()
    };
    view! { {live(hidden)}{live(shown)} }.into_any()
}

fn on_phone(head: &EntryHead) -> AnyView {
    let (tag, class) = match head.state {
        EntryState::Draft => (w::DRAFT, "tag plain"),
        EntryState::Failed { .. } => (w::FAILED_SHORT, "tag bad-tag"),
        _ => (w::WAITING, "tag wait-tag"),
    };
    let draft = head.state == EntryState::Draft;
    let href = if draft || !head.href.starts_with("/apply/new/") {
        head.href.clone()
    } else {
        Fill::Sent(head.id).href()
    };
    let when = clock::said(head.made_ms, clock::now_ms());
    view! {
        <li><a class="cell" href=href><span>{head.title.clone()}<small>{w::begun(&when)}</small></span><em class=class>{tag}</em><Icon name="caret-right"/></a></li>
    }
    .into_any()
}

/// The items with a form, in the order of the catalogue.
fn online(forms: Arc<Forms>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let catalogue = published::catalogue();
    let list = move || match catalogue.get() {
        Loaded::Ready(catalogue, _) => items(&catalogue, &forms, &typed.read()),
        Loaded::Loading => skeleton(),
        Loaded::Failed(error) => failed(&error, published::reload_catalogue),
    };
    view! {
        <section class="card">
            <h2>{w::ONLINE_NOW}</h2>
            <div class="searchbox"><Icon name="magnifying-glass"/><input type="search" aria-label=w::FIND enterkeyhint="search" placeholder=w::FIND on:input=move |e| typed.set(event_target_value(&e))/></div>
            {live(list)}
        </section>
    }
    .into_any()
}

fn items(catalogue: &Catalogue, forms: &Forms, typed: &str) -> AnyView {
    let typed = typed.trim();
    let has_form = |item: &&ItemCard| forms.forms.iter().any(|f| f.item == item.code);
    let fits =
        |item: &&ItemCard| [&item.name, &item.summary, &item.code].iter().any(|text| text.contains(typed));
    let found: Vec<&ItemCard> = catalogue.items.iter().filter(has_form).filter(fits).collect();
    if found.is_empty() {
        let text = if typed.is_empty() { w::NONE_ONLINE } else { w::NONE_FOUND };
        return view! { <p class="dim" role="status">{text}</p> }.into_any();
    }
    let rows = found.into_iter().map(|item| {
        view! {
            <li><a class="cell" href=Fill::New(item.code.clone()).href()><span>{item.name.clone()}<small>{item.summary.clone()}</small></span><Icon name="caret-right"/></a></li>
        }
        .into_any()
    });
    view! { <ul class="cells">{rows.collect_view()}</ul> }.into_any()
}
