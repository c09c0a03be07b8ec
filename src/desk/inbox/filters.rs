//! Tabs by what is shown, communities of the own grants, and the search by exact number. All of it stands in the address.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::SubmitEvent;
use yunlin_api::cases::{CaseNumber, Role};
use yunlin_api::community::Places;
use yunlin_api::desk::StaffMe;
use yunlin_api::guide::{Catalogue, ItemCard, Mode};

use super::list::List;
use crate::desk::paths::View;
use crate::desk::wording as w;
use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::infra::{browser, nav};

const FIELD: &str = "desk-find";

/// Puts the cursor into the search field.
pub fn focus() {
    if let Some(field) = browser::by_id(FIELD) {
        field.focus().unwrap_or_default();
    }
}

/// Slug and short name of the communities that the grants reach; none when there is only one, for then nothing is to choose.
fn areas(me: &StaffMe, places: &Places) -> Vec<(String, String)> {
    let whole = me.grants.iter().any(|g| g.community.is_none());
    let own = |slug: &str| whole || me.grants.iter().any(|g| g.community.as_deref() == Some(slug));
    let mine: Vec<(String, String)> = places
        .communities
        .iter()
        .filter(|c| own(&c.slug))
        .map(|c| (c.slug.clone(), c.name.trim_end_matches("社区").to_owned()))
        .collect();
    if mine.len() > 1 { mine } else { Vec::new() }
}

/// The row of filters.
#[component]
pub fn Filters(me: Arc<StaffMe>, list: List) -> impl IntoView {
    let (places, leading) = (published::places(), leads(&me));
    let tabs = move || {
        let view = list.view.get();
        let areas = match places.get() {
            Loaded::Ready(places, _) => areas(&me, &places),
            _ => Vec::new(),
        };
        chips(&view, areas, leads(&me)).into_iter().map(|(name, on, to)| {
            let current = on.then_some("true");
            view! { <li><a class="d-chip" class:on=on href=to.href() aria-current=current>{name}</a></li> }
        }).collect_view()
    };
    view! {
        <nav class="d-tabs" aria-label=w::TABS><ul>{tabs}</ul></nav>
        {leading.then(|| view! { <Queues list=list/> })}
        <Search list=list/>
    }
}

/// Whether bad grades are theirs to call back.
fn leads(me: &StaffMe) -> bool {
    me.grants.iter().any(|g| matches!(g.role, Role::Secretary | Role::Admin))
}

/// Bureaus that cases are handed to, in order.
fn bureaus(catalogue: &Catalogue) -> Vec<String> {
    let hands_over =
        |i: &&ItemCard| matches!(i.mode, Mode::Agent | Mode::Assist) && i.bureau.starts_with('区');
    let names: BTreeSet<_> = catalogue.items.iter().filter(hands_over).map(|i| i.bureau.clone()).collect();
    names.into_iter().collect()
}

/// Whose queue is shown, for those who lead: they see all of them.
#[component]
fn Queues(list: List) -> impl IntoView {
    let catalogue = published::catalogue();
    let choices = move || {
        let known = match catalogue.get() {
            Loaded::Ready(catalogue, _) => bureaus(&catalogue),
            _ => Vec::new(),
        };
        let chosen = list.view.get().queue;
        let option = |value: &str, name: &str| {
            let on = chosen.as_deref().unwrap_or_default() == value;
            view! { <option value=value.to_owned() prop:selected=on>{name.to_owned()}</option> }
        };
        let first = [option("", w::QUEUE_ALL), option("window", w::QUEUE_WINDOW)];
        first.into_iter().chain(known.iter().map(|name| option(name, name))).collect_view()
    };
    let choose = move |event: leptos::ev::Event| {
        let queue = Some(event_target_value(&event)).filter(|value| !value.is_empty());
        nav::go(&View { queue, number: None, case: None, photo: None, ..list.view.get_untracked() }.href());
    };
    view! { <label class="d-queue"><span>{w::QUEUE}</span><select class="box" on:change=choose>{choices}</select></label> }
}

/// Name, whether it holds, and where it leads. Back from a filter is one step, and the open case is closed by it.
fn chips(view: &View, areas: Vec<(String, String)>, leads: bool) -> Vec<(String, bool, View)> {
    let plain = View::default();
    let show = |value: &str| View {
        show: Some(value.to_owned()),
        community: view.community.clone(),
        queue: view.queue.clone(),
        ..View::default()
    };
    let is = |value: &str| view.show.as_deref() == Some(value);
    let all = *view == View { case: view.case, photo: view.photo, ..View::default() };
    let mut chips =
        vec![(w::MY_QUEUE.to_owned(), all, plain), (w::MINE.to_owned(), is("mine"), show("mine"))];
    let handled = (w::HANDLED.to_owned(), is("handled"), show("handled"));
    for (slug, name) in areas {
        let on = view.community.as_deref() == Some(slug.as_str());
        let to = View {
            community: (!on).then_some(slug),
            queue: view.queue.clone(),
            show: view.show.clone(),
            ..View::default()
        };
        chips.push((name, on, to));
    }
    chips.push((w::DUE.to_owned(), is("due"), show("due")));
    chips.push(handled);
    chips.push((w::CLOSED.to_owned(), is("closed"), show("closed")));
    if leads {
        chips.push((w::CALLBACK.to_owned(), is("callback"), show("callback")));
    }
    chips
}

#[component]
fn Search(list: List) -> impl IntoView {
    let typed = RwSignal::new(list.view.get_untracked().number.unwrap_or_default());
    let wrong = RwSignal::new(None::<&'static str>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let raw = typed.get_untracked();
        if raw.trim().is_empty() {
            wrong.set(None);
            return nav::go(&View::default().href());
        }
        match CaseNumber::parse(&raw) {
            Ok(number) => {
                wrong.set(None);
                nav::go(&View { number: Some(number.as_str().to_owned()), ..View::default() }.href());
            }
            Err(error) => wrong.set(Some(error.detail())),
        }
    };
    let searched = move || list.view.get().number.is_some();
    view! {
        <form class="d-find" role="search" on:submit=submit novalidate>
            <label class="sr" for=FIELD>{w::FIND}</label>
            <input id=FIELD type="text" inputmode="numeric" autocomplete="off" enterkeyhint="search" placeholder=w::FIND
                aria-invalid=move || wrong.get().is_some().to_string() aria-describedby="desk-find-wrong"
                prop:value=move || typed.get() on:input=move |e| typed.set(event_target_value(&e))/>
            <button class="d-btn" type="submit">{w::FIND_NOW}</button>
            <Show when=searched><a class="d-link" href=View::default().href() on:click=move |_| typed.set(String::new())>{w::FIND_CLEAR}</a></Show>
        </form>
        <div id="desk-find-wrong">{move || wrong.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}</div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_closes_the_open_case_and_a_second_tap_takes_it_off() {
        let view =
            View { community: Some("hanyuan".into()), case: Some(uuid::Uuid::nil()), ..View::default() };
        let chips = chips(&view, vec![("hanyuan".into(), "汉源".into())], false);
        let area = chips.iter().find(|(name, _, _)| name == "汉源").unwrap();
        assert!(area.1 && area.2.community.is_none());
        assert!(chips.iter().all(|(_, _, to)| to.case.is_none()));
        let due = chips.iter().find(|(name, _, _)| name == w::DUE).unwrap();
        assert_eq!(due.2.href(), "/desk/inbox?community=hanyuan&show=due");
    }
}
