//! Fields of the forms: a text that outlives the form, with phrases that are often meant.

use leptos::html;
use leptos::prelude::*;

use super::work::Work;

/// A text of several lines, kept under a name in the case's work.
#[component]
pub fn Area(
    work: Work,
    /// Name of the text.
    #[prop(into)]
    name: String,
    /// Label.
    label: &'static str,
    /// Help below the label.
    #[prop(optional)]
    hint: &'static str,
    /// Phrases to take over.
    #[prop(optional)]
    quick: &'static [&'static str],
    /// What stands there before anybody types.
    #[prop(optional)]
    draft: &'static str,
    /// Takes the focus when it appears.
    #[prop(optional)]
    first: bool,
    /// Number of lines.
    #[prop(default = 3)]
    lines: u8,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    if first {
        Effect::new(move |_| {
            if let Some(field) = field.get() {
                field.focus().unwrap_or_default();
            }
        });
    }
    if !draft.is_empty() && !work.texts.read_untracked().contains_key(&name) {
        work.put(&name, draft.to_owned());
    }
    let (shown, typed) = (name.clone(), name.clone());
    let phrases = quick.iter().map(|phrase| to_take(work, name.clone(), phrase)).collect_view();
    view! {
        <label class="field">{label}{(!hint.is_empty()).then(|| view! { <small class="dim">{hint}</small> })}
            <textarea rows=lines.to_string() node_ref=field prop:value=move || work.text(&shown) on:input=move |e| work.put(&typed, event_target_value(&e))></textarea>
        </label>
        {(!quick.is_empty()).then(|| view! { <p class="d-phrases">{phrases}</p> })}
    }
}

/// A phrase to take over.
fn to_take(work: Work, name: String, phrase: &'static str) -> AnyView {
    let take = move |_| {
        let typed = work.texts.read_untracked().get(&name).cloned().unwrap_or_default();
        work.put(&name, joined(&typed, phrase));
    };
    view! { <button class="d-phrase" type="button" on:click=take>{phrase}</button> }.into_any()
}

/// A phrase behind what is typed, once.
pub fn joined(typed: &str, phrase: &str) -> String {
    let typed = typed.trim_end();
    if typed.contains(phrase) {
        typed.to_owned()
    } else if typed.is_empty() {
        phrase.to_owned()
    } else if typed.ends_with(['。', '；', '，', '？', '！']) {
        format!("{typed}{phrase}")
    } else {
        format!("{typed}，{phrase}")
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_phrase_is_added_once() {
        assert_eq!(joined("", "看不清卡号"), "看不清卡号");
        assert_eq!(joined("缺反面", "看不清卡号"), "缺反面，看不清卡号");
        assert_eq!(joined("缺反面，看不清卡号", "看不清卡号"), "缺反面，看不清卡号");
        assert_eq!(joined("缺反面。", "看不清卡号"), "缺反面。看不清卡号");
    }
}
