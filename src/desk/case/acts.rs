//! What the staff may do now, exactly as the server says; each act opens its form, and the form keeps what was typed.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::{KeyboardEvent, SubmitEvent};
use yunlin_api::cases::{CaseAction, Queue};
use yunlin_api::desk::{Colleague, GetColleagues};
use yunlin_api::endpoint::Endpoint;

use super::build::{self, Typed};
use super::fields::Area;
use super::files::{self, Attach};
use super::fill_in::{self, FillIn};
use super::supplement::AskList;
use super::work::{Said, Work, text_name};
use crate::desk::ask;
use crate::desk::{labels, states, wording_acts, wording_case as wc};
use crate::infra::clock;
use crate::infra::live::words;

/// Acts that stand in the bar, in this order; the others wait below 更多.
const FRONT: [CaseAction; 6] = [
    CaseAction::Accept,
    CaseAction::AskSupplement,
    CaseAction::Grant,
    CaseAction::Route,
    CaseAction::Supplement,
    CaseAction::Decline,
];

/// Behind them, in this order. What is not named here is not the staff's to do.
const BEHIND: [CaseAction; 10] = [
    CaseAction::CallBack,
    CaseAction::Refuse,
    CaseAction::Message,
    CaseAction::Assign,
    CaseAction::OfficialNo,
    CaseAction::Pause,
    CaseAction::Unpause,
    CaseAction::Resume,
    CaseAction::Withdraw,
    CaseAction::Correct,
];

/// Field of the result papers among the chosen files.
const RESULT: &str = "result";

/// Those of `order` that may be done now.
fn allowed(order: &[CaseAction], may: &[CaseAction]) -> Vec<CaseAction> {
    order.iter().copied().filter(|a| may.contains(a)).collect()
}

/// The open form, and the bar of buttons below it.
#[component]
pub fn Acts(work: Work) -> impl IntoView {
    let may = Memo::new(move |_| work.now().map(|case| case.may.clone()).unwrap_or_default());
    let form = move || work.open.get().map(|action| view! { <Form work=work action=action/> });
    let buttons = move |order: &'static [CaseAction]| {
        move || {
            allowed(order, &may.read())
                .into_iter()
                .enumerate()
                .map(|(index, a)| button(work, a, index == 0))
                .collect_view()
        }
    };
    let some = move |order: &'static [CaseAction]| move || !allowed(order, &may.read()).is_empty();
    view! {
        <section class="d-acts no-print" aria-label=wc::ACTS>
            {form}
            <Show when=move || work.open.get().is_none()>
                <Show when=some(&FRONT)><div class="d-buttons">{buttons(&FRONT)}</div></Show>
                <Show when=some(&BEHIND)><details class="d-more-acts"><summary>{wc::MORE_ACTS}</summary><div class="d-buttons">{buttons(&BEHIND)}</div></details></Show>
                <Show when=move || may.read().is_empty()><p class="dim small">{wc::NOTHING_TO_DO}</p></Show>
            </Show>
        </section>
    }
}

fn button(work: Work, action: CaseAction, first: bool) -> AnyView {
    let key = match action {
        CaseAction::Accept => Some("A"),
        CaseAction::AskSupplement => Some("B"),
        CaseAction::Grant => Some("F"),
        CaseAction::Route => Some("Z"),
        _ => None,
    };
    view! {
        <button class="btn" class:primary=first type="button" aria-keyshortcuts=key on:click=move |_| work.open.set(Some(action))>{labels::action(action)}</button>
    }
    .into_any()
}

#[component]
fn Form(work: Work, action: CaseAction) -> impl IntoView {
    let heading = NodeRef::<html::H3>::new();
    let typed_first = wc::note_of(action).is_some();
    Effect::new(move |_| {
        let Some(heading) = heading.get() else { return };
        heading.scroll_into_view();
        // A form that begins with a text puts the cursor there itself.
        if !typed_first {
            heading.focus().unwrap_or_default();
        }
    });
    let queue = RwSignal::new(None::<Queue>);
    let staff = RwSignal::new(None);
    let send = move || match act(work, action, queue.get_untracked(), staff.get_untracked()) {
        Ok(act) => work.act(action, act),
        Err(text) => work.said.set(Some(Said::Bad(text))),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let key = move |event: KeyboardEvent| {
        if is_send(&event) {
            event.prevent_default();
            send();
        }
    };
    let told = move || match work.said.get() {
        Some(Said::Bad(text)) => Some(view! { <p class="error">{text}</p> }),
        _ => None,
    };
    let plain = matches!(action, CaseAction::Unpause | CaseAction::Resume);
    view! {
        <form class="d-card d-form d-act" on:submit=submit on:keydown=key novalidate aria-labelledby="act-title">
            <h3 id="act-title" tabindex="-1" node_ref=heading>{labels::action(action)}</h3>
            {told}
            {plain.then(|| view! { <p>{wc::SURE}</p> })}
            {body(work, action, (queue, staff))}
            <div class="d-buttons">
                <button class="btn primary" type="submit" aria-keyshortcuts="Control+Enter" disabled=move || work.busy.get()>{words(move || if work.busy.get() { wc::DOING.to_owned() } else { wc::confirm(labels::action(action)) })}</button>
                <button class="btn" type="button" on:click=move |_| { work.open.set(None); work.said.set(None); }>{wc::CANCEL}</button>
            </div>
        </form>
    }
}

/// What is typed and chosen for an act.
fn body(
    work: Work,
    action: CaseAction,
    (queue, staff): (RwSignal<Option<Queue>>, RwSignal<Option<Uuid>>),
) -> AnyView {
    match action {
        CaseAction::AskSupplement => view! { <AskList work=work/> }.into_any(),
        CaseAction::Supplement => view! { <FillIn work=work/> }.into_any(),
        CaseAction::Route => view! { <Routes work=work chosen=queue/> }.into_any(),
        CaseAction::Assign => view! { <Staff work=work chosen=staff/> }.into_any(),
        _ => texts(work, action),
    }
}

/// Ctrl+Enter, on a Mac ⌘+Enter; never in the middle of a word that an input method is composing.
fn is_send(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing()
}

fn act(
    work: Work,
    action: CaseAction,
    queue: Option<Queue>,
    staff: Option<Uuid>,
) -> Result<yunlin_api::desk::DeskAct, String> {
    match action {
        CaseAction::AskSupplement => super::supplement::ask(work),
        CaseAction::Supplement => fill_in::fill(work),
        _ => {
            let text = |field: &str| {
                work.texts.read_untracked().get(&text_name(action, field)).cloned().unwrap_or_default()
            };
            let files = if action == CaseAction::Grant { files::stored(work, RESULT)? } else { Vec::new() };
            let (note, remedies, until) = (text("note"), text("remedies"), text("until"));
            build::act(action, &Typed { note, remedies, until, queue, staff, files })
        }
    }
}

/// The texts of an act.
fn texts(work: Work, action: CaseAction) -> AnyView {
    let Some((label, hint, quick)) = wc::note_of(action) else { return ().into_any() };
    let remedies = matches!(action, CaseAction::Refuse | CaseAction::Decline);
    view! {
        <Area work=work name=text_name(action, "note") label=label hint=hint quick=quick first=true/>
        {(action == CaseAction::Pause).then(|| view! { <Until work=work/> })}
        {(action == CaseAction::Grant).then(|| view! { <Attach work=work field=RESULT.to_owned() label=wc::RESULT_FILES/> })}
        {remedies.then(|| view! { <Area work=work name=text_name(action, "remedies") label=wc::REMEDIES hint=wc::REMEDIES_HINT draft=wording_acts::REMEDIES/> })}
    }
    .into_any()
}

/// The day on which a special step will be over.
#[component]
fn Until(work: Work) -> impl IntoView {
    let name = text_name(CaseAction::Pause, "until");
    let typed = name.clone();
    view! {
        <label class="field">{wc::PAUSE_UNTIL}<small class="dim">{wc::PAUSE_UNTIL_HINT}</small>
            <input type="date" min=clock::today() prop:value=move || work.text(&name) on:input=move |e| work.put(&typed, event_target_value(&e))/>
        </label>
    }
}

#[component]
fn Routes(work: Work, chosen: RwSignal<Option<Queue>>) -> impl IntoView {
    let routes = work.case_now().map(|case| case.routes.clone()).unwrap_or_default();
    if let [only] = &routes[..] {
        chosen.set(Some(only.clone()));
    }
    let rows = routes.into_iter().enumerate().map(|(index, queue)| {
        let (name, is) = (labels::queue(&queue), queue.clone());
        view! { <label class="radio"><input type="radio" name="route" autofocus={index == 0} prop:checked=move || chosen.get().as_ref() == Some(&is) on:change=move |_| chosen.set(Some(queue.clone()))/>{name}</label> }
    });
    view! {
        <fieldset><legend>{wc::ROUTE_TO}</legend>{rows.collect_view()}</fieldset>
        <Area work=work name=text_name(CaseAction::Route, "note") label=wc::FOR_COLLEAGUE hint=wc::FOR_COLLEAGUE_HINT/>
    }
}

#[component]
fn Staff(work: Work, chosen: RwSignal<Option<Uuid>>) -> impl IntoView {
    let found = RwSignal::new(ask::Got::<Vec<Colleague>>::Loading);
    spawn_local(async move {
        let answer = ask::read::<GetColleagues>(&[], &[("case", &work.id.to_string())]).await;
        let staff = |all: <GetColleagues as Endpoint>::Out| ask::Got::Ready(all.staff);
        found.try_set(answer.map_or_else(ask::Got::Failed, staff));
    });
    let rows = move || {
        match found.get() {
        ask::Got::Loading => states::waiting(),
        ask::Got::Failed(error) => view! { <p class="error">{ask::sentence(&error)}</p> }.into_any(),
        ask::Got::Ready(staff) if staff.is_empty() => view! { <p>{wc::NO_COLLEAGUE}</p> }.into_any(),
        ask::Got::Ready(staff) => staff
            .into_iter()
            .map(|one| {
                let id = one.id;
                view! { <label class="radio"><input type="radio" name="staff" prop:checked=move || chosen.get() == Some(id) on:change=move |_| chosen.set(Some(id))/><span>{one.name}<small class="dim">" "{one.unit}</small></span></label> }
            })
            .collect_view()
            .into_any(),
    }
    };
    view! { <fieldset><legend>{wc::ASSIGN_TO}</legend>{rows}</fieldset> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_server_allows_is_offered_in_a_fixed_order() {
        let may = [CaseAction::Decline, CaseAction::Accept, CaseAction::Urge, CaseAction::Message];
        assert_eq!(allowed(&FRONT, &may), vec![CaseAction::Accept, CaseAction::Decline]);
        assert_eq!(allowed(&BEHIND, &may), vec![CaseAction::Message]);
    }

    #[test]
    fn every_act_of_the_staff_has_its_place_once() {
        let mut all: Vec<CaseAction> = FRONT.iter().chain(&BEHIND).copied().collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), FRONT.len() + BEHIND.len());
    }
}
