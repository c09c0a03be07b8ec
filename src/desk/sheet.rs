//! A clean sheet of a case, for typing it into the bureau's own system. Personal values stay masked on paper.

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;
use yunlin_api::desk::DeskCase;

use super::frame::{self, Heading};
use super::paths::{Page, View};
use super::slip::{PrintButton, with_case};
use super::{labels, wording_case as wc, wording_intake as w};

/// Builds the page.
pub fn view(id: Uuid) -> AnyView {
    frame::page(Page::Sheet(id), move |_| {
        view! {
            <div class="d-sheet-page">
                <div class="no-print"><Heading title=w::SHEET_TITLE.to_owned()/></div>
                {with_case(id, sheet)}
                <div class="d-buttons no-print"><PrintButton/><a class="btn" href=View::default().with_case(Some(id)).href()>{w::OPEN_CASE}</a></div>
            </div>
        }
        .into_any()
    })
}

fn sheet(case: &Arc<DeskCase>) -> AnyView {
    let row = &case.row;
    let pair = |label: String, value: String| view! { <div><dt>{label}</dt><dd>{value}</dd></div> };
    let own = case.personal.iter().filter(|p| !p.key.starts_with("answer:"));
    let person = own.map(|p| pair(p.label.clone(), p.masked.clone())).collect_view();
    let answers = case.answers.iter().map(|a| {
        let value = if a.files.is_empty() { a.value.clone() } else { format!("{} 张照片", a.files.len()) };
        pair(a.label.clone(), value)
    });
    let events = case.events.iter().rev().filter(|e| !e.reversed).map(|e| {
        let name = e.action.map_or(wc::SUBMITTED, labels::action);
        view! { <li>{labels::time(&e.at)}" "{name}"（"{e.by.clone()}"）"{e.note.clone()}</li> }
    });
    view! {
        <article class="d-sheet">
            <h2>{row.item_name.clone()}" · "{w::SHEET_TITLE}</h2>
            <dl class="d-slip">
                {pair(w::SLIP_NUMBER.to_owned(), row.number.as_str().to_owned())}
                {pair(w::SLIP_ITEM.to_owned(), format!("{} {}", row.item, row.item_name))}
                {pair(wc::SOURCE.to_owned(), format!("{} · {}", labels::source(row.source), row.community_name))}
                {pair(wc::HOLDER.to_owned(), format!("{} {} · {}", case.holder.unit, case.holder.desk, labels::state(row.state)))}
                {person}{answers.collect_view()}
                {pair(wc::CHECK.to_owned(), labels::clock_line(&case.clocks.check))}
                {pair(wc::PROMISED.to_owned(), labels::clock_line(&case.clocks.promised))}
                {pair(wc::STATUTORY.to_owned(), labels::clock_line(&case.clocks.statutory))}
                {pair(w::SHEET_OFFICIAL.to_owned(), case.official_no.clone().unwrap_or_default())}
            </dl>
            <h3>{wc::EVENTS}</h3>
            <ol class="dots">{events.collect_view()}</ol>
            <p class="d-sign"><span>{w::SHEET_SIGN}</span><span>{w::SHEET_DATE}</span></p>
            <p class="small">{w::SHEET_NOTE}</p>
        </article>
    }
    .into_any()
}
