//! One item, short or full: what it is, whether I qualify, what to bring, where to go.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::guide::{Channel, Item};

use crate::infra::live::live;
use crate::infra::nav;
use crate::modules::guide::components::actions::Actions;
use crate::modules::guide::components::item_loader::with_item;
use crate::modules::guide::components::{next, papers, print, sections, urgent};
use crate::modules::guide::paths::{CheckPage, HAVE, ItemPage, ReportPage, is_full};
use crate::modules::guide::wording as w;
use crate::ui::page::Page;

/// Builds the page.
pub fn view(code: String) -> AnyView {
    let title = RwSignal::new(String::new());
    let ready = move |item: Arc<Item>| {
        title.set(item.card.name.clone());
        body(item)
    };
    let body = with_item(code, ready, move || {
        title.try_set(w::MISSING.to_owned());
    });
    view! { <Page title=title bar=w::TITLE>{body}</Page> }.into_any()
}

fn body(item: Arc<Item>) -> AnyView {
    let ticked = RwSignal::new(papers::ticked(&item));
    let full = Memo::new(|_| is_full(&nav::address().get()));
    let shown = item.clone();
    let has_form = next::has_form(&item.card.code);
    print::unfold();
    view! {
        <article>
            {head(&item)}
            {urgent::urgent(&item)}
            {sections::facts(&item, has_form)}
            {next::apply(&item, has_form)}
            <Actions item=item.clone() ticked=ticked/>
            <Versions code=item.card.code.clone() full=full/>
            {can_i(&item)}
            {sections::not_accepted(&item)}
            {papers::checklist(item.clone(), ticked)}
            {sections::steps(&item, has_form)}
            {next::next_step(&item, has_form)}
            {sections::twins(&item)}
            {sections::faq(&item)}
            {live(move || if full.get() { sections::official(&shown) } else { ().into_any() })}
            <p class="foot">{w::sample_of(&item.published_on)}"。"<a class="no-print" href=ReportPage(item.card.code.clone()).href()>{w::REPORT}</a></p>
        </article>
    }
    .into_any()
}

fn head(item: &Item) -> AnyView {
    let online = item.card.channel != Channel::Notice;
    view! {
        <p class="tags">
            {online.then(|| view! { <span class="tag">{item.card.channel.label()}</span> })}
            {item.text.fee.free.then(|| view! { <span class="tag good">{w::FREE}</span> })}
            <span class="tag plain">{item.card.bureau.clone()}</span>
        </p>
        <p class="dim">{item.card.summary.clone()}</p>
    }
    .into_any()
}

/// 简版 / 完整版, kept in the address beside the papers of a shared link.
#[component]
fn Versions(code: String, full: Memo<bool>) -> impl IntoView {
    let page = ItemPage(code);
    let href = move |full: bool| {
        let page = page.clone();
        move || page.view_href(full, nav::address().read().param(HAVE).as_deref())
    };
    let current = move |is_full: bool| move || (full.get() == is_full).then_some("true");
    view! {
        <nav class="switch no-print" aria-label=w::VERSIONS>
            <a href=href(false) aria-current=current(false)>{w::BRIEF}</a>
            <a href=href(true) aria-current=current(true)>{w::FULL}</a>
        </nav>
    }
    .into_any()
}

fn can_i(item: &Item) -> AnyView {
    let check = (!item.text.check.is_empty()).then(|| CheckPage(item.card.code.clone()).href());
    let conditions = sections::lines(&item.text.conditions, &item.card.code);
    view! {
        <section class="card">
            <h2>{w::CAN_I}</h2>
            {conditions}
            {check.map(|href| view! { <a class="btn no-print" href=href>{w::CHECK_NOW}</a> })}
        </section>
    }
    .into_any()
}
