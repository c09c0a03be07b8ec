//! Progress by number and the last four of the phone, or of the ID number where no phone was left; without signing in and without personal data.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::apply::{AskProgress, PostProgress, Progress};
use yunlin_api::cases::CaseNumber;
use yunlin_api::forms::FormErrors;
use yunlin_api::identity::half_width;
use yunlin_api::problem::FieldError;
use yunlin_api::text::Text;

use crate::infra::live::{live, words};
use crate::infra::{clock, http};
use crate::modules::apply::components::case_line::tone;
use crate::modules::apply::components::progress::call;
use crate::modules::apply::wording as w;
use crate::questions::{point_out, summary};
use crate::ui::page::Page;

/// Builds the page.
pub fn view() -> AnyView {
    let number = RwSignal::new(String::new());
    let last4 = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Progress>);
    let said = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let errors = RwSignal::new(FormErrors::new());
    let ask = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        said.set(String::new());
        found.set(None);
        let input = match read(&number.get_untracked(), &last4.get_untracked()) {
            Ok(input) => input,
            Err(wrong) => {
                errors.set(wrong);
                return point_out(w::PROGRESS);
            }
        };
        errors.set(FormErrors::new());
        busy.set(true);
        spawn_local(async move {
            match http::post::<PostProgress>(&Uuid::now_v7().to_string(), &input).await {
                Ok(progress) => drop(found.try_set(Some(progress))),
                Err(error) => drop(said.try_set(w::why(&error))),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Page title=w::PROGRESS lead=summary(errors, |_| true, |_| None)>
            <p class="lead">{w::PROGRESS_WHY}</p>
            <form class="sheet" novalidate on:submit=ask>
                {text_box(errors, NUMBER, (w::NUMBER, w::NUMBER_HINT), "numeric", number)}
                {text_box(errors, LAST4, (w::LAST4, w::LAST4_HINT), "text", last4)}
                <button class="btn primary" type="submit" disabled=move || busy.get()>{w::ASK_PROGRESS}</button>
            </form>
            <p class="error" role="alert" hidden=move || said.read().is_empty()>{words(move || said.get())}</p>
            <div role="status">{live(move || found.get().map(|p| answer(&p)).into_any())}</div>
        </Page>
    }
    .into_any()
}

const NUMBER: &str = "number";
const LAST4: &str = "phone_last4";

/// What was typed, or what is wrong with it.
fn read(number: &str, last4: &str) -> Result<AskProgress, Vec<FieldError>> {
    let given = half_width(last4).trim().to_uppercase();
    // Of a phone, or of an ID number, whose last character may be an X.
    let (three, last) = given.split_at_checked(3).unwrap_or_default();
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let fits = given.len() == 4 && is_digits(three) && (is_digits(last) || last == "X");
    let phone = Text::<8>::new(&given).ok().filter(|_| fits);
    match (CaseNumber::parse(number), phone) {
        (Ok(number), Some(phone_last4)) => Ok(AskProgress { number, phone_last4 }),
        (number, phone) => {
            let error =
                |field: &str, detail: &str| FieldError { field: field.to_owned(), detail: detail.to_owned() };
            let wrong_number = number.err().map(|e| error(NUMBER, e.detail()));
            let wrong_phone = phone.is_none().then(|| error(LAST4, w::LAST4_WRONG));
            Err(wrong_number.into_iter().chain(wrong_phone).collect())
        }
    }
}

fn text_box(
    errors: RwSignal<FormErrors>,
    name: &'static str,
    (label, hint): (&'static str, &'static str),
    mode: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    let error = move || errors.read().iter().find(|e| e.field == name).map(|e| e.detail.clone());
    let id = format!("f-{name}");
    let about = format!("{id}-error {id}-help");
    view! {
        <div class="q" class:bad=move || error().is_some()>
            <label class="q-label" for=id.clone()>{label}</label>
            <p class="q-help" id=format!("{id}-help")>{hint}</p>
            <p class="q-error" id=format!("{id}-error")>{words(move || error().unwrap_or_default())}</p>
            <input class="box num-box" id=id type="text" inputmode=mode autocomplete="off" aria-describedby=about aria-invalid=move || error().is_some().then_some("true") on:input=move |e| value.set(event_target_value(&e))/>
        </div>
    }
    .into_any()
}

fn answer(progress: &Progress) -> AnyView {
    let due = progress.due.as_deref().map(|day| w::due_by(&clock::day(day), progress.estimated));
    let due = due.map(|due| view! { <p class="dim">{due}</p> }.into_any());
    view! {
        <section class="card">
            <p class="tags"><span class=tone(progress.state)>{w::state(progress.state)}</span></p>
            <h2>{progress.item_name.clone()}</h2>
            <p>{progress.next.clone()}</p>
            {due}
            <p class="dim">{w::holder(&progress.holder)}</p>
            {call(&progress.holder)}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_the_last_four_are_asked_for_and_each_mistake_is_named() {
        let number = CaseNumber::make("20261122", 418);
        assert!(read(&number.as_str().replace('-', " "), "８０00").is_ok());
        for (last4, good) in
            [("001x", true), ("00１Ｘ", true), ("0X12", false), ("x", false), ("一二", false)]
        {
            assert_eq!(read(number.as_str(), last4).is_ok(), good, "{last4}");
        }
        let errors = read("123", "80").unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, [NUMBER, LAST4]);
    }
}
