//! A case in a list: what it is, where it stands, what is to do.

use leptos::prelude::*;
use yunlin_api::apply::MyCase;
use yunlin_api::cases::{CaseNumber, CaseState};

use crate::infra::clock;
use crate::modules::apply::paths::Follow;
use crate::modules::apply::wording as w;
use crate::ui::icon::Icon;

/// Colour of a state's tag.
pub const fn tone(state: CaseState) -> &'static str {
    match state {
        CaseState::Supplement | CaseState::Lapsed => "tag wait-tag",
        CaseState::Granted => "tag good",
        CaseState::Refused | CaseState::NotAccepted => "tag bad-tag",
        CaseState::Withdrawn => "tag plain",
        _ => "tag",
    }
}

/// One row.
pub fn case_line(case: &MyCase) -> AnyView {
    let line = match (&case.todo_by, &case.due) {
        (Some(day), _) => w::todo_by(&clock::day(day), case.estimated),
        (None, Some(day)) if !case.state.is_closed() => w::due_by(&clock::day(day), case.estimated),
        _ => clock::parse(&case.changed_at).map(|at| clock::said(at, clock::now_ms())).unwrap_or_default(),
    };
    view! {
        <li>
            <a class="cell" href=Follow::Case(case.id).href()>
                <span>
                    {case.item_name.clone()}
                    <small>{line}</small>
                    <small class="num" aria-label=w::number_spoken(&case.number)>{in_parts(&case.number)}</small>
                </span>
                <em class=tone(case.state)>{w::state_short(case.state)}</em>
                <Icon name="caret-right"/>
            </a>
        </li>
    }
    .into_any()
}

/// The number as it is read, with places where a narrow or enlarged page may break it.
pub fn in_parts(number: &CaseNumber) -> AnyView {
    let parts = number.as_str().split_inclusive('-').map(str::to_owned);
    let parts = parts.map(|part| view! { {part}<wbr/> }.into_any()).collect_view();
    view! { <span class="parts">{parts}</span> }.into_any()
}
