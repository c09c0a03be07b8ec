//! 马上打电话: stands before everything else where waiting for an office is a danger.

use leptos::prelude::*;
use yunlin_api::guide::{Item, UrgentCall};

use crate::domain::my_community;
use crate::modules::guide::wording as w;
use crate::ui::icon::Icon;

/// The numbers of the guide, and the resident's own community below them; nothing for most items.
pub fn urgent(item: &Item) -> Option<AnyView> {
    let calls = item.text.urgent.iter().map(call).collect_view();
    (!item.text.urgent.is_empty()).then(|| {
        view! {
            <section class="card urgent">
                <h2>{w::URGENT}</h2>
                <ul class="cells">{calls}<li>{community()}</li></ul>
            </section>
        }
        .into_any()
    })
}

fn call(call: &UrgentCall) -> impl IntoView + use<> {
    let href = format!("tel:{}", call.number);
    view! {
        <li><a class="cell" href=href><Icon name="phone-call"/><span><b>{w::call_now(&call.number)}</b><small>{call.when.clone()}</small></span></a></li>
    }
}

/// The hall of the chosen community, else how to find it.
fn community() -> AnyView {
    match my_community::hall() {
        Some((phone, words)) => {
            let href = format!("tel:{phone}");
            view! { <a class="cell" href=href><Icon name="phone-call"/><span><b>{words}</b><small>{w::URGENT_HALL}</small></span></a> }.into_any()
        }
        None => {
            view! { <a class="cell" href="/community"><Icon name="map-pin"/><span><b>{w::MY_COMMUNITY}</b><small>{w::URGENT_HALL}</small></span></a> }.into_any()
        }
    }
}
