//! Personal values: masked, shown by a logged act, hidden again after half a minute or when the screen locks.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::desk::{PersonalField, PostReveal, PostRevealAll, Reveal, RevealAll};
use yunlin_api::privacy::ReasonText;
use yunlin_api::text::Text;

use super::work::{Said, Work};
use crate::desk::{ask, labels, lock, wording_case as wc};
use crate::infra::announce;

/// How long a value stays in clear.
const SHOWN_FOR: Duration = Duration::from_secs(30);
/// How long all of them stay, for typing them into another system.
const ALL_SHOWN_FOR: Duration = Duration::from_secs(300);
/// Name of the reason among the texts.
const REASON: &str = "reveal.reason";

/// The applicant, and the reason for looking.
#[component]
pub fn Personal(work: Work) -> impl IntoView {
    let own = Memo::new(move |_| {
        let fields = work.now().map(|case| case.personal.clone()).unwrap_or_default();
        fields.into_iter().filter(|f| !f.key.starts_with("answer:")).collect::<Vec<_>>()
    });
    let rows = move || {
        own.get()
            .into_iter()
            .map(|field| {
                let label = field.label.clone();
                view! { <div><dt>{label}</dt><dd><Masked work=work field=field/></dd></div> }
            })
            .collect_view()
    };
    view! {
        <section class="d-card" aria-labelledby="case-person">
            <h3 id="case-person">{wc::PERSON}</h3>
            <dl class="d-facts">{rows}</dl>
            <LookAtAll work=work/>
            <details class="d-why"><summary>{wc::WHY_LOOK}</summary>
                <label class="field">{wc::REASON}<small class="dim">{wc::REASON_HINT}</small>
                    <input type="text" maxlength="200" autocomplete="off" prop:value=move || work.text(REASON) on:input=move |e| work.put(REASON, event_target_value(&e))/></label>
            </details>
        </section>
    }
}

/// The reason for looking, if one was typed.
pub fn reason(work: Work) -> Option<ReasonText> {
    let typed = work.texts.with_untracked(|texts| texts.get(REASON).cloned());
    typed.and_then(|typed| Text::new(&typed).ok())
}

/// All of them at once, by one look.
#[component]
fn LookAtAll(work: Work) -> impl IntoView {
    let busy = RwSignal::new(false);
    let locked = lock::locked();
    Effect::new(move |_| {
        if locked.get() {
            work.clear.set(BTreeMap::new());
        }
    });
    let look = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let input = RevealAll { reason: reason(work) };
        spawn_local(async move {
            let answer = ask::write::<PostRevealAll>(&[&work.id.to_string()], Uuid::now_v7(), &input).await;
            busy.try_set(false);
            match answer {
                Ok(shown) => {
                    work.clear.try_set(shown.values);
                    announce::say(wc::ALL_SHOWN);
                    set_timeout(move || drop(work.clear.try_set(BTreeMap::new())), ALL_SHOWN_FOR);
                }
                Err(error) => drop(work.said.try_set(Some(Said::Bad(ask::sentence(&error))))),
            }
        });
    };
    let hide = move |_| work.clear.set(BTreeMap::new());
    move || {
        if work.clear.read().is_empty() {
            view! { <button class="btn" type="button" disabled=move || busy.get() on:click=look>{wc::LOOK_ALL}</button> }.into_any()
        } else {
            view! { <button class="btn" type="button" on:click=hide>{wc::HIDE_ALL}</button> }.into_any()
        }
    }
}

/// One masked value with its button.
#[component]
pub fn Masked(work: Work, field: PersonalField) -> impl IntoView {
    let own = RwSignal::new(None::<String>);
    let of_all = field.key.clone();
    let clear = Memo::new(move |_| own.get().or_else(|| work.clear.read().get(&of_all).cloned()));
    let busy = RwSignal::new(false);
    let locked = lock::locked();
    Effect::new(move |_| {
        if locked.get() {
            own.set(None);
        }
    });
    let looks = StoredValue::new(0_u32);
    let key = field.key.clone();
    let label = field.label.clone();
    let look = move |_| {
        let input = Reveal { key: key.clone(), reason: reason(work) };
        busy.set(true);
        let label = label.clone();
        spawn_local(async move {
            let answer = ask::write::<PostReveal>(&[&work.id.to_string()], Uuid::now_v7(), &input).await;
            busy.try_set(false);
            match answer {
                Ok(shown) => {
                    own.try_set(Some(shown.value));
                    announce::say(&wc::shown(&label));
                    // The end of an earlier look does not hide a later one.
                    let this = looks.try_update_value(|n| {
                        *n += 1;
                        *n
                    });
                    let hide = move || {
                        if looks.try_get_value() == this {
                            own.try_set(None);
                        }
                    };
                    set_timeout(hide, SHOWN_FOR);
                }
                Err(error) => drop(work.said.try_set(Some(Said::Bad(ask::sentence(&error))))),
            }
        });
    };
    let (masked, name) = (field.masked.clone(), field.label.clone());
    let value = move || {
        match clear.get() {
        Some(value) => view! { <span class="d-clear">{value}</span> }.into_any(),
        None => view! { <span class="sr">{labels::spoken_mask(&masked)}</span><span aria-hidden="true">{masked.clone()}</span> }.into_any(),
    }
    };
    let empty = field.masked.is_empty();
    let button = move || {
        match (clear.get().is_some(), empty) {
        (_, true) => ().into_any(),
        (true, _) if own.get().is_none() => ().into_any(),
        (true, _) => view! { <button class="d-link" type="button" on:click=move |_| own.set(None)>{wc::HIDE}</button> }.into_any(),
        (false, _) => view! { <button class="d-link" type="button" disabled=move || busy.get() on:click=look.clone()>{wc::LOOK}<span class="sr">{name.clone()}</span></button> }.into_any(),
    }
    };
    view! { {value}" "{button} }
}
