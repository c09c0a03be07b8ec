//! 实名: name and ID number, only when a step needs them; says why, and what was checked.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::SubmitEvent;
use yunlin_api::identity::{GiveRealName, IdNumber, Level, NameText, PostRealName};

use super::{then, wording as w};
use crate::domain::{consent::Gate, session};
use crate::infra::live::{live, words};
use crate::infra::{http, nav};
use crate::shell::own::signed_in;
use crate::shell::wording_own as own;
use crate::ui::field::{Field, Keys, Summary, Wrong};
use crate::ui::page::Page as Frame;

/// Builds the page.
pub(super) fn view() -> AnyView {
    let checked = RwSignal::new(None::<String>);
    let body = move || {
        let real = session::me().filter(|me| me.level == Level::RealName);
        match (checked.get(), real) {
            (Some(checked), _) => done(w::REAL_DONE, checked),
            (None, Some(me)) => {
                done(w::REAL_ALREADY, format!("{} {}。{}", me.name_masked, me.id_masked, w::REAL_FIX))
            }
            (None, None) => view! { <Gate><Form checked/></Gate> }.into_any(),
        }
    };
    let page = move || live(body);
    view! { <Frame title=w::REAL_NAME>{signed_in(&session::href_to_real_name(&then()), page)}</Frame> }
        .into_any()
}

fn done(title: &'static str, text: String) -> AnyView {
    view! {
        <section class="card ask" role="status">
            <h2>{title}</h2>
            <p>{text}</p>
            <button class="btn primary" type="button" on:click=|_| nav::replace_page(&then())>{own::GO_ON}</button>
        </section>
    }
    .into_any()
}

const NAME: Keys = Keys { kind: "text", mode: "text", complete: "name", most: "60" };
/// Text and not digits: the last character may be an X.
const ID: Keys = Keys { kind: "text", mode: "text", complete: "off", most: "40" };

fn grouped(typed: &str) -> Option<String> {
    IdNumber::new(typed).ok().map(|id| id.grouped())
}

#[component]
fn Form(checked: RwSignal<Option<String>>) -> impl IntoView {
    let (name, id) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(Vec::<Wrong>::new());
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match read(&name.read_untracked(), &id.read_untracked()) {
            Err(found) => wrong.set(found),
            Ok(_) if busy.get_untracked() => {}
            Ok(input) => {
                busy.set(true);
                spawn_local(async move {
                    let key = Uuid::now_v7().to_string();
                    match http::post::<PostRealName>(&key, &input).await {
                        Ok(given) => {
                            checked.try_set(Some(given.checked));
                            session::enter(given.me);
                        }
                        Err(error) => drop(wrong.try_set(Wrong::of(error, "id_number", own::NEEDS_NETWORK))),
                    }
                    busy.try_set(false);
                });
            }
        }
    };
    view! {
        <form class="card" on:submit=submit novalidate>
            <p>{w::REAL_WHY}</p>
            <p class="small dim">{w::REAL_CHECK}</p>
            <Summary wrong/>
            <Field id="name" label=w::NAME hint=w::NAME_HINT keys=NAME value=name wrong/>
            <Field id="id_number" label=w::ID hint=w::ID_HINT keys=ID value=id wrong tidy=grouped/>
            <button class="btn primary" type="submit" disabled=move || busy.get()>
                {words(move || if busy.get() { own::SENDING.to_owned() } else { w::SUBMIT.to_owned() })}
            </button>
        </form>
    }
    .into_any()
}

/// Both fields, or everything that is wrong with them.
fn read(name: &str, id: &str) -> Result<GiveRealName, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let name = NameText::new(name).map_err(|_| wrong.extend(Wrong::at("name", w::NAME_MISSING))).ok();
    let id_number = IdNumber::new(id).map_err(|e| wrong.extend(Wrong::at("id_number", e.detail()))).ok();
    match (name, id_number) {
        (Some(name), Some(id_number)) => Ok(GiveRealName { name, id_number }),
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fields_are_judged_at_once() {
        let wrong = read(" ", "11010519491231002").err().unwrap_or_default();
        assert_eq!(wrong.iter().map(|w| w.id.as_str()).collect::<Vec<_>>(), ["name", "id_number"]);
    }

    #[test]
    fn a_number_in_groups_with_full_width_digits_is_taken() {
        let given = read("王小明", "１１０１０５ 19491231 002x").ok();
        assert_eq!(given.map(|g| g.id_number.as_str().to_owned()).as_deref(), Some("11010519491231002X"));
    }
}
