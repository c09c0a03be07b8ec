//! Alerts of the ladder: how many there are stands in the rail, what they are on a page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::desk::{AlertCase, DeskAlert, DeskAlerts, GetAlerts, KnowAlert, PostKnowAlert, Rung};
use yunlin_api::text::Text;

use super::ask::{self, Got, Tries};
use super::frame::{self, Heading};
use super::paths::{Page, View};
use super::{labels, states, wording_alerts as w};
use crate::infra::announce;
use crate::infra::live::live;

thread_local! {
    static ALERTS: ArcRwSignal<Got<DeskAlerts>> = ArcRwSignal::new(Got::Loading);
}

fn alerts() -> RwSignal<Got<DeskAlerts>> {
    ALERTS.with(|alerts| alerts.clone().into())
}

/// Reads them again; what stands there stays when that fails.
pub fn refresh() {
    let alerts = ALERTS.with(Clone::clone);
    spawn_local(async move {
        match ask::read::<GetAlerts>(&[], &[]).await {
            Ok(read) => alerts.set(Got::Ready(read)),
            Err(error) if !matches!(alerts.get_untracked(), Got::Ready(_)) => alerts.set(Got::Failed(error)),
            Err(_) => {}
        }
    });
}

/// How many are not known yet, beside the name in the rail.
#[component]
pub fn Count() -> impl IntoView {
    let unknown = move || match alerts().get() {
        Got::Ready(read) if read.unknown > 0 => Some(read.unknown),
        _ => None,
    };
    let shown = |n: u32| view! { <b class="d-badge"><span aria-hidden="true">{n}</span><span class="sr">{w::count(n)}</span></b> };
    move || unknown().map(shown)
}

/// Builds the page.
pub fn view() -> AnyView {
    frame::page(Page::Alerts, |_| {
        let (alerts, wrong) = (alerts(), RwSignal::new(None::<String>));
        let count = Signal::derive(move || match alerts.get() {
            Got::Ready(read) => w::count(read.unknown),
            _ => String::new(),
        });
        let state = Memo::new(move |_| match &*alerts.read() {
            Got::Loading => State::Loading,
            Got::Failed(error) => State::Failed(ask::sentence(error)),
            Got::Ready(read) if read.rows.is_empty() => State::Empty,
            Got::Ready(_) => State::Rows,
        });
        let shown = move || match state.get() {
            State::Loading => states::waiting(),
            State::Failed(said) => states::failed(move || said.clone(), refresh),
            State::Empty => view! { <div class="state" role="status"><p>{w::EMPTY}</p></div> }.into_any(),
            State::Rows => table(wrong),
        };
        view! {
            <Heading title=w::TITLE.to_owned() more=count/>
            <p class="dim d-lead">{w::WHY}</p>
            {frame::wrong_in(wrong)}
            {live(shown)}
        }
        .into_any()
    })
}

#[derive(Clone, PartialEq)]
enum State {
    Loading,
    Failed(String),
    Empty,
    Rows,
}

fn rows() -> Vec<DeskAlert> {
    match &*alerts().read() {
        Got::Ready(read) => read.rows.clone(),
        _ => Vec::new(),
    }
}

/// What names an alert, whether it is known or not.
fn key(row: &DeskAlert) -> (String, Rung, String) {
    (row.subject.clone(), row.rung, row.due.clone())
}

fn table(wrong: RwSignal<Option<String>>) -> AnyView {
    let heads = w::COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <table class="d-table d-alerts">
            <caption class="sr">{w::TABLE}</caption>
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody><For each=rows key=key children=move |row| view! { <Row row=row wrong=wrong/> }/></tbody>
        </table>
    }
    .into_any()
}

/// The button stays where it is when it was pressed, and keeps the focus.
#[component]
fn Row(row: DeskAlert, wrong: RwSignal<Option<String>>) -> impl IntoView {
    let (class, words) = w::rung(row.rung);
    let (tries, alert) = (Tries::new(), row.clone());
    let named = row.case.as_ref().map_or_else(|| words.to_owned(), |case| case.item_name.clone());
    let known = Memo::new(move |_| rows().iter().any(|now| now.known && key(now) == key(&alert)));
    let alert = row.clone();
    let tap = move |_| {
        if !known.get_untracked() {
            know(&alert, tries, wrong);
        }
    };
    let rung = row.rung;
    let name = move || if known.get() { w::KNOWN } else { w::know(rung) };
    view! {
        <tr class:known=move || known.get()>
            <td><span class=format!("d-due {class}")>{words}</span><small>{labels::day(&row.due)}</small></td>
            <th scope="row">{about(row.case.as_ref())}</th>
            <td>{row.told.clone()}<small>{labels::time(&row.at)}</small></td>
            <td><button class="d-btn" type="button" aria-disabled=move || known.get().to_string() on:click=tap>{name}<span class="sr">{format!("：{named}")}</span></button></td>
        </tr>
    }
}

/// Leads to where the matter is mended.
fn about(case: Option<&AlertCase>) -> AnyView {
    let Some(case) = case else {
        return view! { <a class="d-link" href=Page::Calendar.href()>{w::TO_CALENDAR}</a> }.into_any();
    };
    let number = case.number.as_str().to_owned();
    let to = View { number: Some(number.clone()), case: Some(case.id), ..View::default() };
    view! {
        <a class="d-link" href=to.href()>{case.item_name.clone()}</a>
        <small>{format!("{} · {number}", case.community_name)}</small>
    }
    .into_any()
}

fn know(alert: &DeskAlert, tries: Tries, wrong: RwSignal<Option<String>>) {
    let (Ok(subject), Ok(due)) = (Text::new(&alert.subject), Text::new(&alert.due)) else { return };
    let input = KnowAlert { subject, rung: alert.rung, due };
    spawn_local(async move {
        match ask::write::<PostKnowAlert>(&[], tries.key(&input), &input).await {
            Ok(_) => {
                announce::say(w::KNOWN);
                wrong.try_set(None);
            }
            Err(error) => drop(wrong.try_set(Some(ask::sentence(&error)))),
        }
        refresh();
    });
}
