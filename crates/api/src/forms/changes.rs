//! What is different between two versions of a form, for a draft that was begun under the older one.

use super::{FieldKind, Form, FormField, FormStep};

/// Keys in the newer form whose answer must be looked at again: new questions, and those that now ask something else.
/// A repeated page is named by its own key. Help texts do not count.
pub fn changed_fields(old: &Form, new: &Form) -> Vec<String> {
    let mut changed = Vec::new();
    for step in &new.steps {
        let before = old.steps.iter().find(|s| s.id == step.id);
        if step.repeat.is_some() {
            if before.is_none_or(|b| !same_group(b, step)) {
                changed.push(step.id.clone());
            }
            continue;
        }
        for field in &step.fields {
            let was = old
                .steps
                .iter()
                .filter(|s| s.repeat.is_none())
                .find_map(|s| s.fields.iter().find(|f| f.id == field.id).map(|f| (s, f)));
            if was.is_none_or(|(s, f)| s.when != step.when || !same_question(f, field)) {
                changed.push(field.id.clone());
            }
        }
    }
    changed
}

/// Whether a repeated page asks the same.
fn same_group(old: &FormStep, new: &FormStep) -> bool {
    let fields = old.fields.len() == new.fields.len()
        && old.fields.iter().zip(&new.fields).all(|(a, b)| a.id == b.id && same_question(a, b));
    old.repeat == new.repeat && old.when == new.when && fields
}

/// Whether a field asks the same, for the same purpose. That it may now stay empty changes nothing.
fn same_question(old: &FormField, new: &FormField) -> bool {
    old.label == new.label
        && bare(&old.kind) == bare(&new.kind)
        && (new.optional || !old.optional)
        && old.when == new.when
        && old.tag == new.tag
        && old.purpose == new.purpose
}

/// A kind without the help at its choices.
fn bare(kind: &FieldKind) -> FieldKind {
    let mut kind = kind.clone();
    if let FieldKind::Choice { options } | FieldKind::Many { options } = &mut kind {
        options.iter_mut().for_each(|o| o.hint.clear());
    }
    kind
}
