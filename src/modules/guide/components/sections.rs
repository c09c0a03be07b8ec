//! The cards of an item page.

use leptos::prelude::*;
use yunlin_api::guide::{Basis, Certainty, Item, Limit};

use crate::modules::guide::paths::Page;
use crate::modules::guide::wording as w;
use crate::ui::icon::Icon;

/// The two facts that decide most: how long, how many visits.
pub fn facts(item: &Item) -> impl IntoView + use<> {
    let limits = &item.text.limits;
    let known = |limit: &Limit| matches!(limit, Limit::Known { .. });
    // The figure that somebody can vouch for stands large.
    let (large, small) = if known(&limits.statutory) && !known(&limits.promised) {
        (("法定时限", &limits.statutory), ("承诺", &limits.promised))
    } else {
        (("承诺办结", &limits.promised), ("法定", &limits.statutory))
    };
    let beside = format!("{}：{}", small.0, w::limit(small.1));
    view! {
        <dl class="facts">
            <div><dt>{large.0}</dt><dd class="big">{w::limit(large.1)}</dd><dd class="small dim">{beside}</dd></div>
            <div><dt>"到现场"</dt><dd class="big">{w::visits(&item.text.location.visits)}</dd><dd class="small dim">{w::place(item)}</dd></div>
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
            <h2>"怎么办"</h2>
            <ol class="steps">
                {steps.into_iter().map(|s| view! { <li><b>{s.title}</b><p>{s.text}</p></li> }).collect_view()}
            </ol>
        </section>
    }
}

/// Where to go, and what this app can honestly do for the item today.
pub fn next_step(item: &Item) -> impl IntoView + use<> {
    let (title, text) = w::next_step(item.card.channel);
    view! {
        <section class="card" id="next">
            <h2>{title}</h2>
            <p>{text}</p>
            <p class="where"><Icon name="map-pin"/><span><b>{item.text.location.place.label()}</b><br/>{item.text.location.detail.clone()}</span></p>
            <p class="small dim">{w::mode(item.card.mode)}"。"{item.text.route.clone()}</p>
            <p class="quick"><a class="chip" href="/community"><Icon name="map-pin"/>"我的社区在哪"</a><a class="chip" href="tel:12345"><Icon name="phone-call"/>"拨打 12345"</a></p>
        </section>
    }
}

/// Near twins: how to tell them apart.
pub fn twins(item: &Item) -> impl IntoView + use<> {
    let twins = item.text.twins.clone();
    (!twins.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>"容易弄混的事项"</h2>
                <ul class="cells">
                    {twins
                        .into_iter()
                        .map(|t| view! { <li><a class="cell" href=Page::Item(t.code.clone()).href()><span>{t.text}</span><Icon name="caret-right"/></a></li> })
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
            <h2>"大家常问"</h2>
            {faq.into_iter().map(|f| view! { <details><summary>{f.q}</summary><p>{f.a}</p></details> }).collect_view()}
        </section>
    }
}

/// The official fields of the full guide.
pub fn official(item: &Item) -> impl IntoView + use<> {
    let text = &item.text;
    let rows = [
        ("事项编码", item.card.code.clone()),
        ("实施主体", item.card.bureau.clone()),
        ("服务对象", text.audience.clone()),
        ("事项类型", text.matter.label().to_owned()),
        ("办件类型", text.pace.label().to_owned()),
        ("法定时限", limit_source(&text.limits.statutory)),
        ("承诺时限", limit_source(&text.limits.promised)),
        ("时限说明", text.limits.note.clone()),
        ("收费", fee(item)),
        ("办理结果", text.result.name.clone()),
        ("送达方式", text.result.delivery.clone()),
        ("咨询", "社区大厅电话，或12345".to_owned()),
        ("监督投诉", "12345".to_owned()),
    ];
    view! {
        <section class="card">
            <h2>"官方要素"</h2>
            <dl class="rows">
                {rows
                    .into_iter()
                    .filter(|(_, value)| !value.is_empty())
                    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                    .collect_view()}
            </dl>
            <h3>"设定依据"</h3>
            <ul class="dots">{text.basis.iter().map(|b| view! { <li>{basis(b)}</li> }).collect_view()}</ul>
        </section>
    }
}

fn limit_source(limit: &Limit) -> String {
    match limit {
        Limit::Known { days, source } => format!("{days}个工作日（{source}）"),
        other => w::limit(other),
    }
}

/// The fee sentence with its source, or that it is decided locally.
pub fn fee(item: &Item) -> String {
    let fee = &item.text.fee;
    match fee.kind {
        Certainty::Known => format!("{}（{}）", fee.text.trim_end_matches('。'), fee.source),
        Certainty::Typical | Certainty::Local => format!("{}收费{}。", sentence(&fee.text), w::AS_PUBLISHED),
    }
}

fn sentence(text: &str) -> String {
    let text = text.trim_end_matches('。');
    if text.is_empty() { String::new() } else { format!("{text}。") }
}

fn basis(basis: &Basis) -> String {
    let known = basis.kind == Certainty::Known;
    format!("{}{}{}", basis.title, basis.article, if known { "" } else { "（以主管部门公布为准）" })
}
