//! 指南纠错: anybody tells us what is wrong in a guide. The text stays on the phone until it is sent.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::SubmitEvent;
use yunlin_api::guide::{Item, PostReport, REPORT_MAX, ReportError, ReportKind};
use yunlin_api::text::Text;

use crate::infra::http::{self, CallError};
use crate::infra::prefs;
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
    Sent,
}

/// What was typed, under the id that it will be stored with; another text is another report.
struct Draft;

impl Draft {
    fn kept(key: &str) -> (Uuid, String) {
        let kept = prefs::get(key).unwrap_or_default();
        let (id, text) = kept.split_once('\n').unwrap_or_default();
        (Uuid::parse_str(id).unwrap_or_else(|_| Uuid::now_v7()), text.to_owned())
    }

    fn keep(key: &str, text: &str) -> Uuid {
        let id = Uuid::now_v7();
        prefs::set(key, &format!("{id}\n{text}"));
        id
    }
}

#[component]
fn Form(code: String, name: String) -> impl IntoView {
    let draft_key = format!("report/{code}");
    let (id, draft) = Draft::kept(&draft_key);
    let text = RwSignal::new(draft);
    let kind = RwSignal::new(ReportKind::Materials);
    let state = RwSignal::new(State::Writing);
    // One id for all tries of one report, also after a reload: a lost answer and a second tap have one effect.
    let id = StoredValue::new(id);
    let back = ItemPage(code.clone()).href();
    let kept = draft_key.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = match Text::<REPORT_MAX>::new(&text.get_untracked()) {
            Ok(text) => {
                ReportError { id: id.get_value(), item_code: code.clone(), kind: kind.get_untracked(), text }
            }
            Err(error) => return state.set(State::Wrong(error.detail(REPORT_MAX))),
        };
        state.set(State::Sending);
        let draft_key = draft_key.clone();
        spawn_local(async move {
            match http::post::<PostReport>(&input.id.to_string(), &input).await {
                Ok(_) => {
                    prefs::remove(&draft_key);
                    state.set(State::Sent);
                }
                Err(error) => state.set(State::Wrong(why(error))),
            }
        });
    };
    let typed = move |value: String| {
        id.set_value(Draft::keep(&kept, &value));
        text.set(value);
    };
    view! {
        <Show when=move || state.get() == State::Sent fallback=move || view! { <Fields name=name.clone() text typed=typed.clone() kind state submit=submit.clone()/> }>
            <section class="card ask" role="status">
                <h2>{w::REPORT_DONE}</h2>
                <p>{w::REPORT_NEXT}</p>
                <a class="btn primary" href=back.clone()>{w::BACK_TO_ITEM}</a>
            </section>
        </Show>
    }
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
    view! {
        <form class="card form" on:submit=submit novalidate>
            <p><b>{name}</b></p>
            <p class="small dim">{w::REPORT_WHY}</p>
            {move || wrong().map(|text| view! { <p class="error" id="report-error" role="alert"><b>{w::NOT_SENT}</b>{text}</p> })}
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
                <textarea rows="4" maxlength="400" aria-invalid=move || wrong().is_some().to_string() aria-describedby="report-error"
                    prop:value=move || text.get() on:input=move |e| typed(event_target_value(&e))></textarea>
            </label>
            <button class="btn primary" type="submit" disabled=move || state.get() == State::Sending>
                {move || if state.get() == State::Sending { w::SENDING } else { w::SEND }}
            </button>
        </form>
    }
}

fn why(error: CallError) -> String {
    match error {
        CallError::Offline => w::REPORT_OFFLINE.to_owned(),
        CallError::Refused(problem) => problem.fields.first().map_or(problem.detail, |f| f.detail.clone()),
        CallError::Unreadable => w::REPORT_OLD_APP.to_owned(),
    }
}
