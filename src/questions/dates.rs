//! A date in three boxes, or eight digits typed into the first; a month in two lists.

use leptos::prelude::*;
use yunlin_api::forms::{Answer, DateRange};

use super::field::Asked;
use super::texts::composing;
use super::wording as w;
use crate::domain::form::{DateParts, MonthParts};
use crate::infra::clock;

/// 年 月 日
pub fn date(asked: &Asked) -> AnyView {
    let (sheet, key) = (asked.sheet, asked.key.clone());
    let parts = RwSignal::new(sheet.answers.with_untracked(|a| DateParts::read(&key.text(a))));
    let keep = move || sheet.set(&key, parts.with_untracked(DateParts::answer).map(Answer::Text));
    let typed = move |index: usize| {
        let keep = keep.clone();
        move |event: web_sys::Event| {
            if composing(&event) {
                return;
            }
            let value = event_target_value(&event);
            match DateParts::from_eight(&value) {
                Some(whole) if index == 0 => parts.set(whole),
                _ => parts.update(|p| *part(p, index) = value),
            }
            keep();
        }
    };
    let boxes = [(w::YEAR, "4"), (w::MONTH, "2"), (w::DAY, "2")];
    let id = asked.key.dom_id();
    let rows = boxes.into_iter().enumerate().map(|(index, (unit, size))| {
        let box_id = if index == 0 { id.clone() } else { format!("{id}-{index}") };
        let value = move || parts.with(|p| part(&mut p.clone(), index).clone());
        let take = typed(index);
        let composed = move |event: web_sys::CompositionEvent| take(event.into());
        view! {
            <label class="day-part">
                <input class="box" id=box_id type="text" inputmode="numeric" autocomplete="off" enterkeyhint="next" size=size
                    aria-invalid=asked.invalid() prop:value=value on:input=typed(index) on:compositionend=composed/>
                <span>{unit}</span>
            </label>
        }
        .into_any()
    });
    view! { <div class="day">{rows.collect_view()}</div> }.into_any()
}

fn part(parts: &mut DateParts, index: usize) -> &mut String {
    match index {
        0 => &mut parts.year,
        1 => &mut parts.month,
        _ => &mut parts.day,
    }
}

/// Years to choose from, for a range.
fn years(range: DateRange, now: i64) -> Vec<i64> {
    match range {
        DateRange::Past => (now - 80..=now).rev().collect(),
        DateRange::Future => (now..=now + 10).collect(),
        DateRange::Any => (now - 10..=now + 5).rev().collect(),
    }
}

/// 年 and 月 as lists.
pub fn month(asked: &Asked, range: DateRange) -> AnyView {
    let (sheet, key) = (asked.sheet, asked.key.clone());
    let parts = RwSignal::new(sheet.answers.with_untracked(|a| MonthParts::read(&key.text(a))));
    let keep = move || sheet.set(&key, parts.with_untracked(MonthParts::answer).map(Answer::Text));
    let keep_too = keep.clone();
    let year = move |event| {
        parts.update(|p| p.year = event_target_value(&event));
        keep();
    };
    let month = move |event| {
        parts.update(|p| p.month = event_target_value(&event));
        keep_too();
    };
    let id = asked.key.dom_id();
    let now = clock::local(clock::true_ms()).year;
    let chosen = parts.get_untracked();
    let all_years =
        years(range, now).into_iter().map(|y| entry(&y.to_string(), w::YEAR, &chosen.year)).collect_view();
    let all_months = (1..=12).map(|m| entry(&format!("{m:02}"), w::MONTH, &chosen.month)).collect_view();
    view! {
        <div class="day">
            <select class="box" id=id.clone() aria-label=w::YEAR aria-invalid=asked.invalid() on:change=year>
                <option value="">{w::PICK_YEAR}</option>{all_years}
            </select>
            <select class="box" id=format!("{id}-1") aria-label=w::MONTH aria-invalid=asked.invalid() on:change=month>
                <option value="">{w::PICK_MONTH}</option>{all_months}
            </select>
        </div>
    }
    .into_any()
}

fn entry(value: &str, unit: &'static str, chosen: &str) -> AnyView {
    let shown = format!("{} {unit}", value.trim_start_matches('0'));
    view! { <option value=value.to_owned() selected=value == chosen>{shown}</option> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_on_offer_fit_the_range() {
        assert_eq!(years(DateRange::Past, 2026).first(), Some(&2026));
        assert_eq!(years(DateRange::Future, 2026).first(), Some(&2026));
        assert!(years(DateRange::Any, 2026).contains(&2025) && years(DateRange::Any, 2026).contains(&2027));
    }
}
