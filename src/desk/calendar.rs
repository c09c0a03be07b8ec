//! Holiday tables: which weekdays are off and which weekends are worked, year by year.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;
use yunlin_api::desk::{CalendarYear, CalendarYears, GetCalendar, PostCalendar, SetCalendar};
use yunlin_api::text::Text;

use super::ask::{self, Got, Tries};
use super::frame::{self, Heading};
use super::paths::Page;
use super::{labels, states, wording_intake as w};
use crate::infra::announce;
use crate::infra::live::live;

/// Builds the page.
pub fn view() -> AnyView {
    frame::page(Page::Calendar, |_| {
        let years = RwSignal::new(Got::<CalendarYears>::Loading);
        let edited = RwSignal::new(None::<Typed>);
        load(years);
        let shown = move || match years.get() {
            Got::Loading => states::waiting(),
            Got::Ready(all) => table(&all, edited),
            Got::Failed(error) => states::failed(move || ask::sentence(&error), move || load(years)),
        };
        view! {
            <Heading title=w::CALENDAR_TITLE.to_owned()/>
            <p class="dim d-lead">{w::CALENDAR_WHY}</p>
            {live(move || match edited.get().is_some() {
                true => view! { <Edit edited=edited years=years/> }.into_any(),
                false => live(shown),
            })}
        }
        .into_any()
    })
}

fn load(years: RwSignal<Got<CalendarYears>>) {
    spawn_local(async move {
        let answer = ask::read::<GetCalendar>(&[], &[]).await;
        years.try_set(answer.map_or_else(Got::Failed, Got::Ready));
    });
}

fn table(all: &CalendarYears, edited: RwSignal<Option<Typed>>) -> AnyView {
    let rows = all.years.iter().rev().map(|year| {
        let source = if year.source.is_empty() { w::NO_NOTICE.to_owned() } else { year.source.clone() };
        let days = |days: &[String]| days.iter().map(|d| labels::day(d)).collect::<Vec<_>>().join("、");
        let typed = Typed::of(year);
        view! {
            <tr><th scope="row">{year.year}</th><td>{source}</td><td>{days(&year.off)}</td><td>{days(&year.work)}</td>
                <td><button class="d-btn" type="button" on:click=move |_| edited.set(Some(typed.clone()))>{w::EDIT}<span class="sr">{typed_year(year)}</span></button></td></tr>
        }
    });
    let next = all.years.last().map_or(String::new(), |y| (y.year + 1).to_string());
    let add = move |_| edited.set(Some(Typed { year: next.clone(), ..Typed::default() }));
    view! {
        {all.alarm.then(|| view! { <p class="asof" role="alert">{w::CALENDAR_ALARM}</p> })}
        {all.years.is_empty().then(|| view! { <p class="state">{w::NO_YEARS}</p> })}
        <table class="d-table d-years">
            <thead><tr><th scope="col">{w::YEAR}</th><th scope="col">{w::NOTICE}</th><th scope="col">{w::OFF}</th><th scope="col">{w::WORK}</th><th scope="col"><span class="sr">{w::EDIT}</span></th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        <button class="d-btn d-more" type="button" on:click=add>{w::ADD_YEAR}</button>
    }
    .into_any()
}

fn typed_year(year: &CalendarYear) -> String {
    year.year.to_string()
}

/// A year as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    year: String,
    source: String,
    off: String,
    work: String,
}

impl Typed {
    fn of(year: &CalendarYear) -> Self {
        Self {
            year: year.year.to_string(),
            source: year.source.clone(),
            off: year.off.join("\n"),
            work: year.work.join("\n"),
        }
    }

    fn input(&self) -> Result<SetCalendar, String> {
        let year = self.year.trim().parse::<u16>().ok().filter(|y| (2000..2100).contains(y));
        let year = year.ok_or(w::BAD_YEAR)?;
        let source = Text::new(&self.source).map_err(|_| w::BAD_SOURCE)?;
        Ok(SetCalendar { year, source, off: days(&self.off, year)?, work: days(&self.work, year)? })
    }
}

/// One day a line, or two with 至 between them.
fn days(typed: &str, year: u16) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    for line in typed.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (from, to) = line.split_once('至').unwrap_or((line, line));
        let bad = || w::bad_day(line);
        let from = date(from).ok_or_else(bad)?;
        let to = date(to).ok_or_else(bad)?;
        let mut day = from;
        while day <= to {
            if day.0 != year {
                return Err(w::other_year(line, year));
            }
            all.push(format!("{:04}-{:02}-{:02}", day.0, day.1, day.2));
            day = after(day);
        }
    }
    all.sort();
    all.dedup();
    Ok(all)
}

type Day = (u16, u8, u8);

fn date(text: &str) -> Option<Day> {
    let mut parts = text.trim().splitn(3, ['-', '/', '.']);
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
    let day = parts.next()?.parse().ok().filter(|d| (1..=last(year, month)).contains(d))?;
    Some((year, month, day))
}

fn last(year: u16, month: u8) -> u8 {
    match month {
        2 if (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn after((year, month, day): Day) -> Day {
    match (day < last(year, month), month < 12) {
        (true, _) => (year, month, day + 1),
        (false, true) => (year, month + 1, 1),
        (false, false) => (year + 1, 1, 1),
    }
}

#[component]
fn Edit(edited: RwSignal<Option<Typed>>, years: RwSignal<Got<CalendarYears>>) -> impl IntoView {
    let typed = RwSignal::new(edited.get_untracked().unwrap_or_default());
    let said = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let tries = Tries::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = match typed.get_untracked().input() {
            Ok(input) => input,
            Err(text) => return said.set(Some(text)),
        };
        busy.set(true);
        let key = tries.key(&input);
        spawn_local(async move {
            match ask::write::<PostCalendar>(&[], key, &input).await {
                Ok(_) => {
                    announce::say(w::SAVED);
                    edited.try_set(None);
                    load(years);
                }
                Err(error) => {
                    busy.try_set(false);
                    said.try_set(Some(ask::sentence(&error)));
                }
            }
        });
    };
    let line = move |label: &'static str, read: fn(&Typed) -> &String, write: fn(&mut Typed, String)| {
        view! { <label class="field">{label}<input type="text" autocomplete="off" prop:value=move || read(&typed.read()).clone() on:input=move |e| typed.update(|t| write(t, event_target_value(&e)))/></label> }
    };
    let area = move |label: &'static str, read: fn(&Typed) -> &String, write: fn(&mut Typed, String)| {
        view! { <label class="field">{label}<small class="dim">{w::DAYS_HINT}</small><textarea rows="8" prop:value=move || read(&typed.read()).clone() on:input=move |e| typed.update(|t| write(t, event_target_value(&e)))></textarea></label> }
    };
    view! {
        <form class="d-card d-form" on:submit=submit novalidate>
            {frame::wrong_in(said)}
            {line(w::YEAR, |t| &t.year, |t, v| t.year = v)}
            {line(w::NOTICE, |t| &t.source, |t, v| t.source = v)}
            {area(w::OFF, |t| &t.off, |t, v| t.off = v)}
            {area(w::WORK, |t| &t.work, |t, v| t.work = v)}
            <div class="d-buttons"><button class="btn primary" type="submit" disabled=move || busy.get()>{w::SAVE}</button>
                <button class="btn" type="button" on:click=move |_| edited.set(None)>{w::CANCEL}</button></div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_are_typed_one_by_one_or_as_a_span() {
        let all = days("2027-02-27 至 2027-03-01\n2027-02-28\n\n2027/5/3", 2027).unwrap();
        assert_eq!(all, ["2027-02-27", "2027-02-28", "2027-03-01", "2027-05-03"]);
        assert!(days("2027-02-30", 2027).is_err());
        assert!(days("2026-12-31", 2027).is_err());
        assert!(days("春节", 2027).is_err());
    }
}
