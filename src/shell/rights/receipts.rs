//! 谁看过我的信息: every view of personal data in clear, by unit and reason.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::privacy::{GetReceipts, Receipt, Receipts};

use super::wording as w;
use crate::infra::clock;
use crate::shell::own::own;
use crate::ui::icon::Icon;
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    view! {
        <Frame title=w::RECEIPTS>
            <p class="small dim">{w::RECEIPTS_WHAT}</p>
            {own::<GetReceipts>("/me/receipts", |receipts, _| list(&receipts))}
        </Frame>
    }
    .into_any()
}

fn list(receipts: &Arc<Receipts>) -> AnyView {
    if receipts.receipts.is_empty() {
        return view! { <div class="state"><Icon name="check"/><p>{w::RECEIPTS_NONE}</p></div> }.into_any();
    }
    let rows = receipts.receipts.iter().map(row).collect_view();
    view! { <ul class="card cells">{rows}</ul> }.into_any()
}

fn row(receipt: &Receipt) -> AnyView {
    let about: Vec<String> =
        [&receipt.about, &receipt.reason].into_iter().filter(|text| !text.is_empty()).cloned().collect();
    view! {
        <li class="cell"><span>
            {format!("{} {}", receipt.unit, receipt.act)}
            {(!about.is_empty()).then(|| view! { <small>{about.join("；")}</small> })}
            <small>{clock::when(&receipt.at)}</small>
        </span></li>
    }
    .into_any()
}
