//! Personal values: masked, shown by a logged act, hidden again after half a minute or when the screen locks.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::desk::{PersonalField, PostReveal, Reveal};
use yunlin_api::privacy::ReasonText;
use yunlin_api::text::Text;

use super::work::{Said, Work};
use crate::desk::{ask, labels, lock, wording_case as wc};
use crate::infra::announce;

/// How long a value stays in clear.
const SHOWN_FOR: Duration = Duration::from_secs(30);
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

/// One masked value with its button.
#[component]
pub fn Masked(work: Work, field: PersonalField) -> impl IntoView {
    let clear = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let locked = lock::locked();
    Effect::new(move |_| {
        if locked.get() {
            clear.set(None);
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
                    clear.try_set(Some(shown.value));
                    announce::say(&wc::shown(&label));
                    // The end of an earlier look does not hide a later one.
                    let this = looks.try_update_value(|n| {
                        *n += 1;
                        *n
                    });
                    let hide = move || {
                        if looks.try_get_value() == this {
                            clear.try_set(None);
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
        (true, _) => view! { <button class="d-link" type="button" on:click=move |_| clear.set(None)>{wc::HIDE}</button> }.into_any(),
        (false, _) => view! { <button class="d-link" type="button" disabled=move || busy.get() on:click=look.clone()>{wc::LOOK}<span class="sr">{name.clone()}</span></button> }.into_any(),
    }
    };
    view! { {value}" "{button} }
}
