//! Fields that are asked again because they stand on a list of what was missing.

use yunlin_api::forms::{FieldKind, FormField, FormStep};

/// The field as it is asked again: to be answered, whatever it hung on in the form.
pub fn asked_again(field: &FormField) -> FormField {
    let kind = match field.kind.clone() {
        FieldKind::Upload { min, max, watermark } => FieldKind::Upload { min: min.max(1), max, watermark },
        other => other,
    };
    FormField { when: None, known: None, optional: false, kind, ..field.clone() }
}

/// Such fields as one page, for the check.
pub fn page_again(fields: Vec<FormField>) -> FormStep {
    FormStep {
        id: String::new(),
        title: String::new(),
        hint: String::new(),
        when: None,
        repeat: None,
        fields,
    }
}
