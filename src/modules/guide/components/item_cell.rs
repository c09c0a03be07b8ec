//! One row of a list of items.

use leptos::prelude::*;
use yunlin_api::guide::{Channel, ItemCard};

use crate::modules::guide::paths::ItemPage;
use crate::ui::icon::Icon;

/// Name, one sentence, and the channel in words.
pub fn item_cell(item: &ItemCard) -> AnyView {
    let online = item.channel != Channel::Notice;
    view! {
        <a class="cell" href=ItemPage(item.code.clone()).href()>
            <span>
                {item.name.clone()}
                {online.then(|| view! { <em class="tag">{item.channel.label()}</em> })}
                <small>{item.summary.clone()}</small>
            </span>
            <Icon name="caret-right"/>
        </a>
    }
    .into_any()
}
