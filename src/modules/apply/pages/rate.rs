//! 好差评: five grades, nothing preselected, 跳过 works; thanks afterwards.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::apply::{PostRate, Rate};
use yunlin_api::cases::Grade;
use yunlin_api::problem::Code;

use crate::domain::consent::Gate;
use crate::domain::session;
use crate::infra::http::{self, CallError};
use crate::infra::live::{live, words};
use crate::modules::apply::components::texts::optional;
use crate::modules::apply::paths::Follow;
use crate::modules::apply::wording as w;
use crate::ui::page::Page;

/// The best first, as on the counters.
const GRADES: [Grade; 5] = [Grade::VeryGood, Grade::Good, Grade::Fair, Grade::Bad, Grade::VeryBad];

/// Builds the page.
pub fn view(id: Uuid) -> AnyView {
    let done = RwSignal::new(None::<Grade>);
    live(move || match done.get() {
        None => form(id, done),
        Some(grade) => thanks(id, grade),
    })
}

fn form(id: Uuid, done: RwSignal<Option<Grade>>) -> AnyView {
    let grade = RwSignal::new(None::<Grade>);
    let comment = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let (busy, agree) = (RwSignal::new(false), RwSignal::new(false));
    let key = Uuid::now_v7().to_string();
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(chosen) = grade.get_untracked() else { return wrong.set(w::RATE_FIRST.to_owned()) };
        let comment = match optional(&comment.get_untracked()) {
            Ok(comment) => comment,
            Err(text) => return wrong.set(text),
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let key = key.clone();
        let input = Rate { grade: chosen, comment };
        spawn_local(async move {
            match http::post_to::<PostRate>(&[&id.to_string()], &key, &input).await {
                Ok(_) => drop(done.try_set(Some(chosen))),
                Err(error) => {
                    drop(wrong.try_set(w::why(&error)));
                    agree.try_set(wants_consent(&error).await);
                }
            }
            busy.try_set(false);
        });
    };
    let asks = Memo::new(move |_| agree.get());
    let rows = GRADES.map(|g| pick(g, grade, wrong));
    view! {
        <Page title=w::RATE bar=w::CASES>
            <p class="lead">{w::RATE_WHY}</p>
            <form novalidate on:submit=send>
                <fieldset class="q" aria-describedby="rate-wrong"><legend class="sr">{w::RATE}</legend>{rows.collect_view()}</fieldset>
                <label class="field">{w::RATE_COMMENT}<textarea rows="3" maxlength="300" on:input=move |e| comment.set(event_target_value(&e))></textarea></label>
                <p class="error" role="alert" id="rate-wrong" hidden=move || wrong.read().is_empty()>{words(move || wrong.get())}</p>
                <button class="btn primary" type="submit" disabled=move || busy.get()>{w::RATE_SEND}</button>
                <a class="btn" href=Follow::Case(id).href()>{w::SKIP}</a>
            </form>
            {live(move || asks.get().then(|| view! { <Gate>""</Gate> }.into_any()).into_any())}
        </Page>
    }
    .into_any()
}

/// One grade to choose.
fn pick(g: Grade, grade: RwSignal<Option<Grade>>, wrong: RwSignal<String>) -> AnyView {
    let choose = move |_| {
        grade.set(Some(g));
        wrong.set(String::new());
    };
    view! { <label class="pick"><input type="radio" name="grade" prop:checked=move || grade.get() == Some(g) on:change=choose/><span>{w::grade(g)}</span></label> }.into_any()
}

/// Whether the words need the consent first; what this phone knows of it is older than the refusal then.
async fn wants_consent(error: &CallError) -> bool {
    let wanted = error.code() == Some(Code::NeedConsent);
    if wanted {
        session::ask().await;
    }
    wanted
}

fn thanks(id: Uuid, grade: Grade) -> AnyView {
    let bad = grade <= Grade::Bad;
    view! {
        <Page title=w::RATED bar=w::CASES>
            <section class="card ask" role="status">
                <p>{if bad { w::RATED_BAD_WHY } else { w::RATED_WHY }}</p>
                <a class="btn primary" href=Follow::Case(id).href()>{w::SEE_PROGRESS}</a>
                <a class="btn" href="/">{w::HOME}</a>
            </section>
        </Page>
    }
    .into_any()
}
