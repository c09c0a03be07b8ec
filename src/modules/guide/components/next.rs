//! What a resident can really do next today: apply in this app, or go where the item is done.

use leptos::prelude::*;
use yunlin_api::guide::Item;

use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::infra::live::live;
use crate::modules::guide::wording as w;
use crate::ui::icon::Icon;

/// Whether the item can be applied for in this app; `None` while nobody knows.
pub fn has_form(code: &str) -> Memo<Option<bool>> {
    let applicable = published::applicable();
    let code = code.to_owned();
    Memo::new(move |_| match &*applicable.read() {
        Loaded::Loading => None,
        Loaded::Ready(applicable, _) => Some(applicable.has(&code)),
        Loaded::Failed(_) => Some(false),
    })
}

/// 在线申请, for an item with a form.
pub fn apply(item: &Item, has_form: Memo<Option<bool>>) -> AnyView {
    let href = format!("/apply/new/{}", item.card.code);
    live(move || match has_form.get() {
        Some(true) => view! { <a class="btn primary no-print" href=href.clone()>{w::APPLY}</a> }.into_any(),
        _ => ().into_any(),
    })
}

/// Where to go, and what this app can honestly do for the item today.
pub fn next_step(item: &Item, has_form: Memo<Option<bool>>) -> AnyView {
    let said = said(item, has_form, |title, text| view! { <h2>{title}</h2><p>{text}</p> }.into_any());
    view! {
        <section class="card" id="next">
            {said}
            {apply(item, has_form)}
            {place(item)}
            <p class="small dim">{w::mode(item.card.mode)}"。"{item.text.route.clone()}</p>
            <p class="quick no-print"><a class="chip" href="/community"><Icon name="map-pin"/>{w::MY_COMMUNITY}</a><a class="chip" href="tel:12345"><Icon name="phone-call"/>{w::CALL}</a></p>
        </section>
    }
    .into_any()
}

/// The same in short, for whoever has just found out that the item is theirs.
pub fn in_short(item: &Item, has_form: Memo<Option<bool>>) -> AnyView {
    let said = said(item, has_form, |title, text| view! { <h3>{title}</h3><p>{text}</p> }.into_any());
    view! { {said}{apply(item, has_form)}{place(item)} }.into_any()
}

fn place(item: &Item) -> AnyView {
    let location = &item.text.location;
    view! {
        <p class="where"><Icon name="map-pin"/><span><b>{location.place.label()}</b><br/>{location.detail.clone()}</span></p>
    }
    .into_any()
}

/// Heading and sentence, as `draw` puts them.
fn said(
    item: &Item,
    has_form: Memo<Option<bool>>,
    draw: fn(&'static str, &'static str) -> AnyView,
) -> AnyView {
    let without = w::next_step(item.card.channel, item.text.location.place);
    live(move || {
        let (title, text) =
            if has_form.get() == Some(true) { (w::APPLY_TITLE, w::APPLY_TEXT) } else { without };
        draw(title, text)
    })
}
