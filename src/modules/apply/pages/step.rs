//! One page of a form: a question or a small group of them, checked on 下一步 by the rules of the server.

use leptos::prelude::*;
use yunlin_api::forms::{FormStep, visible};

use super::filling::Filling;
use crate::domain::form::{errors_of, step_errors};
use crate::infra::{clock, nav};
use crate::modules::apply::components::frame::{hide_tabs, how_far, over};
use crate::modules::apply::paths::{Fill, Place};
use crate::modules::apply::wording as w;
use crate::questions::{of_step, point_out, summary};
use crate::ui::page::Page;

/// The page; an unknown or hidden one leads to the first.
pub fn view(filling: Filling, step: &str) -> AnyView {
    let steps = filling.steps_now();
    let Some(at) = steps.iter().position(|s| s.id == step) else {
        let first = steps.first().map_or(Place::Check, |s| Place::Step(s.id.clone()));
        nav::replace(&href(filling, &first));
        return ().into_any();
    };
    let step = steps[at].clone();
    arrive(filling, &step);
    hide_tabs();
    let before = at.checked_sub(1).map(|i| steps[i].id.clone());
    let total = Signal::derive(move || filling.steps().len() + 1);
    let here = {
        let step = step.clone();
        move |key: &str| is_here(&step, key)
    };
    let lead = view! {
        {how_far(at + 1, total, filling.sheet.saving)}
        {over(filling.sheet.saving, move || filling.load_newest(), filling.href_sent())}
        {summary(filling.sheet.errors, here, |_| None)}
    }
    .into_any();
    let bar = filling.draft.with_value(|d| d.form.title.clone());
    let title = step.title.clone();
    let hint = (!step.hint.is_empty()).then(|| view! { <p class="lead">{step.hint.clone()}</p> }.into_any());
    let submit = {
        let step = step.clone();
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            next(filling, &step);
        }
    };
    view! {
        <Page title=title bar=bar lead=lead>
            {hint}
            {look_again(filling, &step)}
            {known(filling, &step)}
            <form id="step" class="sheet" novalidate on:submit=submit>
                {of_step(filling.sheet, &step, &filling.told())}
                <div class="dock">
                    <button class="btn" type="button" on:click=move |_| back(filling, before.as_deref())>{w::BEFORE}</button>
                    <button class="btn primary" type="submit">{w::NEXT}</button>
                </div>
            </form>
        </Page>
    }
    .into_any()
}

/// Notes where the resident is. After browser-back the page that 下一步 came from is no longer behind us.
fn arrive(filling: Filling, step: &FormStep) {
    filling.at(&step.id);
    filling.trail.update_value(|trail| {
        if let Some(found) = trail.iter().position(|t| *t == step.id) {
            trail.truncate(found);
        }
    });
}

fn href(filling: Filling, place: &Place) -> String {
    filling.draft.with_value(|d| place.href(&d.form.item, d.id))
}

/// Whether a wrong field stands on this page.
fn is_here(step: &FormStep, key: &str) -> bool {
    match key.split_once('.') {
        Some((group, _)) => step.repeat.is_some() && step.id == group,
        None => step.id == key || step.fields.iter().any(|f| f.id == key),
    }
}

/// What is known already and stands on this page.
fn known(filling: Filling, step: &FormStep) -> Option<AnyView> {
    let told = filling.told();
    let lines: Vec<(String, String)> =
        step.fields.iter().filter_map(|f| Some((f.label.clone(), told.of_field(f)?.to_owned()))).collect();
    if lines.is_empty() {
        return None;
    }
    let rows = lines
        .into_iter()
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd class="num">{value}</dd></div> }.into_any());
    Some(
        view! { <section class="card known"><h2>{w::KNOWN}</h2><dl class="rows">{rows.collect_view()}</dl><p class="small dim">{w::KNOWN_WHY}</p></section> }
            .into_any(),
    )
}

/// A newer form asks something of this page anew.
fn look_again(filling: Filling, step: &FormStep) -> Option<AnyView> {
    let changed = filling.draft.with_value(|d| d.look_again.iter().any(|key| is_here(step, key)));
    changed.then(|| view! { <p class="asof">{w::LOOK_AGAIN}</p> }.into_any())
}

/// Checks the page and goes on, or says what is wrong. A photo that is still being made small comes along.
fn next(filling: Filling, step: &FormStep) {
    let sheet = filling.sheet;
    if sheet.working.get_untracked() > 0 {
        let step = step.clone();
        return sheet.when_photos_are_done(move || {
            if nav::address().get_untracked().param("step").is_some_and(|id| id == step.id) {
                next(filling, &step);
            }
        });
    }
    let told = filling.told();
    let checked = sheet.answers.with_untracked(|a| step_errors(step, a, &told, &clock::today()));
    match checked {
        Err(errors) => {
            sheet.errors.set(errors);
            point_out(&step.title);
        }
        Ok(clean) => {
            sheet.answers.update(|answers| {
                answers.retain(|key, _| !is_here(step, key) || clean.contains_key(key));
                answers.extend(clean);
            });
            sheet.errors.update(|errors| errors.retain(|e| !is_here(step, &e.field)));
            filling.draft.update_value(|d| d.look_again.retain(|key| !is_here(step, key)));
            sheet.touch();
            go_on(filling, step);
        }
    }
}

fn go_on(filling: Filling, step: &FormStep) {
    if nav::address().get_untracked().param("from").is_some() {
        // 修改 was one step away from 核对信息, so it is one step back.
        if filling.from_check.try_update_value(std::mem::take) == Some(true) {
            return nav::back();
        }
        return nav::replace(&href(filling, &Place::Check));
    }
    let steps = filling.steps_now();
    let after = steps.iter().position(|s| s.id == step.id).and_then(|at| steps.get(at + 1));
    filling.trail.update_value(|trail| trail.push(step.id.clone()));
    nav::go(&href(filling, &after.map_or(Place::Check, |s| Place::Step(s.id.clone()))));
}

/// 上一步: back in history when the page before is there, else in its place.
pub fn back(filling: Filling, before: Option<&str>) {
    let Some(before) = before else {
        let code = filling.draft.with_value(|d| d.form.item.clone());
        return nav::replace(&Fill::New(code).href());
    };
    let behind = filling.trail.with_value(|trail| trail.last().is_some_and(|t| t == before));
    if behind {
        nav::back();
    } else {
        nav::replace(&href(filling, &Place::Step(before.to_owned())));
    }
}

/// The address of the page that holds a wrong field, from 核对信息.
pub fn href_of_error(filling: Filling, key: &str) -> Option<String> {
    let step = filling.draft.with_value(|d| {
        let step = errors_of(&d.form, key)?;
        let shows = filling.sheet.answers.with_untracked(|a| visible(step.when.as_ref(), a));
        shows.then(|| step.id.clone())
    })?;
    Some(format!("{}&from=check", href(filling, &Place::Step(step))))
}
