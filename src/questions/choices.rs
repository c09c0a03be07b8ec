//! Controls that are chosen from: large rows with a radio button or a checkbox.

use leptos::prelude::*;
use yunlin_api::forms::{Choice, FieldKind};

use super::field::Asked;
use crate::domain::{my_community, published};
use crate::infra::kept::Loaded;
use crate::infra::live::live;
use crate::ui::state::{failed, skeleton};

/// One of several.
pub fn one(asked: &Asked) -> AnyView {
    match &asked.field.kind {
        FieldKind::Choice { options } => radios(asked, options),
        _ => ().into_any(),
    }
}

/// Any of several.
pub fn many(asked: &Asked) -> AnyView {
    let FieldKind::Many { options } = &asked.field.kind else { return ().into_any() };
    let rows = options.iter().enumerate().map(|(index, option)| {
        let (sheet, key, value) = (asked.sheet, asked.key.clone(), option.value.clone());
        let on = {
            let (key, value) = (key.clone(), value.clone());
            move || sheet.answers.with(|a| key.many(a).contains(&value))
        };
        let toggle = move |_| {
            let mut values = sheet.answers.with_untracked(|a| key.many(a));
            if values.contains(&value) {
                values.retain(|v| *v != value);
            } else {
                values.push(value.clone());
            }
            sheet.set_many(&key, values);
        };
        view! {
            <label class="pick">
                <input type="checkbox" id=row_id(asked, index) prop:checked=on on:change=toggle/>
                {words(option)}
            </label>
        }
        .into_any()
    });
    rows.collect_view().into_any()
}

/// One of the communities; the one of this phone is chosen already.
pub fn community(asked: &Asked) -> AnyView {
    let places = published::places();
    let asked = asked.clone();
    let (sheet, key) = (asked.sheet, asked.key.clone());
    if sheet.answers.with_untracked(|a| key.read(a).is_none())
        && let Some(mine) = my_community::chosen()
    {
        sheet.set_text(&key, mine);
    }
    live(move || match places.get() {
        Loaded::Loading => skeleton(),
        Loaded::Failed(error) => failed(&error, published::reload_places),
        Loaded::Ready(places, _) => {
            let options: Vec<Choice> = places
                .communities
                .iter()
                .map(|c| Choice { value: c.slug.clone(), label: c.name.clone(), hint: String::new() })
                .collect();
            radios(&asked, &options)
        }
    })
}

fn radios(asked: &Asked, options: &[Choice]) -> AnyView {
    let rows = options.iter().enumerate().map(|(index, option)| {
        let (sheet, key, value) = (asked.sheet, asked.key.clone(), option.value.clone());
        let on = {
            let (key, value) = (key.clone(), value.clone());
            move || sheet.answers.with(|a| key.text(a) == value)
        };
        let choose = move |_| sheet.set_text(&key, value.clone());
        view! {
            <label class="pick">
                <input type="radio" name=asked.key.dom_id() id=row_id(asked, index) prop:checked=on on:change=choose/>
                {words(option)}
            </label>
        }
        .into_any()
    });
    rows.collect_view().into_any()
}

/// The first row carries the id of the field: a link in the error summary leads to it.
fn row_id(asked: &Asked, index: usize) -> String {
    let id = asked.key.dom_id();
    if index == 0 { id } else { format!("{id}-{index}") }
}

fn words(option: &Choice) -> AnyView {
    let hint = (!option.hint.is_empty()).then(|| view! { <small>{option.hint.clone()}</small> }.into_any());
    view! { <span>{option.label.clone()}{hint}</span> }.into_any()
}
