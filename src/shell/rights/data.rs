//! 我的数据: what is held, masked; what was agreed to; what one can do about it.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::privacy::{Closing, ConsentRow, GetMyData, HeldGroup, MyData};

use super::wording as w;
use crate::infra::clock;
use crate::shell::own::own;
use crate::ui::icon::Icon;
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    view! { <Frame title=w::DATA>{own::<GetMyData>("/me/data", |data, _| held(&data))}{rights()}</Frame> }
        .into_any()
}

fn held(data: &Arc<MyData>) -> AnyView {
    let groups = data.groups.iter().map(group).collect_view();
    let none = data.groups.is_empty().then(|| view! { <p class="card">{w::DATA_NONE}</p> });
    view! {
        {data.closing.as_ref().map(closing)}
        <p class="small dim">{w::DATA_WHAT}</p>
        {none}{groups}
        {consents(&data.consents)}
    }
    .into_any()
}

fn group(group: &HeldGroup) -> AnyView {
    let rows = group.fields.iter().map(|field| {
        view! {
            <div><dt>{field.label.clone()}</dt><dd>{field.masked.clone()}<br/><span class="small dim">{w::kept(&field.purpose, &field.kept)}</span></dd></div>
        }
    });
    view! { <section class="card"><h2>{group.title.clone()}</h2><dl class="rows">{rows.collect_view()}</dl></section> }
        .into_any()
}

fn consents(rows: &[ConsentRow]) -> AnyView {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| match row.about.as_str() {
            "" => w::consent(row.agreed, &row.notice, &clock::when(&row.at)),
            about => w::separate_consent(row.agreed, about, &clock::when(&row.at)),
        })
        .collect();
    let none = lines.is_empty().then(|| view! { <p class="dim">{w::CONSENTS_NONE}</p> });
    view! {
        <section class="card">
            <h2>{w::CONSENTS}</h2>
            {none}
            <ul class="dots">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// A deletion under way: until when, and what stays.
pub(super) fn closing(closing: &Closing) -> AnyView {
    let kept = closing.kept.clone();
    view! {
        <section class="card" role="status">
            <h2>{w::CLOSING}</h2>
            <p>{w::closing(&closing.asked_on, &closing.done_by)}</p>
            {(!kept.is_empty()).then(|| view! {
                <h3>{w::KEPT}</h3>
                <ul class="dots">{kept.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            })}
        </section>
    }
    .into_any()
}

fn rights() -> AnyView {
    let rows = w::RIGHTS_LIST.map(|(href, name, sub)| {
        view! { <li><a class="cell" href=href><span>{name}<small>{sub}</small></span><Icon name="caret-right"/></a></li> }
    });
    view! { <section class="card"><h2>{w::RIGHTS}</h2><ul class="cells">{rows.collect_view()}</ul></section> }
        .into_any()
}
