//! Clocks and timeline of a case.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::cases::CaseEvent;
use yunlin_api::desk::DeskCase;

use super::work::Work;
use crate::desk::icons::{self, Sign};
use crate::desk::{labels, wording_case as wc};

/// All three clocks, and why they stand.
pub fn clocks(_: Work, case: &Arc<DeskCase>) -> AnyView {
    let clocks = &case.clocks;
    let rows =
        [(wc::CHECK, &clocks.check), (wc::PROMISED, &clocks.promised), (wc::STATUTORY, &clocks.statutory)]
            .map(|(name, clock)| view! { <div><dt>{name}</dt><dd>{labels::clock_line(clock)}</dd></div> });
    let standing =
        (!clocks.standing.is_empty()).then(|| view! { <p class="wait">{wc::standing(&clocks.standing)}</p> });
    view! {
        <section class="d-card" aria-labelledby="case-clocks">
            <h3 id="case-clocks"><Sign svg=icons::CLOCK/>{wc::CLOCKS}</h3>
            <dl class="d-facts">{rows.collect_view()}</dl>
            {standing}
            {case.target.as_deref().map(|day| view! { <p class="small dim">{wc::target(&labels::day(day))}</p> })}
        </section>
    }
    .into_any()
}

/// Newest first.
pub fn timeline(_: Work, case: &Arc<DeskCase>) -> AnyView {
    let rows = case.events.iter().map(event).collect_view();
    view! {
        <section class="d-card" aria-labelledby="case-events">
            <h3 id="case-events">{wc::EVENTS}</h3>
            <ol class="d-timeline">{rows}</ol>
        </section>
    }
    .into_any()
}

fn event(event: &CaseEvent) -> impl IntoView + use<> {
    let name = event.action.map_or(wc::SUBMITTED, labels::action);
    view! {
        <li class:undone=event.reversed>
            <b>{name}</b>{event.reversed.then(|| view! { <span class="tag plain">{wc::UNDONE}</span> })}
            <small>{labels::time(&event.at)}" · "{event.by.clone()}</small>
            {(!event.note.is_empty()).then(|| view! { <p>{event.note.clone()}</p> })}
        </li>
    }
}
