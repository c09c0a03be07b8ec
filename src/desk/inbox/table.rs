//! The table of the inbox, in four states. One row takes part in Tab; J and K, or the arrows, move it.

use leptos::ev;
use leptos::prelude::*;
use yunlin_api::desk::InboxRow;

use super::list::{List, row_id};
use crate::desk::due::{self, Chip};
use crate::desk::{ask, frame, labels, states, wording as w};
use crate::infra::live::{live, words};

/// The list in whatever state it is.
#[component]
pub fn Table(list: List) -> impl IntoView {
    let state = Memo::new(move |_| {
        match (list.counts.get().is_some(), list.failed.get().is_some(), list.rows.read().is_empty()) {
            (true, _, true) => State::Empty,
            (true, _, false) => State::Rows,
            (false, true, _) => State::Failed,
            (false, false, _) => State::Loading,
        }
    });
    let shown = move || match state.get() {
        State::Loading => states::waiting(),
        State::Failed => failed(list),
        State::Empty => empty(list),
        State::Rows => rows(list),
    };
    view! {
        <Show when=move || list.stale.get()><p class="asof" role="status">{w::STALE}<button class="d-link" type="button" on:click=move |_| list.refresh()>{w::RETRY}</button></p></Show>
        {live(shown)}
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Loading,
    Failed,
    Empty,
    Rows,
}

fn failed(list: List) -> AnyView {
    let text = move || list.failed.get().as_ref().map(ask::sentence).unwrap_or_default();
    states::failed(text, move || list.refresh())
}

fn empty(list: List) -> AnyView {
    let text = move || if list.view.get().number.is_some() { w::EMPTY_NUMBER } else { w::EMPTY };
    view! { <div class="state" role="status"><p>{text}</p></div> }.into_any()
}

fn rows(list: List) -> AnyView {
    let heads = w::COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <table class="d-table" on:keydown=move |e| arrows(&e, list)>
            <caption class="sr">{w::TABLE}</caption>
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody><For each=move || list.rows.get() key=|row| row.id children=move |row| view! { <Row first=row list=list/> }/></tbody>
        </table>
        <Show when=move || list.next.get().is_some()>
            <button class="d-btn d-more" type="button" on:click=move |_| list.more()>{w::MORE}</button>
        </Show>
        <p class="d-hints dim no-touch"><kbd>"J"</kbd><kbd>"K"</kbd>"上下 "<kbd>"Enter"</kbd>"打开 "<kbd>"A"</kbd>"受理 "<kbd>"B"</kbd>"补正 "<kbd>"F"</kbd>"办结 "<kbd>"Z"</kbd>"转科室 "<kbd>"N"</kbd>"下一件 "<kbd>"/"</kbd>"查找 "<button class="d-link" type="button" on:click=|_| frame::show_keys()>{w::HINTS}</button></p>
    }
    .into_any()
}

fn arrows(event: &ev::KeyboardEvent, list: List) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    event.prevent_default();
    list.step(by);
}

/// A row stays the same element while its content changes, so that a refresh leaves the focus where it is.
#[component]
fn Row(first: InboxRow, list: List) -> impl IntoView {
    let id = first.id;
    let row = Memo::new(move |before: Option<&InboxRow>| {
        list.row(id).or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let open = move || list.view.get().case == Some(id);
    let stop = move || if list.chosen.get() == Some(id) { "0" } else { "-1" };
    let tap = move |event: ev::MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            list.open(id);
        }
    };
    let handed_on = move || list.view.get().show.as_deref() == Some("handled");
    let gone = move || row.read().elsewhere.then_some("true");
    view! {
        <tr class:on=open>
            <td>{live(move || chip(&due::chip(&row.read())))}</td>
            <th scope="row">
                <a id=row_id(id) class="d-open" href=move || list.view.get().with_case(Some(id)).href() tabindex=stop
                    aria-current=move || open().then_some("true") aria-disabled=gone on:click=tap on:focus=move |_| list.chosen.set(Some(id))>{words(move || row.read().item_name.clone())}</a>
                <small>{words(move || line(&row.read()))}</small>
                {move || handed_on().then(|| view! { <small>{where_now(&row.read())}</small> })}
                {move || row.read().urged.then(|| view! { <span class="tag d-urged">{w::URGED}</span> })}
            </th>
            <td><span class="sr">{words(move || labels::spoken_mask(&row.read().applicant_masked))}</span><span aria-hidden="true">{words(move || row.read().applicant_masked.clone())}</span></td>
            <td>{words(move || row.read().community_name.trim_end_matches("社区").to_owned())}</td>
        </tr>
    }
}

/// 「SB-07 · 手机 · 已受理 · 李示例」
fn line(row: &InboxRow) -> String {
    let mut parts = vec![row.item.clone(), labels::source(row.source).to_owned()];
    if !row.state.is_closed() {
        parts.push(labels::state(row.state).to_owned());
    }
    if !row.held_by.is_empty() {
        parts.push(row.held_by.clone());
    }
    parts.join(" · ")
}

/// Who has it now, and that it can only be asked for there.
fn where_now(row: &InboxRow) -> String {
    let queue = labels::queue(&row.queue);
    if row.elsewhere { w::elsewhere(&queue) } else { w::now_at(&queue) }
}

/// The chip in its colour.
pub fn chip(chip: &Chip) -> AnyView {
    view! { <span class=format!("d-due {}", chip.class)>{chip.words.clone()}</span> }.into_any()
}
