//! 核对信息: every answer once more, each with its way back, the declaration, and 提交.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filling::Filling;
use super::pen;
use super::step::{back, href_of_error};
use crate::domain::form::{Line, checked, lines};
use crate::domain::outbox::Saved;
use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::infra::live::words;
use crate::infra::{browser, clock, nav};
use crate::modules::apply::components::frame::{hide_tabs, how_far, over};
use crate::modules::apply::keep;
use crate::modules::apply::paths::{Fill, Place};
use crate::modules::apply::wording as w;
use crate::questions::{point_out, summary, thumbnail};
use crate::ui::page::Page;

/// The page.
pub fn view(filling: Filling) -> AnyView {
    hide_tabs();
    let steps = filling.steps_now();
    let number = steps.len() + 1;
    let before = steps.last().map(|s| s.id.clone());
    let confirmed = RwSignal::new(false);
    let unconfirmed = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let lead = view! {
        {how_far(number, Signal::derive(move || number), filling.sheet.saving)}
        {over(filling.sheet.saving, move || filling.load_newest(), filling.href_sent())}
        {summary(filling.sheet.errors, |key| key == CONFIRM, move |key| href_of_error(filling, key))}
    }
    .into_any();
    let (bar, declaration) = filling.draft.with_value(|d| (d.form.title.clone(), d.form.declaration.clone()));
    let tick = move |event: web_sys::Event| {
        confirmed.set(event_target_checked(&event));
        unconfirmed.set(false);
        filling.sheet.errors.update(|errors| errors.retain(|e| e.field != CONFIRM));
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !confirmed.get_untracked() {
            unconfirmed.set(true);
        }
        submit(filling, confirmed.get_untracked(), busy);
    };
    view! {
        <Page title=w::CHECK bar=bar lead=lead>
            <p class="lead">{w::CHECK_LEAD}</p>
            {answers(filling)}
            <form id="step" class="sheet" novalidate on:submit=send>
                <section class="card q" class:bad=move || unconfirmed.get()>
                    <h2>{w::DECLARATION}</h2>
                    <p>{declaration}</p>
                    <p class="q-error" id="f-confirm-error">{words(move || if unconfirmed.get() { w::CONFIRM_FIRST.to_owned() } else { String::new() })}</p>
                    <label class="pick"><input type="checkbox" id=format!("f-{CONFIRM}") aria-describedby="f-confirm-error" prop:checked=move || confirmed.get() on:change=tick/><span>{w::CONFIRM}</span></label>
                </section>
                <div class="dock">
                    <button class="btn" type="button" on:click=move |_| back(filling, before.as_deref())>{w::BEFORE}</button>
                    <button class="btn primary" type="submit" disabled=move || busy.get()>{words(move || if busy.get() { w::SUBMITTING } else { w::SUBMIT }.to_owned())}</button>
                </div>
            </form>
        </Page>
    }
    .into_any()
}

/// Key of the declaration among the errors.
const CONFIRM: &str = "confirm";

fn answers(filling: Filling) -> AnyView {
    let named = |slug: &str| match published::places().get_untracked() {
        Loaded::Ready(places, _) => places
            .communities
            .iter()
            .find(|c| c.slug == slug)
            .map_or_else(|| slug.to_owned(), |c| c.name.clone()),
        _ => slug.to_owned(),
    };
    let draft = filling.draft.get_value();
    let lines = filling.sheet.answers.with_untracked(|a| lines(&draft.form, a, &draft.told, named));
    let rows = lines.into_iter().map(|line| row(filling, line)).collect_view();
    let counter = named(&draft.community);
    view! {
        <dl class="card answers">
            <div><dt>{w::COUNTER}</dt><dd>{counter}</dd></div>
            {rows}
        </dl>
    }
    .into_any()
}

fn row(filling: Filling, line: Line) -> AnyView {
    let Line { step, label, value, photos, known } = line;
    let href =
        format!("{}&from=check", filling.draft.with_value(|d| Place::Step(step).href(&d.form.item, d.id)));
    let change = (!known).then(|| {
        view! { <dd class="change"><a href=href aria-label=w::change(&label) on:click=move |_| filling.from_check.set_value(true)>{w::CHANGE}</a></dd> }.into_any()
    });
    let lie = filling.sheet.photos();
    let thumbs = photos
        .iter()
        .enumerate()
        .filter_map(|(at, id)| Some(thumbnail(lie.as_deref()?, id, at + 1)))
        .collect_view();
    let shown = if value.is_empty() && photos.is_empty() { w::LEFT_OUT.to_owned() } else { value };
    view! { <div><dt>{label}</dt><dd>{shown}<span class="shots">{thumbs}</span></dd>{change}</div> }
        .into_any()
}

/// Checks everything and hands it over; a second tap does nothing.
fn submit(filling: Filling, confirmed: bool, busy: RwSignal<bool>) {
    if busy.get_untracked() {
        return;
    }
    let sheet = filling.sheet;
    let (form, told) = filling.draft.with_value(|d| (d.form.clone(), d.told.clone()));
    let result = sheet.answers.with_untracked(|a| checked(&form, a, &told, &clock::today()));
    let mut errors = result.as_ref().err().cloned().unwrap_or_default();
    if !confirmed {
        errors.push(w::confirm_error(CONFIRM));
    }
    let (Ok(answers), true) = (result, errors.is_empty()) else {
        sheet.errors.set(errors);
        return point_out(w::CHECK);
    };
    busy.set(true);
    spawn_local(async move {
        let Some(draft) = filling.close().await else { return };
        match keep::submit(&draft, answers).await {
            // Handed over by another page a moment ago: its page says what became of it.
            Saved::OnPhone | Saved::InMemory | Saved::Handed => {}
            refused => {
                sheet.saving.try_set(pen::told(refused));
                busy.try_set(false);
                return browser::window().scroll_to_with_x_and_y(0.0, 0.0);
            }
        }
        if nav::path() == Fill::New(draft.form.item.clone()).href() {
            // The consumed page is replaced: going back cannot submit again.
            nav::replace(&Fill::Sent(draft.id).href());
            browser::window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        busy.try_set(false);
    });
}
