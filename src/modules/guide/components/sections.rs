//! The cards of an item page.

use leptos::prelude::*;
use yunlin_api::guide::{Basis, Certainty, Faq, Item, Limit, Mode, Pace, Twin};

use super::linked::linked;
use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::infra::live::{live, words};
use crate::modules::guide::paths::ItemPage;
use crate::modules::guide::wording as w;
use crate::ui::icon::Icon;

/// The two facts that decide most: how long, how many visits.
pub fn facts(item: &Item, has_form: Memo<Option<bool>>) -> AnyView {
    let limits = &item.text.limits;
    let known = |limit: &Limit| matches!(limit, Limit::Known { .. });
    // The figure that somebody can vouch for stands large.
    let (large, small) = if known(&limits.statutory) && !known(&limits.promised) {
        ((w::STATUTORY, &limits.statutory), (w::PROMISED_SHORT, &limits.promised))
    } else {
        ((w::PROMISED, &limits.promised), (w::STATUTORY_SHORT, &limits.statutory))
    };
    let (there, here) = (w::place(item, true), w::place(item, false));
    let place = move || if has_form.get() == Some(true) { there.clone() } else { here.clone() };
    let beside = format!("{}：{}", small.0, w::limit(small.1));
    view! {
        <dl class="facts">
            <div><dt>{large.0}</dt><dd class="big">{w::limit(large.1)}</dd><dd class="small dim">{beside}</dd></div>
            <div><dt>{w::VISITS}</dt><dd class="big">{w::visits(&item.text.location.visits)}</dd><dd class="small dim">{words(place)}</dd></div>
        </dl>
    }
    .into_any()
}

/// A card with the cases in which the item cannot be done: it decides whether to go at all.
pub fn not_accepted(item: &Item) -> Option<AnyView> {
    let lines = lines(&item.text.not_accepted, &item.card.code);
    (!item.text.not_accepted.is_empty())
        .then(|| view! { <section class="card"><h2>{w::NOT_ACCEPTED}</h2>{lines}</section> }.into_any())
}

/// A bulleted list of sentences that may name other items.
pub fn lines(lines: &[String], own: &str) -> AnyView {
    let lines: Vec<_> = lines.iter().map(|line| linked(line, &[own])).collect();
    view! { <ul class="dots">{lines.into_iter().map(|l| view! { <li>{l}</li> }).collect_view()}</ul> }
        .into_any()
}

/// The steps, numbered; above them what of it works today, where they speak of a phone and nothing here takes it yet.
pub fn steps(item: &Item, has_form: Memo<Option<bool>>) -> AnyView {
    let steps = item.text.steps.clone();
    let today = w::steps_today(item.card.channel, item.text.location.place);
    let today = move || match today.clone().filter(|_| has_form.get() == Some(false)) {
        Some(text) => view! { <p class="today">{text}</p> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <section class="card">
            <h2>{w::STEPS}</h2>
            {live(today)}
            <ol class="steps">
                {steps.into_iter().map(|s| view! { <li><b>{s.title}</b><p>{s.text}</p></li> }).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

/// Near twins: the other item, and how to tell it from this one.
pub fn twins(item: &Item) -> Option<AnyView> {
    let twin = |t: &Twin| {
        let href = ItemPage(t.code.clone()).href();
        let text = linked(&t.text, &[&item.card.code, &t.code]);
        view! {
            <li>
                <a class="cell" href=href><span>{name_of(&t.code)}</span><Icon name="caret-right"/></a>
                <p class="small dim under">{text}</p>
            </li>
        }
    };
    (!item.text.twins.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{w::TWINS}</h2>
                <ul class="cells">{item.text.twins.iter().map(twin).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// The name of another item, once the cards are there.
fn name_of(code: &str) -> AnyView {
    let (catalogue, code) = (published::catalogue(), code.to_owned());
    words(move || match &*catalogue.read() {
        Loaded::Ready(catalogue, _) => catalogue
            .items
            .iter()
            .find(|i| i.code == code)
            .map_or(w::THAT_ITEM.to_owned(), |i| i.name.clone()),
        _ => w::THAT_ITEM.to_owned(),
    })
}

/// Questions that people really ask.
pub fn faq(item: &Item) -> AnyView {
    let answer = |f: &Faq| {
        let text = linked(&f.a, &[&item.card.code]);
        view! { <details><summary>{f.q.clone()}</summary><p>{text}</p></details> }
    };
    view! {
        <section class="card">
            <h2>{w::FAQ}</h2>
            {item.text.faq.iter().map(answer).collect_view()}
        </section>
    }
    .into_any()
}

/// The official fields of the full guide.
pub fn official(item: &Item) -> AnyView {
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
    .into_any()
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
