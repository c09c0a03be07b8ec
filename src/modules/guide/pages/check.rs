//! 「我能办吗」: one question a page; the answers stand in the address, so back moves one question.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::guide::{Check, Item, YesNo};

use crate::infra::live::live;
use crate::infra::nav;
use crate::modules::guide::components::item_loader::with_item;
use crate::modules::guide::components::linked::linked;
use crate::modules::guide::components::{next, urgent};
use crate::modules::guide::paths::{CheckPage, ItemPage};
use crate::modules::guide::state::{Standing, parse_answers, standing};
use crate::modules::guide::wording as w;
use crate::ui::page::Page;

/// Builds the page.
pub fn view(code: String) -> AnyView {
    view! { <Page title=w::CAN_I>{with_item(code, body, || ())}</Page> }.into_any()
}

fn body(item: Arc<Item>) -> AnyView {
    let given = Memo::new(|_| nav::address().get().param("a").unwrap_or_default());
    let name = item.card.name.clone();
    let has_form = next::has_form(&item.card.code);
    let urgent = urgent::urgent(&item);
    let step = move || {
        let given = given.get();
        let code = &item.card.code;
        match standing(&item.text.check, &parse_answers(&given)) {
            Standing::Ask(number, check) => question(code, &given, number, item.text.check.len(), check),
            Standing::Stopped(check) => stopped(code, check),
            Standing::Passed => passed(&item, has_form),
        }
    };
    view! { <p class="dim">{name}</p>{urgent}{live(step)} }.into_any()
}

fn question(code: &str, given: &str, number: usize, total: usize, check: &Check) -> AnyView {
    let answer = |answer: YesNo| {
        let letter = if answer == YesNo::Yes { 'y' } else { 'n' };
        format!("{}?a={given}{letter}", CheckPage(code.to_owned()).href())
    };
    view! {
        <section class="card ask">
            <p class="small dim">{w::question(number, total)}</p>
            <h2>{check.q.clone()}</h2>
            <a class="btn" href=answer(YesNo::Yes)>{w::YES}</a>
            <a class="btn" href=answer(YesNo::No)>{w::NO}</a>
        </section>
    }
    .into_any()
}

fn stopped(code: &str, check: &Check) -> AnyView {
    view! {
        <section class="card ask" role="status">
            <h2>{w::STOPPED}</h2>
            <p>{linked(&check.otherwise, &[code])}</p>
            <a class="btn primary" href="/search">{w::OTHER_ITEMS}</a>
            <a class="btn" href=CheckPage(code.to_owned()).href()>{w::AGAIN}</a>
            <a class="btn" href="tel:12345">{w::CALL}</a>
        </section>
    }
    .into_any()
}

/// The next real step: here where the item has a form, else where and how it is done today.
fn passed(item: &Item, has_form: Memo<Option<bool>>) -> AnyView {
    let code = &item.card.code;
    view! {
        <section class="card ask" role="status">
            <h2>{w::PASSED}</h2>
            <p>{w::PASSED_TEXT}</p>
            {next::in_short(item, has_form)}
            <a class="btn" class:primary=move || has_form.get() != Some(true) href=ItemPage(code.clone()).href()>{w::SEE_PAPERS}</a>
            <a class="btn" href=CheckPage(code.clone()).href()>{w::AGAIN}</a>
        </section>
    }
    .into_any()
}
