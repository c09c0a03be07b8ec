//! The slip: what somebody takes home from the counter. Number in groups, whom to call, how to look up progress.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::desk::{DeskCase, GetDeskCase};

use super::ask::{self, Got};
use super::frame::{self, Heading};
use super::paths::{Page, View};
use super::{labels, states, wording_intake as w};
use crate::infra::browser;
use crate::infra::live::live;

thread_local! {
    /// The slip that prints itself once it stands: that of a matter that was just taken in.
    static PRINTS: Cell<Option<Uuid>> = const { Cell::new(None) };
}

/// After so long the sheet stands as it will be printed.
const DRAWN: Duration = Duration::from_millis(100);

/// Lets the slip of this case print itself when it opens, once; a browser that cannot print shows it only.
pub fn print_when_open(id: Uuid) {
    if !browser::in_wechat() {
        PRINTS.set(Some(id));
    }
}

fn print() {
    browser::window().print().unwrap_or_default();
}

/// The slip of a case, printed if that was asked for.
fn printed(case: &Arc<DeskCase>) -> AnyView {
    if PRINTS.get() == Some(case.row.id) {
        PRINTS.set(None);
        set_timeout(print, DRAWN);
    }
    slip(case)
}

/// Builds the page.
pub fn view(id: Uuid) -> AnyView {
    frame::page(Page::Slip(id), move |_| {
        view! {
            <div class="d-sheet-page">
                <div class="no-print"><Heading title=w::SLIP_TITLE.to_owned()/></div>
                {with_case(id, printed)}
                <div class="d-buttons no-print">
                    <PrintButton/>
                    <a class="btn" href=Page::Intake.href()>{w::NEXT}</a>
                    <a class="btn" href=View::default().with_case(Some(id)).href()>{w::OPEN_CASE}</a>
                </div>
            </div>
        }
        .into_any()
    })
}

/// Reads a case for a sheet of paper.
pub fn with_case(
    id: Uuid,
    sheet: impl Fn(&Arc<DeskCase>) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let got = RwSignal::new(Got::<Arc<DeskCase>>::Loading);
    let load = move || {
        got.set(Got::Loading);
        spawn_local(async move {
            let answer = ask::read::<GetDeskCase>(&[&id.to_string()], &[]).await;
            got.try_set(answer.map_or_else(Got::Failed, |case| Got::Ready(Arc::new(case))));
        });
    };
    load();
    let shown = move || match got.get() {
        Got::Loading => states::waiting(),
        Got::Ready(case) => sheet(&case),
        Got::Failed(error) => states::failed(move || ask::sentence(&error), load),
    };
    live(shown)
}

/// Prints; WeChat cannot, and says so.
#[component]
pub fn PrintButton() -> impl IntoView {
    if browser::in_wechat() {
        return view! { <p class="small">{w::NO_PRINT}</p> }.into_any();
    }
    view! { <button class="btn primary" type="button" on:click=|_| print()>{w::PRINT}</button> }.into_any()
}

fn slip(case: &Arc<DeskCase>) -> AnyView {
    let row = &case.row;
    let received = case.events.last().map(|e| labels::time(&e.at)).unwrap_or_default();
    let check =
        case.clocks.check.due.as_deref().map(|d| w::by(&labels::due_day(d, case.clocks.check.estimated)));
    let phone = &case.holder.phone;
    view! {
        <article class="d-sheet">
            <h2>{case.holder.unit.clone()}" · "{w::SLIP_TITLE}</h2>
            <dl class="d-slip">
                <div class="d-big"><dt>{w::SLIP_NUMBER}</dt><dd><span class="sr">{row.number.spoken()}</span><span class="num" aria-hidden="true">{row.number.as_str().replace('-', " - ")}</span></dd></div>
                <div><dt>{w::SLIP_ITEM}</dt><dd>{row.item_name.clone()}"（"{row.item.clone()}"）"</dd></div>
                <div><dt>{w::SLIP_RECEIVED}</dt><dd>{received}" · "{labels::source(row.source)}</dd></div>
                {check.map(|by| view! { <div><dt>{w::SLIP_CHECK}</dt><dd>{by}</dd></div> })}
                {(!phone.is_empty()).then(|| view! { <div class="d-big"><dt>{w::SLIP_PHONE}</dt><dd class="num">{phone.clone()}{case.holder.demo.then(|| format!("（{}）", w::DEMO))}</dd></div> })}
                <div><dt>{w::SLIP_HOW}</dt><dd>{w::SLIP_HOW_TEXT}</dd></div>
            </dl>
            <p class="small">{w::SLIP_KEEP}</p>
        </article>
    }
    .into_any()
}
