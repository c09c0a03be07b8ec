//! Controls that are typed into. What is typed is kept at once; digits are put in groups when the field is left.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};
use yunlin_api::forms::FieldKind;

use super::field::Asked;
use super::wording as w;
use crate::domain::form::grouped;
use crate::infra::browser;

/// How the keyboard of the phone looks for a kind: type, inputmode, autocomplete.
fn keyboard(kind: &FieldKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        FieldKind::Phone => ("tel", "tel", "tel"),
        FieldKind::BankCard | FieldKind::BankAccount | FieldKind::Number { .. } => ("text", "numeric", "off"),
        FieldKind::Money { .. } => ("text", "decimal", "off"),
        FieldKind::Name => ("text", "text", "name"),
        FieldKind::Address => ("text", "text", "street-address"),
        // The last character may be an X, so no numeric keyboard.
        _ => ("text", "text", "off"),
    }
}

/// While a word is being composed (pinyin), what stands in the field is not yet what was meant.
pub fn composing(event: &Event) -> bool {
    browser::property(event, "isComposing").is_truthy()
}

/// The control.
pub fn control(asked: &Asked) -> AnyView {
    let (sheet, key, kind) = (asked.sheet, asked.key.clone(), asked.field.kind.clone());
    let value = sheet.answers.with_untracked(|a| grouped(&kind, &key.text(a)));
    let typed = {
        let key = key.clone();
        move |event: Event| {
            if !composing(&event) {
                sheet.set_text(&key, event_target_value(&event));
            }
        }
    };
    let composed = typed.clone();
    let id = key.dom_id();
    let describe = asked.described_by();
    let invalid = asked.invalid();
    if let FieldKind::Text { lines: true, .. } = kind {
        return view! {
            <textarea class="box" id=id rows="4" autocomplete="off" aria-describedby=describe aria-invalid=invalid prop:value=value
                on:input=typed on:compositionend=move |e| composed(e.into())></textarea>
        }
        .into_any();
    }
    let (input_type, mode, complete) = keyboard(&kind);
    let unit = match &kind {
        FieldKind::Number { unit, .. } if !unit.is_empty() => Some(unit.clone()),
        FieldKind::Money { .. } => Some(w::YUAN.to_owned()),
        _ => None,
    };
    let short = matches!(kind, FieldKind::Number { .. } | FieldKind::Money { .. });
    let left = move |event: web_sys::FocusEvent| regroup(event.target(), &kind);
    view! {
        <div class="box-line">
            <input class="box num-box" class:short=short id=id type=input_type inputmode=mode autocomplete=complete spellcheck="false" autocapitalize="off" enterkeyhint="next"
                aria-describedby=describe aria-invalid=invalid prop:value=value on:input=typed on:compositionend=move |e| composed(e.into()) on:blur=left/>
            {unit.map(|unit| view! { <span>{unit}</span> }.into_any())}
        </div>
    }
    .into_any()
}

/// Puts a complete number in groups.
fn regroup(target: Option<web_sys::EventTarget>, kind: &FieldKind) {
    let Some(input) = target.and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else { return };
    let (typed, shown) = (input.value(), grouped(kind, &input.value()));
    if typed != shown {
        input.set_value(&shown);
    }
}
