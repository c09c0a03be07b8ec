//! The case that is open: who and what, photos, what the staff may do now, what has happened.

mod acts;
mod answers;
mod build;
mod fields;
mod files;
mod fill_in;
mod held;
mod history;
mod missing;
mod personal;
mod picture;
mod supplement;
mod viewer;
mod work;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use yunlin_api::desk::DeskCase;

use super::ask::{self, Got};
use super::icons::{self, Sign};
use super::inbox::List;
use super::paths::Page;
use super::{due, frame, labels, states, wording_case as wc};
use crate::infra::announce;
use crate::infra::live::live;
pub use work::{Desks, Said, Work};

/// The panel of a case.
pub fn panel(work: Work, list: List) -> AnyView {
    work.load_if_new();
    let state = Memo::new(move |_| match &*work.case.read() {
        Got::Loading => 0_u8,
        Got::Failed(_) => 1,
        Got::Ready(_) => 2,
    });
    let shown = move || match state.get() {
        0 => states::waiting(),
        1 => failed(work),
        _ => view! { <Whole work=work/> }.into_any(),
    };
    view! {
        <div class="d-panel-bar no-print">
            <button class="d-btn" type="button" on:click=move |_| list.close()><Sign svg=icons::LEFT/>{wc::TO_LIST}</button>
            <a class="d-btn" href=Page::Sheet(work.id).href()><Sign svg=icons::PRINT/>{wc::SHEET}</a>
            <a class="d-btn" href=Page::Slip(work.id).href()>{wc::SLIP}</a>
        </div>
        {live(shown)}
    }
    .into_any()
}

fn failed(work: Work) -> AnyView {
    let text = move || match &*work.case.read() {
        Got::Failed(error) => ask::sentence(error),
        _ => String::new(),
    };
    states::failed(text, move || work.load())
}

/// Parts follow the case one by one: an answer of the server must not take away a form in which somebody types.
#[component]
fn Whole(work: Work) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            heading.focus_with_options(&options).unwrap_or_default();
        }
    });
    work.follow_wish();
    let part =
        move |draw: fn(Work, &Arc<DeskCase>) -> AnyView| move || work.now().map(|case| draw(work, &case));
    let name = move || work.now().map(|case| case.row.item_name.clone());
    view! {
        <article class="d-case" aria-labelledby="case-name">
            {part(chips)}
            <h2 id="case-name" tabindex="-1" node_ref=heading>{name}</h2>
            {part(under)}
            <Told work=work/>
            {part(waits)}
            <personal::Personal work=work/>
            <answers::Materials work=work/>
            <answers::Answers work=work/>
            {part(results)}
            <acts::Acts work=work/>
            {part(history::clocks)}
            {part(history::timeline)}
            {part(handbook)}
        </article>
        <viewer::Viewer work=work/>
    }
}

fn chips(_: Work, case: &Arc<DeskCase>) -> AnyView {
    let chip = due::chip(&case.row);
    let deadline = due::deadline(&case.row);
    let spoken = format!("{}，{}", chip.words, deadline.clone().unwrap_or_default());
    view! {
        <p class="d-chips">
            <span class="sr">{spoken}</span>
            <span aria-hidden="true" class=format!("d-due {}", chip.class)>{deadline.unwrap_or_else(|| chip.words.clone())}</span>
            <span aria-hidden="true" class="tag plain">{chip.words.clone()}</span>
            {case.row.urged.then(|| view! { <span class="tag d-urged">{wc::URGED}</span> })}
        </p>
    }
    .into_any()
}

fn under(_: Work, case: &Arc<DeskCase>) -> AnyView {
    let row = &case.row;
    let phone = case.holder.phone.clone();
    view! {
        <p class="dim"><span class="sr">{row.number.spoken()}</span><span class="num" aria-hidden="true">{row.number.as_str().to_owned()}</span>" · "{labels::state(row.state)}</p>
        <dl class="d-facts">
            <div><dt>{wc::SOURCE}</dt><dd>{labels::source(row.source)}" · "{row.item.clone()}" · "{row.community_name.clone()}</dd></div>
            <div><dt>{wc::HOLDER}</dt><dd>{case.holder.unit.clone()}" · "{case.holder.desk.clone()}
                {(!row.held_by.is_empty()).then(|| format!(" · {}", row.held_by))}
                {(!phone.is_empty()).then(|| view! { " "<a class="num" href=format!("tel:{phone}")>{phone.clone()}</a>{case.holder.demo.then_some("（演示号码）")} })}</dd></div>
            {case.official_no.clone().map(|no| view! { <div><dt>{wc::OFFICIAL}</dt><dd class="num">{no}</dd></div> })}
            {case.rated.map(|grade| view! { <div><dt>{wc::RATED}</dt><dd>{labels::grade(grade)}</dd></div> })}
            {case.rating_comment.clone().map(|said| view! { <div><dt>{wc::RATING_SAID}</dt><dd>{said}</dd></div> })}
            {row.callback_by.as_deref().map(|day| view! { <div><dt>{wc::CALL_BACK_BY}</dt><dd>{labels::day(day)}</dd></div> })}
            {case.call_back_note.clone().map(|note| view! { <div><dt>{wc::CALLED_BACK}</dt><dd>{note}</dd></div> })}
        </dl>
    }
    .into_any()
}

/// What the last act did, or why it was not done.
#[component]
fn Told(work: Work) -> impl IntoView {
    let shown = move || match work.said.get() {
        Some(Said::Good(text)) => view! { <p class="d-good" role="status">{text}</p> }.into_any(),
        Some(Said::Bad(text)) => view! { {frame::wrong(Some(text))} }.into_any(),
        None => ().into_any(),
    };
    Effect::new(move |_| {
        if let Some(Said::Good(text)) = work.said.get() {
            announce::say(&text);
        }
    });
    view! { <div class="d-told">{live(shown)}</div> }
}

/// What was asked of the applicant.
fn waits(_: Work, case: &Arc<DeskCase>) -> AnyView {
    let Some(request) = &case.supplement else { return ().into_any() };
    let rows =
        request.missing.iter().map(|m| view! { <li><b>{m.label.clone()}</b>"："{m.reason.clone()}</li> });
    view! {
        <section class="d-card d-wait-for">
            <h3>{wc::waits_until(&labels::due_day(&request.by, request.estimated))}</h3>
            <ul class="dots">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn results(_: Work, case: &Arc<DeskCase>) -> AnyView {
    if case.results.is_empty() {
        return ().into_any();
    }
    let photos: usize = case.answers.iter().map(|a| a.files.len()).sum();
    let rows = case.results.iter().enumerate().map(|(index, file)| {
        let (name, number) = (wc::result_name(index + 1, &file.kind), photos + index + 1);
        view! { <li><button class="d-link" type="button" id=viewer::opener_id(number) on:click=move |_| viewer::open(number)>{name}</button></li> }
    });
    view! { <section class="d-card"><h3>{wc::RESULTS}</h3><ul>{rows.collect_view()}</ul></section> }
        .into_any()
}

fn handbook(_: Work, case: &Arc<DeskCase>) -> AnyView {
    let Some(text) = case.handbook.clone() else { return ().into_any() };
    let lines = text.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view();
    view! { <details class="d-card"><summary><Sign svg=icons::BOOK/>{wc::HANDBOOK}</summary>{lines}</details> }.into_any()
}
