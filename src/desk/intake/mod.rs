//! One-window intake: who stands there, what they want, what the form asks, what was seen on paper; then the slip.

mod form;
mod home;
mod item;
mod kept;
mod person;
mod send;
mod state;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;
use yunlin_api::desk::{PostIntake, Source, StaffMe};
use yunlin_api::forms::FormErrors;
use yunlin_api::problem::Code;

use super::frame::{self, Heading};
use super::paths::Page;
use super::{ask, enter, labels, slip, wording_intake as w};
use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::infra::live::live;
use crate::infra::{browser, nav};
use crate::questions::point_out;
use send::NotYet;
pub use state::Draft;

/// Sources that a counter takes in from.
const SOURCES: [Source; 3] = [Source::Counter, Source::Call, Source::Visit];

/// Builds the page.
pub fn view() -> AnyView {
    frame::page(Page::Intake, body)
}

fn body(me: Arc<StaffMe>) -> AnyView {
    let fresh = RwSignal::new(());
    let shown = move || {
        fresh.track();
        whole(&me, fresh)
    };
    live(shown)
}

/// Sends what stands on the page, or says what is still missing.
fn send(draft: Draft, said: RwSignal<Option<String>>) {
    let Draft { busy, tries, .. } = draft;
    said.set(None);
    let input = match draft.intake() {
        Ok(input) => input,
        Err(NotYet::Said(text)) => return said.set(Some(text)),
        Err(NotYet::Answers(errors)) => return point_to(draft, errors),
    };
    busy.set(true);
    let key = tries.key(&input);
    let here = nav::Here::now();
    spawn_local(async move {
        let answer = ask::write::<PostIntake>(&[], key, &input).await;
        busy.try_set(false);
        match answer {
            // In place of this page: back must not offer to take the same matter in again.
            Ok(done) => {
                kept::forget();
                slip::print_when_open(done.id);
                here.replace(&Page::Slip(done.id).href());
            }
            Err(error) => {
                if ask::is(&error, Code::Conflict) || ask::is(&error, Code::Invalid) {
                    tries.settled();
                }
                if !draft.filled.is_disposed() && draft.take_errors(&error) {
                    point_out(w::TITLE);
                } else {
                    said.try_set(Some(ask::sentence(&error)));
                }
            }
        }
    });
}

fn whole(me: &Arc<StaffMe>, fresh: RwSignal<()>) -> AnyView {
    let (draft, me) = (kept::draft(me), Arc::clone(me));
    let (busy, said) = (draft.busy, RwSignal::new(None::<String>));
    let begun = draft.begun().then(|| view! { <Begun fresh=fresh/> });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(draft, said);
    };
    view! {
        <Heading title=w::TITLE.to_owned()/>
        {begun}
        <form::Wrongs draft=draft/>
        <form class="d-intake" on:submit=submit on:keydown=enter::onward novalidate>
            <Where draft=draft me=me/>
            <person::Person draft=draft/>
            <item::Picker draft=draft/>
            <form::Questions draft=draft/>
            <Papers draft=draft/>
            <section class="d-card">
                <label class="radio"><input type="checkbox" prop:checked=move || draft.consent.get() on:change=move |e| draft.consent.set(event_target_checked(&e))/><span>{w::CONSENT}</span></label>
                <details><summary>{w::CONSENT_TEXT_TITLE}</summary><p>{w::CONSENT_TEXT}</p></details>
            </section>
            {frame::wrong_in(said)}
            <p class="small dim no-touch">{w::KEYS}</p>
            <button class="btn primary d-submit" type="submit" disabled=move || busy.get()>{move || if busy.get() { w::TAKING } else { take() }}</button>
        </form>
    }
    .into_any()
}

/// The button says whether the slip is printed too; WeChat cannot.
fn take() -> &'static str {
    if browser::in_wechat() { w::TAKE_ONLY } else { w::TAKE }
}

/// Somebody else may stand there by now.
#[component]
fn Begun(fresh: RwSignal<()>) -> impl IntoView {
    let again = move |_| {
        kept::forget();
        fresh.set(());
    };
    view! {
        <div class="d-card d-wait-for d-begun" role="status"><p>{w::BEGUN}</p><button class="d-btn" type="button" on:click=again>{w::ANEW}</button></div>
    }
}

/// Shows what is wrong in the form, above the page.
fn point_to(draft: Draft, errors: FormErrors) {
    if let Some(filled) = draft.filled.get_untracked() {
        filled.sheet.errors.set(errors);
        point_out(w::TITLE);
    }
}

/// How it came in, and for which community.
#[component]
fn Where(draft: Draft, me: Arc<StaffMe>) -> impl IntoView {
    let places = published::places();
    let sources = SOURCES.map(|source| {
        view! { <label class="radio"><input type="radio" name="source" prop:checked=move || draft.source.get() == source on:change=move |_| draft.source.set(source)/>{labels::source(source)}</label> }
    });
    let communities = move || {
        let Loaded::Ready(places, _) = places.get() else { return Vec::new() };
        let own: Vec<(String, String)> = places
            .communities
            .iter()
            .filter(|c| me.grants.iter().any(|g| g.community.as_deref().is_none_or(|slug| slug == c.slug)))
            .map(|c| (c.slug.clone(), c.name.clone()))
            .collect();
        if draft.community.get_untracked().is_empty()
            && let [(slug, _)] = &own[..]
        {
            draft.community.set(slug.clone());
        }
        own
    };
    let choices = move || {
        communities().into_iter().map(|(slug, name)| {
            let is = slug.clone();
            view! { <label class="radio"><input type="radio" name="community" prop:checked=move || draft.community.get() == is on:change=move |_| draft.community.set(slug.clone())/>{name}</label> }
        }).collect_view()
    };
    view! {
        <section class="d-card d-row">
            <fieldset><legend>{w::SOURCE}</legend><div class="d-radios">{sources.collect_view()}</div></fieldset>
            <fieldset><legend>{w::COMMUNITY}</legend><div class="d-radios">{choices}</div></fieldset>
        </section>
    }
}

/// Papers that were seen, and what a colleague should know.
#[component]
fn Papers(draft: Draft) -> impl IntoView {
    let rows = move || {
        draft.papers.get().into_iter().map(|name| {
            let (is, take) = (name.clone(), name.clone());
            let on = Memo::new(move |_| draft.seen.read().contains(&is));
            let toggle = move |_| {
                let was = on.get_untracked();
                draft.seen.update(|seen| {
                    seen.retain(|s| *s != take);
                    if !was {
                        seen.push(take.clone());
                    }
                });
            };
            view! { <label class="radio"><input type="checkbox" prop:checked=move || on.get() on:change=toggle/>{name}</label> }
        }).collect_view()
    };
    view! {
        <section class="d-card">
            <h2>{w::PAPERS}</h2>
            <Show when=move || !draft.papers.read().is_empty() fallback=|| view! { <p class="dim">{w::PAPERS_FIRST}</p> }>
                <fieldset><legend class="sr">{w::PAPERS}</legend>{rows}</fieldset>
            </Show>
            <label class="field">{w::NOTE}<small class="dim">{w::NOTE_HINT}</small>
                <textarea rows="2" prop:value=move || draft.note.get() on:input=move |e| draft.note.set(event_target_value(&e))></textarea></label>
        </section>
    }
}
