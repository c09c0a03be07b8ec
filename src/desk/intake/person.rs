//! Who stands there: found by something exact, never by name; or new, from the ID card that was seen. And where they live,
//! if they say so.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::cases::CaseNumber;
use yunlin_api::desk::{FindBy, FindPerson, FoundPerson, PostFindPerson};
use yunlin_api::identity::{IdNumber, Phone};
use yunlin_api::text::Text;

use super::home::{RoomFields, RoomTyped};
use super::state::{Draft, NewPerson};
use crate::desk::ask::{self, Got};
use crate::desk::paths::View;
use crate::desk::{frame, labels, wording_intake as w};
use crate::infra::live::live;

/// Ways to find, with their names.
const WAYS: [(FindBy, &str); 4] = [
    (FindBy::Phone, w::BY_PHONE),
    (FindBy::IdNumber, w::BY_ID),
    (FindBy::Slip, w::BY_SLIP),
    (FindBy::Room, w::BY_ROOM),
];

/// The whole value in one shape, or what is wrong with it.
fn exact(by: FindBy, typed: &str, room: &RoomTyped) -> Result<String, &'static str> {
    match by {
        FindBy::Phone => Phone::new(typed).map(|p| p.as_str().to_owned()).map_err(|e| e.detail()),
        FindBy::IdNumber => IdNumber::new(typed).map(|n| n.as_str().to_owned()).map_err(|e| e.detail()),
        FindBy::Slip => CaseNumber::parse(typed).map(|n| n.as_str().to_owned()).map_err(|e| e.detail()),
        FindBy::Room => room.key().map(|r| r.as_str().to_owned()).map_err(|e| e.detail()),
    }
}

/// Finds somebody, or takes a new person down.
#[component]
pub fn Person(draft: Draft) -> impl IntoView {
    let shown = move || match draft.known.get() {
        Some(person) => view! { <Chosen draft=draft person=person/> }.into_any(),
        None => view! { <Find draft=draft/><New draft=draft/> }.into_any(),
    };
    view! {
        <section class="d-card"><h2>{w::PERSON}</h2>{live(shown)}
            <fieldset class="d-new"><legend>{w::HOME}</legend><p class="small dim">{w::HOME_HINT}</p><RoomFields community=draft.community typed=draft.home/></fieldset></section>
    }
}

#[component]
fn Chosen(draft: Draft, person: FoundPerson) -> impl IntoView {
    view! {
        <div class="d-person"><p>{facts(&person)}</p><button class="d-btn" type="button" on:click=move |_| draft.change(None)>{w::OTHER_PERSON}</button></div>
        {matters(&person)}
    }
}

/// What they have had done here.
fn matters(person: &FoundPerson) -> Option<AnyView> {
    let rows = person.cases.iter().map(|case| {
        let href = View::default().with_case(Some(case.id)).href();
        let (number, name, state) =
            (case.number.as_str().to_owned(), case.item_name.clone(), labels::state(case.state));
        view! { <li><a href=href>{name}<span class="num">" "{number}</span></a>" · "{state}</li> }
    });
    let count = person.cases.len();
    (count > 0).then(|| {
        view! { <details class="d-more-acts"><summary>{w::matters(count)}</summary><ul class="dots">{rows.collect_view()}</ul></details> }.into_any()
    })
}

fn facts(person: &FoundPerson) -> AnyView {
    let all = [&person.name_masked, &person.phone_masked, &person.id_masked];
    let text: Vec<&str> = all.into_iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
    let spoken = text.iter().map(|t| labels::spoken_mask(t)).collect::<Vec<_>>().join("；");
    view! { <span class="sr">{spoken}</span><b aria-hidden="true">{text.join(" · ")}</b> }.into_any()
}

#[component]
fn Find(draft: Draft) -> impl IntoView {
    let by = RwSignal::new(FindBy::Phone);
    let typed = RwSignal::new(String::new());
    let room = RwSignal::new(RoomTyped::default());
    let found = RwSignal::new(None::<Got<Vec<FoundPerson>>>);
    let wrong = RwSignal::new(None::<String>);
    let find = move || {
        let value = match exact(by.get_untracked(), &typed.read_untracked(), &room.read_untracked()) {
            Ok(value) => value,
            Err(text) => return wrong.set(Some(text.to_owned())),
        };
        let Ok(value) = Text::new(&value) else { return };
        wrong.set(None);
        found.set(Some(Got::Loading));
        let input = FindPerson { by: by.get_untracked(), value };
        spawn_local(async move {
            let answer = ask::write::<PostFindPerson>(&[], Uuid::now_v7(), &input).await;
            found.try_set(Some(answer.map_or_else(Got::Failed, |f| Got::Ready(f.people))));
        });
    };
    let ways = WAYS.map(|(way, name)| {
        view! { <label class="radio"><input type="radio" name="find-by" prop:checked=move || by.get() == way on:change=move |_| by.set(way)/>{name}</label> }
    });
    // Enter in this field finds; it must not send the whole intake.
    let enter = move |event: leptos::ev::KeyboardEvent| {
        let list = event_target::<web_sys::Element>(&event).tag_name() == "SELECT";
        if event.key() == "Enter" && !event.is_composing() && !list {
            event.prevent_default();
            find();
        }
    };
    let result = move || found.get().map(|found| outcome(draft, found)).into_any();
    let by_room = Memo::new(move |_| by.get() == FindBy::Room);
    let asked = move || {
        if by_room.get() {
            return view! { <div on:keydown=enter><RoomFields community=draft.community typed=room/></div> }
                .into_any();
        }
        view! { <input type="text" autocomplete="off" aria-label=w::FIND_VALUE placeholder=w::FIND_VALUE prop:value=move || typed.get() on:input=move |e| typed.set(event_target_value(&e)) on:keydown=enter/> }.into_any()
    };
    view! {
        <fieldset><legend>{w::FIND}</legend>
            <div class="d-radios">{ways.collect_view()}</div>
            <div class="d-find">{live(asked)}<button class="d-btn" type="button" on:click=move |_| find()>{w::FIND_NOW}</button></div>
            {frame::wrong_in(wrong)}
            <div role="status">{live(result)}</div>
        </fieldset>
    }
}

fn outcome(draft: Draft, found: Got<Vec<FoundPerson>>) -> AnyView {
    match found {
        Got::Loading => view! { <p class="dim">{w::FINDING}</p> }.into_any(),
        Got::Failed(error) => view! { {frame::wrong(Some(ask::sentence(&error)))} }.into_any(),
        Got::Ready(people) if people.is_empty() => view! { <p>{w::NOBODY}</p> }.into_any(),
        Got::Ready(people) => people
            .into_iter()
            .map(|person| {
                let chosen = person.clone();
                view! { <div class="d-person"><p>{facts(&person)}</p><button class="d-btn" type="button" on:click=move |_| draft.change(Some(chosen.clone()))>{w::THIS_PERSON}</button></div>{matters(&person)} }
            })
            .collect_view()
            .into_any(),
    }
}

#[component]
fn New(draft: Draft) -> impl IntoView {
    let field = move |label: &'static str,
                      hint: &'static str,
                      read: fn(&NewPerson) -> &String,
                      write: fn(&mut NewPerson, String),
                      mode: &'static str| {
        view! {
            <label class="field">{label}{(!hint.is_empty()).then(|| view! { <small class="dim">{hint}</small> })}
                <input type="text" inputmode=mode autocomplete="off" prop:value=move || read(&draft.fresh.read()).clone() on:input=move |e| draft.fresh.update(|f| write(f, event_target_value(&e)))/></label>
        }
    };
    view! {
        <fieldset class="d-new"><legend>{w::NEW}</legend>
            {field(w::NAME, w::NAME_HINT, |p| &p.name, |p, v| p.name = v, "text")}
            {field(w::ID_NUMBER, "", |p| &p.id_number, |p, v| p.id_number = v, "text")}
            {field(w::PHONE, w::PHONE_HINT, |p| &p.phone, |p, v| p.phone = v, "tel")}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_by_a_whole_value_only() {
        let none = RoomTyped::default();
        assert!(exact(FindBy::Phone, "138", &none).is_err());
        assert_eq!(exact(FindBy::Phone, "138 0013 8000", &none).as_deref(), Ok("13800138000"));
        assert!(exact(FindBy::IdNumber, "张三", &none).is_err());
        let number = CaseNumber::make("20261122", 418);
        assert_eq!(
            exact(FindBy::Slip, &number.as_str().replace('-', ""), &none).as_deref(),
            Ok(number.as_str())
        );
        assert!(exact(FindBy::Room, "万福世家", &none).is_err());
    }
}
