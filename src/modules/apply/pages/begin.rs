//! The start page of an application: what one needs, how long it takes, who handles it; then 开始填写 or 继续上次填写.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::community::Places;
use yunlin_api::forms::Form;
use yunlin_api::guide::{Item, Limit};

use crate::domain::outbox::{self, EntryHead, EntryState};
use crate::domain::{my_community, published};
use crate::infra::http::CallError;
use crate::infra::kept::Loaded;
use crate::infra::live::live;
use crate::infra::{clock, nav};
use crate::modules::apply::keep;
use crate::modules::apply::pages::opening;
use crate::modules::apply::paths::{COUNTER, Fill};
use crate::modules::apply::wording as w;
use crate::ui::page::Page;
use crate::ui::state::{failed, skeleton};

/// What the page is about, once it is read.
#[derive(Clone)]
enum About {
    Reading,
    NoForm(String),
    Ready(Arc<Form>, Arc<Item>),
    Failed(CallError),
}

/// Builds the page.
pub fn view(code: String) -> AnyView {
    let about = RwSignal::new(About::Reading);
    let reading = code.clone();
    let attempt = RwSignal::new(0_u32);
    Effect::new(move |_| {
        attempt.track();
        about.set(About::Reading);
        let code = reading.clone();
        spawn_local(async move {
            let found = read(&code).await;
            about.try_set(found);
        });
    });
    let again = move || {
        published::reload_forms();
        attempt.update(|n| *n += 1);
    };
    let title = RwSignal::new(String::new());
    let body = move || match about.get() {
        About::Reading => skeleton(),
        About::Failed(error) => {
            title.set(w::NOT_OPENED.to_owned());
            failed(&error, again)
        }
        About::NoForm(name) => {
            title.set(name);
            no_form(&code)
        }
        About::Ready(form, item) => {
            title.set(item.card.name.clone());
            ready(&form, &item)
        }
    };
    view! { <Page title=title bar=w::TITLE>{live(body)}</Page> }.into_any()
}

async fn read(code: &str) -> About {
    let item = match published::item(code).await {
        Err(error) => return About::Failed(error),
        Ok(item) => item,
    };
    // Without the list of forms nobody can say whether there is one.
    let Some(forms) = published::settled_forms().await else { return About::Failed(CallError::Offline) };
    match forms.forms.iter().find(|f| f.item == code).cloned() {
        Some(form) => About::Ready(Arc::new(form), item),
        None => About::NoForm(item.card.name.clone()),
    }
}

fn no_form(code: &str) -> AnyView {
    view! {
        <section class="card ask">
            <h2>{w::NO_FORM}</h2>
            <p>{w::NO_FORM_WHY}</p>
            <a class="btn primary" href=format!("/guide/item/{code}")>{w::SEE_GUIDE}</a>
            <a class="btn" href="tel:12345">{w::CALL}</a>
        </section>
    }
    .into_any()
}

fn ready(form: &Arc<Form>, item: &Arc<Item>) -> AnyView {
    let asked = nav::address().get_untracked().param(COUNTER);
    // Where the place of somebody else decides, the applicant's own community would mislead.
    let mine = if form.counter.is_empty() { my_community::chosen() } else { None };
    let counter = RwSignal::new(asked.or(mine).unwrap_or_default());
    view! {
        {earlier(form)}
        {facts(form, item)}
        {papers(item)}
        {counters(counter, &form.counter)}
        {opening::button(form.clone(), item.card.name.clone(), counter)}
    }
    .into_any()
}

/// How long, who, real name or not.
fn facts(form: &Form, item: &Item) -> AnyView {
    let limit = |limit: &Limit| match limit {
        Limit::Known { days, .. } => format!("{days} 个工作日"),
        _ => w::AS_PUBLISHED.to_owned(),
    };
    let limits = &item.text.limits;
    let level = if form.real_name { w::REAL_NAME } else { w::PHONE_ONLY };
    let rows = [
        (w::PAGES, w::pages(form.steps.len())),
        (w::PROMISED, limit(&limits.promised)),
        (w::STATUTORY, limit(&limits.statutory)),
        (w::WHO, format!("{}，{}", w::COUNTER_TAKES, item.card.bureau)),
        (w::LEVEL, level.to_owned()),
    ];
    let rows = rows
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any())
        .collect_view();
    view! { <section class="card"><h2>{w::BEFORE_BEGIN}</h2><dl class="rows">{rows}</dl></section> }
        .into_any()
}

fn papers(item: &Item) -> AnyView {
    let names: Vec<String> = item.text.materials.iter().map(|m| m.name.clone()).collect();
    let href = format!("/guide/item/{}", item.card.code);
    let list = names.into_iter().map(|name| view! { <li>{name}</li> }.into_any()).collect_view();
    view! {
        <section class="card">
            <h2>{w::PAPERS}</h2>
            <ul class="dots">{list}</ul>
            <p class="small dim">{w::PAPERS_NOTE}</p>
            <a class="btn" href=href>{w::SEE_GUIDE}</a>
        </section>
    }
    .into_any()
}

/// Which community's counter takes it in; `why` where it is not the one of the applicant's home.
fn counters(counter: RwSignal<String>, why: &str) -> AnyView {
    let places = published::places();
    let own = why.is_empty();
    let why = if own { w::WHICH_COUNTER_WHY.to_owned() } else { why.to_owned() };
    let list = move |places: Arc<Places>| {
        let rows = places.communities.iter().enumerate().map(|(index, c)| {
            let (community, chosen) = (c.clone(), c.slug.clone());
            let choose = move |_| {
                // Nobody is asked twice: signing in on the way comes back to this page.
                if own && my_community::chosen().is_none() {
                    my_community::choose(&community);
                }
                counter.set(community.slug.clone());
            };
            let id = if index == 0 { "counter".to_owned() } else { format!("counter-{index}") };
            view! {
                <label class="pick"><input type="radio" name="counter" id=id prop:checked=move || *counter.read() == chosen on:change=choose/><span>{c.name.clone()}</span></label>
            }
            .into_any()
        });
        rows.collect_view().into_any()
    };
    let shown = move || match places.get() {
        Loaded::Loading => skeleton(),
        Loaded::Failed(error) => failed(&error, published::reload_places),
        Loaded::Ready(places, _) => list(places),
    };
    view! {
        <section class="card"><fieldset class="q">
            <legend class="q-label">{w::WHICH_COUNTER}</legend>
            <p class="q-help">{why}</p>
            {live(shown)}
        </fieldset></section>
    }
    .into_any()
}

/// What lies on this phone for this item already.
fn earlier(form: &Arc<Form>) -> AnyView {
    let heads = outbox::entries();
    let code = form.item.clone();
    live(move || {
        let heads = heads.get();
        keep::of_item(&heads, &code).first().map(|head| earlier_one(head, &code)).into_any()
    })
}

fn earlier_one(head: &EntryHead, code: &str) -> AnyView {
    let id = head.id;
    let when = clock::said(head.made_ms, clock::now_ms());
    let goes = clock::date(head.touched_ms + outbox::KEPT_MS);
    match head.state {
        EntryState::Draft => {
            let href = head.href.clone();
            let discard = move |_| spawn_local(outbox::remove(id));
            view! {
                <section class="card todo">
                    <h2>{w::HAVE_DRAFT}</h2>
                    <p>{w::draft_of(&when, &goes)}</p>
                    <a class="btn primary" href=href>{w::GO_ON}</a>
                    <button class="btn" type="button" on:click=discard>{w::DISCARD}</button>
                </section>
            }
            .into_any()
        }
        EntryState::Sent { .. } => ().into_any(),
        _ => {
            let failed = matches!(head.state, EntryState::Failed { .. });
            let title = if failed { w::FAILED } else { w::HAVE_WAITING };
            let code = code.to_owned();
            view! {
                <section class="card todo" data-code=code>
                    <h2>{title}</h2>
                    <a class="btn primary" href=Fill::Sent(id).href()>{w::LOOK}</a>
                </section>
            }
            .into_any()
        }
    }
}
