//! 指南纠错: anybody tells us what is wrong in a guide. The text stays on the phone until the outbox has it; the outbox sends it,
//! now or when there is a signal.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::SubmitEvent;
use yunlin_api::guide::{Item, PostReport, REPORT_MAX, ReportError, ReportKind};
use yunlin_api::text::Text;

use crate::domain::outbox::{self, Entry, EntryState};
use crate::infra::live::{live, words};
use crate::infra::{clock, prefs};
use crate::modules::guide::components::item_loader::with_item;
use crate::modules::guide::paths::ItemPage;
use crate::modules::guide::wording as w;
use crate::ui::page::Page;

/// Builds the page.
pub fn view(code: String) -> AnyView {
    let form = |item: Arc<Item>| {
        view! { <Form code=item.card.code.clone() name=item.card.name.clone()/> }.into_any()
    };
    view! { <Page title=w::REPORT_TITLE>{with_item(code, form, || ())}</Page> }.into_any()
}

/// Where the form stands.
#[derive(Clone, PartialEq)]
enum State {
    Writing,
    Wrong(String),
    Sending,
    /// Handed over to the outbox: it goes when there is a signal.
    Waiting,
    Sent,
}

/// What was typed for an item, kept until it is handed over.
#[derive(Clone)]
struct Draft(String);

impl Draft {
    fn of(code: &str) -> Self {
        Self(format!("report/{code}"))
    }

    fn read(&self) -> String {
        prefs::get(&self.0).unwrap_or_default()
    }

    fn keep(&self, text: &str) {
        prefs::set(&self.0, text);
    }

    fn forget(&self) {
        prefs::remove(&self.0);
    }
}

#[component]
fn Form(code: String, name: String) -> impl IntoView {
    let draft = Draft::of(&code);
    let text = RwSignal::new(draft.read());
    let kind = RwSignal::new(ReportKind::Materials);
    let state = RwSignal::new(State::Writing);
    let back = ItemPage(code.clone()).href();
    let (kept, title) = (draft.clone(), name.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if state.get_untracked() == State::Sending {
            return;
        }
        let text = match Text::<REPORT_MAX>::new(&text.get_untracked()) {
            Ok(text) => text,
            Err(error) => return state.set(State::Wrong(error.detail(REPORT_MAX))),
        };
        state.set(State::Sending);
        let report =
            ReportError { id: Uuid::now_v7(), item_code: code.clone(), kind: kind.get_untracked(), text };
        let (draft, title) = (draft.clone(), title.clone());
        spawn_local(async move {
            let reached = hand_over(&report, &title).await;
            if !matches!(reached, State::Wrong(_)) {
                draft.forget();
            }
            state.try_set(reached);
        });
    };
    let typed = move |value: String| {
        kept.keep(&value);
        text.set(value);
    };
    let form = move || {
        view! { <Fields name=name.clone() text typed=typed.clone() kind state submit=submit.clone()/> }
            .into_any()
    };
    live(move || match state.get() {
        State::Sent => done(w::REPORT_DONE, w::REPORT_NEXT, &back),
        State::Waiting => done(w::REPORT_WAITS, w::REPORT_WAITS_WHY, &back),
        _ => form(),
    })
}

/// From here on the outbox sends it, once, whatever happens to this page. A refusal comes back to the form.
async fn hand_over(report: &ReportError, name: &str) -> State {
    let mut entry = Entry::draft::<PostReport>(report.id, Uuid::nil(), &[], clock::now_ms());
    entry.title = w::report_of(name);
    entry.body = serde_json::to_value(report).unwrap_or_default();
    outbox::save_draft(&mut entry).await;
    outbox::queue(report.id).await;
    match outbox::outcome(report.id).await {
        Some(EntryState::Sent { .. }) => State::Sent,
        Some(EntryState::Failed { reason, fields, .. }) => {
            outbox::remove(report.id).await;
            State::Wrong(fields.into_iter().next().map_or(reason, |field| field.detail))
        }
        _ => State::Waiting,
    }
}

fn done(title: &'static str, text: &'static str, back: &str) -> AnyView {
    view! {
        <section class="card ask" role="status">
            <h2>{title}</h2>
            <p>{text}</p>
            <a class="btn primary" href=back.to_owned()>{w::BACK_TO_ITEM}</a>
        </section>
    }
    .into_any()
}

#[component]
fn Fields(
    name: String,
    text: RwSignal<String>,
    typed: impl Fn(String) + Clone + 'static,
    kind: RwSignal<ReportKind>,
    state: RwSignal<State>,
    submit: impl Fn(SubmitEvent) + 'static,
) -> impl IntoView {
    let wrong = move || match state.get() {
        State::Wrong(text) => Some(text),
        _ => None,
    };
    let refusal = move || match wrong() {
        Some(text) => {
            view! { <p class="error" id="report-error" role="alert"><b>{w::NOT_SENT}</b>{text}</p> }
                .into_any()
        }
        None => ().into_any(),
    };
    view! {
        <form class="card form" on:submit=submit novalidate>
            <p><b>{name}</b></p>
            <p class="small dim">{w::REPORT_WHY}</p>
            {live(refusal)}
            <fieldset>
                <legend>{w::REPORT_KIND}</legend>
                {ReportKind::ALL
                    .map(|k| view! {
                        <label class="radio"><input type="radio" name="kind" prop:checked=move || kind.get() == k on:change=move |_| kind.set(k)/>{k.label()}</label>
                    })
                    .collect_view()}
            </fieldset>
            <label class="field">
                {w::REPORT_FIELD}
                <textarea rows="4" maxlength="400" aria-invalid=move || wrong().is_some().to_string() aria-describedby=move || wrong().map(|_| "report-error")
                    prop:value=move || text.get() on:input=move |e| typed(event_target_value(&e))></textarea>
            </label>
            <button class="btn primary" type="submit" disabled=move || state.get() == State::Sending>
                {words(move || if state.get() == State::Sending { w::SENDING.to_owned() } else { w::SEND.to_owned() })}
            </button>
        </form>
    }
    .into_any()
}
