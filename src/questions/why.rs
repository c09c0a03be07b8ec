//! 为什么要填: what each personal answer of a page is needed for and by which rule, folded away until somebody asks.

use leptos::prelude::*;
use yunlin_api::forms::{FormField, visible};

use super::sheet::Sheet;
use super::wording as w;
use crate::infra::live::live;

/// The disclosure of the questions that show under the answers so far; nothing where none of them is personal.
pub fn why(sheet: Sheet, fields: Vec<FormField>) -> AnyView {
    let fields: Vec<FormField> = fields.into_iter().filter(is_told).collect();
    if fields.is_empty() {
        return ().into_any();
    }
    let rows = move || {
        let shows = |f: &&FormField| sheet.answers.with(|a| visible(f.when.as_ref(), a));
        let row = |f: &FormField| {
            view! { <div><dt>{f.label.clone()}</dt><dd>{w::purpose(&f.purpose, &f.basis)}</dd></div> }
                .into_any()
        };
        fields.iter().filter(shows).map(row).collect_view().into_any()
    };
    view! {
        <details class="why">
            <summary>{w::WHY}</summary>
            <dl>{live(rows)}</dl>
            <p>{w::WHY_TRACE}</p>
        </details>
    }
    .into_any()
}

fn is_told(field: &FormField) -> bool {
    field.tag.is_personal() && !field.purpose.is_empty()
}
