//! A text field with its label, hint and error; and the summary above a form (requirement A28).

use leptos::html;
use leptos::prelude::*;

use super::wording as w;
use crate::infra::browser;
use crate::infra::http::CallError;
use crate::infra::live::{live, words};

/// Something to correct: which field, and the sentence that stands at the field and in the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Id of the input.
    pub id: String,
    /// What to do.
    pub text: String,
}

impl Wrong {
    /// One wrong field.
    pub fn at(id: &str, text: impl Into<String>) -> Vec<Self> {
        vec![Self { id: id.to_owned(), text: text.into() }]
    }

    /// What a refusal says; without named fields it stands at `id`. `offline` is said when there is no signal.
    pub fn of(error: CallError, id: &str, offline: &str) -> Vec<Self> {
        match error {
            CallError::Offline => Self::at(id, offline),
            CallError::Unreadable => Self::at(id, w::UNREADABLE),
            CallError::Refused(problem) if problem.fields.is_empty() => Self::at(id, problem.detail),
            CallError::Refused(problem) => {
                problem.fields.into_iter().map(|f| Self { id: f.field, text: f.detail }).collect()
            }
        }
    }
}

/// Everything that is wrong in a form, on top of it; takes the focus each time it is filled.
#[component]
pub fn Summary(
    /// What is wrong; set anew at every try.
    wrong: RwSignal<Vec<Wrong>>,
) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        mark_title(!wrong.read().is_empty());
        if let (Some(heading), false) = (heading.get(), wrong.read().is_empty()) {
            heading.focus().unwrap_or_default();
        }
    });
    on_cleanup(|| mark_title(false));
    let lines = move || {
        let line = |wrong: Wrong| {
            let id = wrong.id.clone();
            let jump = move |event: web_sys::MouseEvent| {
                event.prevent_default();
                if let Some(field) = browser::by_id(&id) {
                    field.focus().unwrap_or_default();
                }
            };
            view! { <li><a href=format!("#{}", wrong.id) on:click=jump>{wrong.text}</a></li> }.into_any()
        };
        wrong.get().into_iter().map(line).collect_view().into_any()
    };
    let any = Memo::new(move |_| !wrong.read().is_empty());
    let summary = move || {
        view! {
            <div class="error summary">
                <h2 tabindex="-1" node_ref=heading>{words(move || w::to_correct(wrong.read().len()))}</h2>
                <ul>{live(lines)}</ul>
            </div>
        }
        .into_any()
    };
    live(move || any.get().then(summary).into_any())
}

/// 出错： in front of the title of the tab, for those who hear it first.
/// Says in the title of the tab that something is wrong, or no longer.
pub fn mark_title(wrong: bool) {
    let title = browser::document().title();
    let bare = title.strip_prefix(w::WRONG_TITLE).unwrap_or(&title);
    let marked = if wrong { format!("{}{bare}", w::WRONG_TITLE) } else { bare.to_owned() };
    if marked != title {
        browser::document().set_title(&marked);
    }
}

/// What is particular about a field's keyboard.
#[derive(Clone, Copy)]
pub struct Keys {
    /// `type`
    pub kind: &'static str,
    /// `inputmode`
    pub mode: &'static str,
    /// `autocomplete`
    pub complete: &'static str,
    /// Most characters that can be typed; generous, since blanks are allowed.
    pub most: &'static str,
}

/// One line of text. Nothing is checked while typing, so input methods and full-width digits work (A31).
#[component]
pub fn Field(
    /// Id of the input, and name of the field in refusals.
    id: &'static str,
    /// Label.
    label: &'static str,
    /// Below the label.
    #[prop(optional)]
    hint: &'static str,
    /// Keyboard.
    keys: Keys,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong in the form.
    wrong: RwSignal<Vec<Wrong>>,
    /// Brings what was typed into its readable form when the field is left.
    #[prop(optional)]
    tidy: Option<fn(&str) -> Option<String>>,
) -> impl IntoView {
    let error = Memo::new(move |_| wrong.read().iter().find(|w| w.id == id).map(|w| w.text.clone()));
    let leave = move |_| {
        if let Some(tidied) = tidy.and_then(|tidy| tidy(&value.read_untracked())) {
            value.set(tidied);
        }
    };
    let about = move || error.get().map_or_else(|| format!("{id}-hint"), |_| format!("{id}-error {id}-hint"));
    let said = move || {
        let text = error.get();
        text.map(|text| view! { <p class="error" id=format!("{id}-error")>{text}</p> }.into_any()).into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <small class="dim" id=format!("{id}-hint")>{hint}</small>
            {live(said)}
            <input id=id name=id type=keys.kind inputmode=keys.mode autocomplete=keys.complete maxlength=keys.most enterkeyhint="next"
                aria-invalid=move || error.read().is_some().to_string() aria-describedby=about
                prop:value=move || value.get() on:input=move |e| value.set(event_target_value(&e)) on:change=leave/>
        </div>
    }
    .into_any()
}
