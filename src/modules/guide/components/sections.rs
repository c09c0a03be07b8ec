//! The cards of an item page.

use leptos::prelude::*;
use yunlin_api::guide::{Basis, Certainty, Item, Limit, Mode, Pace};

use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::modules::guide::paths::ItemPage;
use crate::modules::guide::wording as w;
use crate::ui::icon::Icon;

/// Whether the item can be applied for in this app.
pub fn has_form(code: &str) -> Memo<bool> {
    let applicable = published::applicable();
    let code = code.to_owned();
    Memo::new(move |_| match &*applicable.read() {
        Loaded::Ready(applicable, _) => applicable.has(&code),
        _ => false,
    })
}

/// 在线申请, for an item with a form.
pub fn apply(item: &Item, has_form: Memo<bool>) -> impl IntoView + use<> {
    let href = format!("/apply/new/{}", item.card.code);
    move || has_form.get().then(|| view! { <a class="btn primary no-print" href=href.clone()>{w::APPLY}</a> })
}

/// The two facts that decide most: how long, how many visits.
pub fn facts(item: &Item, has_form: Memo<bool>) -> impl IntoView + use<> {
    let limits = &item.text.limits;
    let known = |limit: &Limit| matches!(limit, Limit::Known { .. });
    // The figure that somebody can vouch for stands large.
    let (large, small) = if known(&limits.statutory) && !known(&limits.promised) {
        ((w::STATUTORY, &limits.statutory), (w::PROMISED_SHORT, &limits.promised))
    } else {
        ((w::PROMISED, &limits.promised), (w::STATUTORY_SHORT, &limits.statutory))
    };
    let (there, here) = (w::place(item, true), w::place(item, false));
    let place = move || if has_form.get() { there.clone() } else { here.clone() };
    let beside = format!("{}：{}", small.0, w::limit(small.1));
    view! {
        <dl class="facts">
            <div><dt>{large.0}</dt><dd class="big">{w::limit(large.1)}</dd><dd class="small dim">{beside}</dd></div>
            <div><dt>{w::VISITS}</dt><dd class="big">{w::visits(&item.text.location.visits)}</dd><dd class="small dim">{place}</dd></div>
        </dl>
    }
}

/// A card with a bulleted list.
pub fn bullets(title: &'static str, lines: &[String]) -> impl IntoView + use<> {
    let lines = lines.to_vec();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{title}</h2>
                <ul class="dots">{lines.into_iter().map(|l| view! { <li>{l}</li> }).collect_view()}</ul>
            </section>
        }
    })
}

/// The steps, numbered.
pub fn steps(item: &Item) -> impl IntoView + use<> {
    let steps = item.text.steps.clone();
    view! {
        <section class="card">
            <h2>{w::STEPS}</h2>
            <ol class="steps">
                {steps.into_iter().map(|s| view! { <li><b>{s.title}</b><p>{s.text}</p></li> }).collect_view()}
            </ol>
        </section>
    }
}

/// Where to go, and what this app can honestly do for the item today.
pub fn next_step(item: &Item, has_form: Memo<bool>) -> impl IntoView + use<> {
    let without = w::next_step(item.card.channel, item.text.location.place);
    let words = move || if has_form.get() { (w::APPLY_TITLE, w::APPLY_TEXT) } else { without };
    view! {
        <section class="card" id="next">
            <h2>{move || words().0}</h2>
            <p>{move || words().1}</p>
            {apply(item, has_form)}
            <p class="where"><Icon name="map-pin"/><span><b>{item.text.location.place.label()}</b><br/>{item.text.location.detail.clone()}</span></p>
            <p class="small dim">{w::mode(item.card.mode)}"。"{item.text.route.clone()}</p>
            <p class="quick"><a class="chip" href="/community"><Icon name="map-pin"/>{w::MY_COMMUNITY}</a><a class="chip" href="tel:12345"><Icon name="phone-call"/>{w::CALL}</a></p>
        </section>
    }
}

/// Near twins: how to tell them apart.
pub fn twins(item: &Item) -> impl IntoView + use<> {
    let twins = item.text.twins.clone();
    (!twins.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{w::TWINS}</h2>
                <ul class="cells">
                    {twins
                        .into_iter()
                        .map(|t| view! { <li><a class="cell" href=ItemPage(t.code.clone()).href()><span>{t.text}</span><Icon name="caret-right"/></a></li> })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}

/// Questions that people really ask.
pub fn faq(item: &Item) -> impl IntoView + use<> {
    let faq = item.text.faq.clone();
    view! {
        <section class="card">
            <h2>{w::FAQ}</h2>
            {faq.into_iter().map(|f| view! { <details><summary>{f.q}</summary><p>{f.a}</p></details> }).collect_view()}
        </section>
    }
}

/// The official fields of the full guide.
pub fn official(item: &Item) -> impl IntoView + use<> {
    let text = &item.text;
    let rows = [
        (w::CODE, item.card.code.clone()),
        (w::BUREAU, item.card.bureau.clone()),
        (w::AUDIENCE, text.audience.clone()),
        (w::MATTER, text.matter.label().to_owned()),
        (w::PACE, text.pace.label().to_owned()),
        (w::STATUTORY, limit_source(&text.limits.statutory)),
        (w::PROMISED_LIMIT, limit_source(&text.limits.promised)),
        (w::LIMIT_NOTE, text.limits.note.clone()),
        (w::ACCEPTANCE, acceptance(item)),
        (w::FEE, fee(item)),
        (w::RESULT, text.result.name.clone()),
        (w::DELIVERY, text.result.delivery.clone()),
        (w::ASK, w::ASK_WHERE.to_owned()),
        (w::COMPLAIN, w::HOTLINE.to_owned()),
    ];
    view! {
        <section class="card">
            <h2>{w::OFFICIAL}</h2>
            <dl class="rows">
                {rows
                    .into_iter()
                    .filter(|(_, value)| !value.is_empty())
                    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                    .collect_view()}
            </dl>
            <h3>{w::BASIS}</h3>
            <ul class="dots">{text.basis.iter().map(|b| view! { <li>{basis(b)}</li> }).collect_view()}</ul>
        </section>
    }
}

/// Only what is taken in and promised has a check before it is accepted: no booking, no advice, nothing that is done at once.
fn acceptance(item: &Item) -> String {
    let checked = item.card.mode != Mode::Inform && item.text.pace == Pace::Promised;
    if checked || item.text.acceptance.is_some() {
        w::acceptance(&item.text.acceptance())
    } else {
        String::new()
    }
}

fn limit_source(limit: &Limit) -> String {
    match limit {
        Limit::Known { days, source } => w::limit_source(*days, source),
        other => w::limit(other),
    }
}

/// The fee sentence with its source, or that it is decided locally.
pub fn fee(item: &Item) -> String {
    let fee = &item.text.fee;
    match fee.kind {
        Certainty::Known => w::fee_known(&fee.text, &fee.source),
        Certainty::Typical | Certainty::Local => w::fee_local(&fee.text),
    }
}

fn basis(basis: &Basis) -> String {
    let known = basis.kind == Certainty::Known;
    format!("{}{}{}", basis.title, basis.article, if known { "" } else { w::BASIS_LOCAL })
}
