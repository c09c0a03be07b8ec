//! 补正: the fields of the list, once more, by the same controls as the form; sent when there is a signal.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::apply::{CaseView, Complete, GetMyCase};
use yunlin_api::cases::{MissingShown, SupplementRequest};
use yunlin_api::forms::{Answers, FormField, FormStep, check_step};

use crate::domain::form::{Key, asked_again, page_again};
use crate::domain::outbox::{self, EntryState, Saved};
use crate::infra::http::{self, CallError};
use crate::infra::kept::Loaded;
use crate::infra::live::live;
use crate::infra::{browser, clock, nav};
use crate::modules::apply::components::frame::over;
use crate::modules::apply::components::progress::call;
use crate::modules::apply::components::remote::{Remote, remote};
use crate::modules::apply::keep::{self, Vault};
use crate::modules::apply::pages::pen::{Pen, told};
use crate::modules::apply::paths::{Fill, Follow};
use crate::modules::apply::wording as w;
use crate::questions::{Asked, Saving, Sheet, field, point_out, summary, why};
use crate::ui::page::Page;

/// One thing of the list, with its question.
type Lacking = (Key, FormField, MissingShown);

/// The case and what was begun.
struct Begun {
    case: CaseView,
    entry: Uuid,
    /// The revision on the phone that this page has read or written last.
    seen: ArcStoredValue<Option<Uuid>>,
    answers: Answers,
    refused: Option<String>,
}

/// Builds the page.
pub fn view(id: Uuid) -> AnyView {
    let data: Remote<Begun> = RwSignal::new(Loaded::Loading);
    let sheet = RwSignal::new(None::<Sheet>);
    let lead = live(move || sheet.get().map(|sheet| summary(sheet.errors, |_| true, |_| None)).into_any());
    let body = remote(data, move || read(id), move |begun| body(&begun, sheet));
    view! { <Page title=w::COMPLETE_TITLE bar=w::CASES lead=lead>{body}</Page> }.into_any()
}

async fn read(id: Uuid) -> Result<Begun, CallError> {
    let here = nav::Here::now();
    let case = http::get::<GetMyCase>(&[&id.to_string()]).await?;
    let kept = keep::completion(id).await;
    if let Some(handed) =
        kept.as_ref().filter(|e| !matches!(e.state, EntryState::Draft | EntryState::Failed { .. }))
    {
        // It goes by itself: opening it again must not hold it back.
        here.replace(&Fill::Sent(handed.id).href());
    }
    let refused = kept.as_ref().and_then(|e| match &e.state {
        EntryState::Failed { reason, .. } => Some(reason.clone()),
        _ => None,
    });
    let answers = kept.as_ref().and_then(|e| keep::read::<Complete>(&e.body));
    let seen = ArcStoredValue::new(kept.as_ref().and_then(|e| e.seen));
    let entry = kept.map_or_else(Uuid::now_v7, |e| e.id);
    Ok(Begun { case, entry, seen, answers: answers.map(|c| c.answers).unwrap_or_default(), refused })
}

fn body(begun: &Arc<Begun>, lead: RwSignal<Option<Sheet>>) -> AnyView {
    let id = begun.case.case.id;
    let Some(list) = &begun.case.supplement else {
        return view! { <section class="card ask"><p>{w::NOTHING_MISSING}</p><a class="btn primary" href=Follow::Case(id).href()>{w::SEE_PROGRESS}</a></section> }.into_any();
    };
    if list.missing.iter().any(|m| !list.fields.contains_key(&m.field)) {
        return at_counter(&begun.case, list);
    }
    let pen = Pen::new();
    let sheet = sheet_of(begun, pen);
    lead.set(Some(sheet));
    let question = |m: &MissingShown| {
        list.fields.get(&m.field).map(|f| (Key::parse(&m.field), asked_again(f), m.clone()))
    };
    let fields: Vec<Lacking> = list.missing.iter().filter_map(question).collect();
    let step = page_of(&fields);
    let rows = fields.into_iter().map(|lacking| one(sheet, lacking)).collect_view();
    let busy = RwSignal::new(false);
    let refused = begun.refused.clone();
    let begun = begun.clone();
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        submit((sheet, pen), &step, &begun, busy);
    };
    let unsaved = move || {
        let failed = sheet.saving.get() == Saving::Failed;
        failed.then(|| view! { <p class="error" role="alert">{w::NOT_SAVED}</p> }.into_any()).into_any()
    };
    let by = w::missing_by(&clock::day(&list.by), list.estimated);
    let refused = refused.map(|reason| view! { <p class="error" role="alert">{reason}</p> }.into_any());
    view! {
        <p class="lead">{by}</p>
        {live(unsaved)}
        {over(sheet.saving, || browser::window().location().reload().unwrap_or_default(), Follow::Case(id).href())}
        {refused}
        <form class="sheet" novalidate on:submit=send>
            {rows}
            <button class="btn primary" type="submit" disabled=move || busy.get()>{w::COMPLETE_SEND}</button>
            <a class="btn" href=Follow::Case(id).href()>{w::LATER}</a>
        </form>
    }
    .into_any()
}

/// Answers that are kept at every input, like a draft.
fn sheet_of(begun: &Arc<Begun>, pen: Pen) -> Sheet {
    let slot = StoredValue::new(None::<Sheet>);
    let kept = begun.clone();
    let keep = move || {
        let Some(sheet) = slot.get_value() else { return };
        let kept = kept.clone();
        pen.write(sheet, move || {
            let answers = sheet.answers.try_get_untracked()?;
            let entry = entry(&kept, answers);
            Some(save(entry, kept.seen.clone()))
        });
    };
    let name = begun.case.case.item_name.clone();
    let sheet = Sheet::new(name, begun.answers.clone(), Vault { owner: begun.entry }, keep);
    slot.set_value(Some(sheet));
    sheet
}

async fn save(mut entry: outbox::Entry, seen: ArcStoredValue<Option<Uuid>>) -> Saved {
    let saved = outbox::save_draft(&mut entry).await;
    seen.set_value(entry.seen);
    saved
}

fn entry(begun: &Begun, answers: Answers) -> outbox::Entry {
    let case = &begun.case.case;
    let mut entry = keep::completing(
        begun.entry,
        case.id,
        &w::completion_of(&case.item_name),
        &Complete { version: begun.case.version, answers },
    );
    entry.seen = begun.seen.get_value();
    entry
}

/// The fields of the list as one page; what is inside a repeated group is checked by the server.
fn page_of(fields: &[Lacking]) -> FormStep {
    let asked = fields.iter().filter_map(|(key, field, _)| match key {
        Key::Field(_) => Some(field.clone()),
        Key::Row { .. } => None,
    });
    page_again(asked.collect())
}

fn one(sheet: Sheet, (key, found, missing): Lacking) -> AnyView {
    let reason = view! { <p class="asof">{w::missing(&missing.label, &missing.reason)}</p> };
    let why = why(sheet, vec![found.clone()]);
    let control = field(Asked { sheet, key, field: found, said: false });
    view! { <section class="card">{reason}{control}{why}</section> }.into_any()
}

/// A paper of the list is no question of the form: all of it is completed at the counter, at once.
fn at_counter(case: &CaseView, list: &SupplementRequest) -> AnyView {
    let rows = list
        .missing
        .iter()
        .map(|m| view! { <li>{w::missing(&m.label, &m.reason)}</li> }.into_any())
        .collect_view();
    view! {
        <p class="lead">{w::AT_COUNTER}</p>
        <section class="card todo"><ul class="dots">{rows}</ul></section>
        {call(&case.holder)}
        <a class="btn" href=Follow::Case(case.case.id).href()>{w::SEE_PROGRESS}</a>
    }
    .into_any()
}

/// Checks what was asked, hands it over, and goes to the case.
fn submit((sheet, pen): (Sheet, Pen), step: &FormStep, begun: &Arc<Begun>, busy: RwSignal<bool>) {
    if busy.get_untracked() {
        return;
    }
    if sheet.working.get_untracked() > 0 {
        busy.set(true);
        let (step, begun) = (step.clone(), Arc::clone(begun));
        return sheet.when_photos_are_done(move || {
            busy.set(false);
            submit((sheet, pen), &step, &begun, busy);
        });
    }
    let answers = sheet.answers.get_untracked();
    let mut whole = answers.clone();
    match check_step(step, &answers, &clock::today()) {
        Err(errors) => {
            sheet.errors.set(errors);
            return point_out(w::COMPLETE_TITLE);
        }
        Ok(clean) => whole.extend(clean),
    }
    sheet.errors.set(Vec::new());
    busy.set(true);
    let begun = Arc::clone(begun);
    let here = nav::Here::now();
    spawn_local(async move {
        pen.rest().await;
        hand_in(sheet, &begun, whole, here).await;
        busy.try_set(false);
    });
}

/// Keeps the answers, sends them, and shows where they stand.
async fn hand_in(sheet: Sheet, begun: &Begun, whole: Answers, here: nav::Here) {
    let entry = entry(begun, whole);
    let id = entry.id;
    match save(entry, begun.seen.clone()).await {
        Saved::OnPhone | Saved::InMemory => {}
        refused => {
            sheet.saving.try_set(told(refused));
            return point_out(w::COMPLETE_TITLE);
        }
    }
    outbox::queue(id).await;
    let reached = outbox::outcome(id).await;
    // Sent in vain it has another revision: what is mended here is kept on top of it.
    let seen = outbox::load(id).await.and_then(|entry| entry.seen);
    begun.seen.set_value(seen);
    match reached {
        Some(EntryState::Failed { fields, reason, .. }) if !fields.is_empty() || !reason.is_empty() => {
            sheet.errors.try_set(if fields.is_empty() { vec![w::general(&reason)] } else { fields });
            if here.still() {
                point_out(w::COMPLETE_TITLE);
            }
        }
        Some(EntryState::Waiting { .. }) | None => here.replace(&Fill::Sent(id).href()),
        _ => here.replace(&Follow::Case(begun.case.case.id).href()),
    }
}
