//! Cards of a case: both limits, who holds it, the timeline, the answers, what came out.

use leptos::prelude::*;
use uuid::Uuid;
use yunlin_api::apply::ShownAnswer;
use yunlin_api::cases::{CaseEvent, CaseResult, CaseState, Clock, Clocks, Holder};

use crate::infra::clock;
use crate::modules::apply::components::papers::links;
use crate::modules::apply::wording as w;
use crate::ui::icon::Icon;

/// The check while it runs, both limits, and who holds the case.
pub fn facts(clocks: &Clocks, state: CaseState, holder: &Holder) -> AnyView {
    let limit = |name: &'static str, clock: &Clock| {
        let left = w::limit_left(clock, clock.due.as_deref().map(clock::day).as_deref(), state);
        view! { <div><dt>{name}</dt><dd class="big">{w::limit(clock)}</dd><dd class="small dim">{left}</dd></div> }.into_any()
    };
    let standing = (!clocks.standing.is_empty())
        .then(|| view! { <p class="asof"><Icon name="clock"/>{clocks.standing.clone()}</p> }.into_any());
    view! {
        {standing}
        <dl class="facts">
            {clocks.check.due.is_some().then(|| limit(w::PAPERS_CHECK, &clocks.check))}
            {limit(w::PROMISED, &clocks.promised)}
            <div><dt>{w::HELD_BY}</dt><dd class="big">{holder.unit.clone()}</dd><dd class="small dim">{holder.desk.clone()}</dd></div>
            {limit(w::STATUTORY, &clocks.statutory)}
        </dl>
    }
    .into_any()
}

/// 打电话问办理人
pub fn call(holder: &Holder) -> Option<AnyView> {
    (!holder.phone.is_empty()).then(|| {
        let mark = holder.demo.then(|| view! { <small>"（"{w::DEMO_PHONE}"）"</small> }.into_any());
        let number = holder.phone.clone();
        view! { <a class="btn" href=format!("tel:{number}")><Icon name="phone-call"/><span>{w::ASK_HOLDER}{mark}</span></a> }.into_any()
    })
}

/// What happened, newest first.
pub fn timeline(events: &[CaseEvent]) -> AnyView {
    let now = clock::now_ms();
    let rows = events.iter().enumerate().map(|(index, event)| {
        let at = clock::parse(&event.at).map(|at| clock::said(at, now)).unwrap_or_default();
        let by = if event.by.is_empty() { at } else { format!("{at} · {}", event.by) };
        let note = (!event.note.is_empty()).then(|| view! { <p>{event.note.clone()}</p> }.into_any());
        let reversed = event.reversed.then(|| view! { <em class="tag plain">{w::REVERSED}</em> }.into_any());
        view! {
            <li class:now=index == 0 class:reversed=event.reversed>
                <b>{w::event(event.action, event.by_staff)}</b>{reversed}
                <p class="small dim">{by}</p>
                {note}
            </li>
        }
        .into_any()
    });
    view! { <section class="card"><h2>{w::TIMELINE}</h2><ol class="timeline">{rows.collect_view()}</ol></section> }.into_any()
}

/// What was submitted.
pub fn answers(case: Uuid, answers: &[ShownAnswer]) -> AnyView {
    let rows = answers.iter().map(|a| {
        let files = links(case, &a.files, &a.label);
        view! { <div><dt>{a.label.clone()}</dt><dd>{a.value.clone()}{files}</dd></div> }.into_any()
    });
    view! { <details class="card"><summary>{w::ANSWERS}</summary><dl class="rows">{rows.collect_view()}</dl></details> }.into_any()
}

/// What came out.
pub fn result(case: Uuid, result: &CaseResult) -> AnyView {
    let remedies = (!result.remedies.is_empty())
        .then(|| view! { <h3>{w::REMEDIES}</h3><p>{result.remedies.clone()}</p> }.into_any());
    view! {
        <section class="card">
            <h2>{w::RESULT}</h2>
            <p>{result.note.clone()}</p>
            {remedies}
            {links(case, &result.files, w::RESULT)}
        </section>
    }
    .into_any()
}
