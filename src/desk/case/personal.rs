//! Personal values: masked, shown by a logged act, hidden again after half a minute or when the screen locks.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::desk::{PersonalField, PostReveal, Reveal};
use yunlin_api::privacy::ReasonText;
use yunlin_api::text::Text;

use super::work::{Said, Work};
use crate::desk::reveal::Look;
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
    let look = Look::at(work.id, work.clear);
    let show = move |_| {
        look.show(reason(work), move |done| match done {
            Ok(()) => announce::say(wc::ALL_SHOWN),
            Err(text) => drop(work.said.try_set(Some(Said::Bad(text)))),
        });
    };
    move || {
        if look.is_hidden() {
            view! { <button class="btn" type="button" disabled=move || look.busy.get() on:click=show>{wc::LOOK_ALL}</button> }.into_any()
        } else {
            view! { <button class="btn" type="button" on:click=move |_| look.hide()>{wc::HIDE_ALL}</button> }
                .into_any()
        }
    }
}

/// One value: in clear for half a minute after a look at it.
#[derive(Clone, Copy)]
struct One {
    work: Work,
    field: StoredValue<PersonalField>,
    own: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    looks: StoredValue<u32>,
}

impl One {
    fn of(work: Work, field: PersonalField) -> Self {
        let one = Self {
            work,
            field: StoredValue::new(field),
            own: RwSignal::new(None),
            busy: RwSignal::new(false),
            looks: StoredValue::new(0),
        };
        let locked = lock::locked();
        Effect::new(move |_| {
            if locked.get() {
                one.own.set(None);
            }
        });
        one
    }

    /// In clear now, by a look at it or at all of them.
    fn clear(self) -> Option<String> {
        let of_all = || self.field.with_value(|field| self.work.clear.read().get(&field.key).cloned());
        self.own.get().or_else(of_all)
    }

    fn look(self) {
        let (key, label) = self.field.with_value(|field| (field.key.clone(), field.label.clone()));
        let input = Reveal { key, reason: reason(self.work) };
        self.busy.set(true);
        spawn_local(async move {
            let case = self.work.id.to_string();
            let answer = ask::write::<PostReveal>(&[&case], Uuid::now_v7(), &input).await;
            self.busy.try_set(false);
            match answer {
                Ok(shown) => {
                    self.own.try_set(Some(shown.value));
                    announce::say(&wc::shown(&label));
                    self.hide_later();
                }
                Err(error) => drop(self.work.said.try_set(Some(Said::Bad(ask::sentence(&error))))),
            }
        });
    }

    /// The end of an earlier look does not hide a later one.
    fn hide_later(self) {
        let this = self.looks.try_update_value(|n| {
            *n += 1;
            *n
        });
        let hide = move || {
            if self.looks.try_get_value() == this {
                self.own.try_set(None);
            }
        };
        set_timeout(hide, SHOWN_FOR);
    }
}

/// One masked value with its button.
#[component]
pub fn Masked(work: Work, field: PersonalField) -> impl IntoView {
    let (masked, name) = (field.masked.clone(), field.label.clone());
    let one = One::of(work, field);
    let clear = Memo::new(move |_| one.clear());
    let empty = masked.is_empty();
    let value = move || {
        match clear.get() {
        Some(value) => view! { <span class="d-clear">{value}</span> }.into_any(),
        None => view! { <span class="sr">{labels::spoken_mask(&masked)}</span><span aria-hidden="true">{masked.clone()}</span> }.into_any(),
    }
    };
    let button = move || {
        match (clear.get().is_some(), empty) {
        (_, true) => ().into_any(),
        (true, _) if one.own.get().is_none() => ().into_any(),
        (true, _) => view! { <button class="d-link" type="button" on:click=move |_| one.own.set(None)>{wc::HIDE}</button> }.into_any(),
        (false, _) => view! { <button class="d-link" type="button" disabled=move || one.busy.get() on:click=move |_| one.look()>{wc::LOOK}<span class="sr">{name.clone()}</span></button> }.into_any(),
    }
    };
    view! { {value}" "{button} }
}
