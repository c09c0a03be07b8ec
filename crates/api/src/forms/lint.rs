//! Rules that every published form keeps; a test runs them over `data/forms`.

use std::collections::BTreeMap;

use super::{AGREE, Choice, FieldIs, FieldKind, Form, FormField, FormStep, Known, REFUSE, When, days};
use crate::files::FILES_MAX;
use crate::privacy::Tag;

/// Longest title, in characters.
const TITLE_MAX: usize = 12;
/// Most fields on one page, hidden ones included.
const FIELDS_MAX: usize = 6;
/// How a basis says that it is a separate consent.
const SEPARATELY: &str = "单独同意";
/// Whoever draws a question says 选填 where it may stay empty.
const OPTIONAL_TWICE: [&str; 4] = ["选填", "（可以不", "（没有就不填", "（可以先不"];
/// Papers that whoever gets hold of the photo could use elsewhere.
const ID_PAPERS: [&str; 7] = ["身份证", "居住证", "户口簿", "结婚证", "离婚证", "出生医学证明", "银行卡"];
/// Most rows of a repeated group.
const ROWS_MAX: u8 = 10;

/// Values that a condition may name, by key of the field; none for fields that are no choice.
type Earlier<'f> = BTreeMap<&'f str, Option<&'f [Choice]>>;

impl Form {
    /// What breaks the rules, in words for whoever writes forms. Empty for a good form.
    pub fn lint(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let title = self.title.chars().count();
        note(&mut wrong, !(1..=TITLE_MAX).contains(&title), || {
            format!("title has {title} characters, not 1 to {TITLE_MAX}")
        });
        note(&mut wrong, self.version == 0, || "version starts at 1".to_owned());
        let published = days::day(&self.published_on);
        note(&mut wrong, published.as_ref() != Some(&self.published_on), || {
            "published_on is no YYYY-MM-DD".to_owned()
        });
        note(&mut wrong, self.declaration.trim().is_empty(), || "declaration is empty".to_owned());
        note(&mut wrong, self.steps.is_empty(), || "no steps".to_owned());
        let fields = || self.steps.iter().flat_map(|s| &s.fields);
        let asks_id = fields().any(|f| f.known == Some(Known::IdNumber));
        note(&mut wrong, asks_id && !self.real_name, || {
            "the applicant's ID number needs real_name".to_owned()
        });
        let photos: usize = fields()
            .map(|f| if let FieldKind::Upload { max, .. } = f.kind { usize::from(max) } else { 0 })
            .sum();
        note(&mut wrong, photos > FILES_MAX, || {
            format!("{photos} photos, more than {FILES_MAX} (requirement G16)")
        });
        let mut earlier = Earlier::new();
        let mut keys = Vec::new();
        for step in &self.steps {
            lint_step(step, &mut earlier, &mut keys, &mut wrong);
        }
        lint_consents(self, &mut wrong);
        wrong
    }
}

fn note(wrong: &mut Vec<String>, bad: bool, what: impl Fn() -> String) {
    if bad {
        wrong.push(what());
    }
}

fn lint_step<'f>(
    step: &'f FormStep,
    earlier: &mut Earlier<'f>,
    keys: &mut Vec<&'f str>,
    wrong: &mut Vec<String>,
) {
    let id = &step.id;
    lint_key(id, keys, wrong);
    note(wrong, step.title.trim().is_empty(), || format!("{id}: no title"));
    let count = step.fields.len();
    note(wrong, !(1..=FIELDS_MAX).contains(&count), || {
        format!("{id}: {count} fields, not 1 to {FIELDS_MAX}")
    });
    lint_when(id, step.when.as_ref(), earlier, wrong);
    if let Some(repeat) = &step.repeat {
        let bounds = repeat.min <= repeat.max && (1..=ROWS_MAX).contains(&repeat.max);
        note(wrong, !bounds || repeat.one.trim().is_empty(), || format!("{id}: bad repeat"));
    }
    let mut inside = earlier.clone();
    for field in &step.fields {
        lint_key(&field.id, keys, wrong);
        lint_when(&field.id, field.when.as_ref(), &inside, wrong);
        lint_field(field, step.repeat.is_some(), wrong);
        let options = match &field.kind {
            FieldKind::Choice { options } | FieldKind::Many { options } => Some(options.as_slice()),
            _ => None,
        };
        inside.insert(&field.id, options);
    }
    if step.repeat.is_none() {
        *earlier = inside;
    }
}

/// A field that claims a separate consent hangs on a question that asks for one, and that question can be answered both ways.
fn lint_consents(form: &Form, wrong: &mut Vec<String>) {
    let fields = || form.steps.iter().filter(|s| s.repeat.is_none()).flat_map(|s| &s.fields);
    let asking: Vec<&str> = fields().filter(|f| f.separate_consent).map(|f| f.id.as_str()).collect();
    for field in form.steps.iter().flat_map(|s| &s.fields) {
        let id = &field.id;
        if field.separate_consent {
            let both = matches!(&field.kind, FieldKind::Choice { options }
                if options.iter().map(|o| o.value.as_str()).eq([AGREE, REFUSE]));
            note(wrong, !both || !asking.contains(&id.as_str()), || {
                format!(
                    "{id}: a separate consent is a choice of {AGREE} and {REFUSE}, outside of repeated groups"
                )
            });
        } else if field.basis.contains(SEPARATELY) {
            let agreed = |is: &FieldIs| asking.contains(&is.field.as_str()) && is.is == [AGREE];
            let hangs = |when: &When| match when {
                When::Any { any } => any.iter().all(agreed),
                one_or_all => one_or_all.parts().iter().any(agreed),
            };
            note(wrong, !field.when.as_ref().is_some_and(hangs), || {
                format!("{id}: no separate consent is asked for before")
            });
        }
    }
}

/// Keys are short, plain and unique, pages and fields together: both name answers.
fn lint_key<'f>(key: &'f str, keys: &mut Vec<&'f str>, wrong: &mut Vec<String>) {
    let plain = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.len() <= 32
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    note(wrong, !plain, || format!("{key}: keys are a-z, 0-9 and _, at most 32"));
    note(wrong, keys.contains(&key), || format!("{key}: stands twice"));
    keys.push(key);
}

/// A condition names a choice that was asked before, and values that it has.
fn lint_when(key: &str, when: Option<&When>, earlier: &Earlier<'_>, wrong: &mut Vec<String>) {
    let Some(when) = when else { return };
    note(wrong, when.parts().is_empty(), || format!("{key}: condition on nothing"));
    for part in when.parts() {
        match earlier.get(part.field.as_str()) {
            Some(Some(options)) => {
                let known = |value: &String| options.iter().any(|o| o.value == *value);
                note(wrong, part.is.is_empty() || !part.is.iter().all(known), || {
                    format!("{key}: condition names unknown values")
                });
            }
            Some(None) => wrong.push(format!("{key}: condition on {}, which is no choice", part.field)),
            None => wrong.push(format!("{key}: condition on {}, which is not asked before", part.field)),
        }
    }
}

fn lint_field(field: &FormField, repeated: bool, wrong: &mut Vec<String>) {
    let id = &field.id;
    note(wrong, field.label.trim().is_empty(), || format!("{id}: no label"));
    note(wrong, OPTIONAL_TWICE.iter().any(|words| field.label.contains(words)), || {
        format!("{id}: the label says that it may stay empty, which is said anyway")
    });
    let told = !field.purpose.trim().is_empty() && !field.basis.trim().is_empty();
    note(wrong, field.tag.is_personal() && !told, || format!("{id}: personal without purpose and basis"));
    note(wrong, !tag_fits(field), || format!("{id}: tag {:?} does not fit the kind", field.tag));
    note(wrong, field.known.is_some() && (repeated || !known_fits(field)), || {
        format!("{id}: known does not fit")
    });
    match &field.kind {
        FieldKind::Choice { options } | FieldKind::Many { options } => lint_options(id, options, wrong),
        FieldKind::Text { max, .. } => {
            note(wrong, !(1..=1000).contains(max), || format!("{id}: max is not 1 to 1000"));
        }
        FieldKind::Number { min, max, .. } | FieldKind::Money { min, max } => {
            note(wrong, min > max, || format!("{id}: min above max"));
        }
        FieldKind::Date { min_days: Some(min), max_days: Some(max), .. } => {
            note(wrong, min > max, || format!("{id}: min_days above max_days"));
        }
        FieldKind::Upload { min, max, watermark } => {
            let about = |paper: &&str| field.label.contains(*paper) || field.hint.contains(*paper);
            note(wrong, !watermark && ID_PAPERS.iter().any(about), || {
                format!("{id}: photos of ID papers carry the watermark (requirement G16)")
            });
            let bad = min > max || *max == 0 || usize::from(*max) > FILES_MAX;
            note(wrong, bad, || format!("{id}: an upload takes 1 to {FILES_MAX} photos"));
        }
        _ => {}
    }
}

/// At least two, each once.
fn lint_options(id: &str, options: &[Choice], wrong: &mut Vec<String>) {
    note(wrong, options.len() < 2, || format!("{id}: fewer than two choices"));
    for (i, option) in options.iter().enumerate() {
        let twice = options[..i].iter().any(|o| o.value == option.value || o.label == option.label);
        note(wrong, twice, || format!("{id}: {} stands twice", option.value));
        let plain = !option.value.is_empty()
            && option.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        note(wrong, !plain || option.label.trim().is_empty(), || {
            format!("{id}: bad choice {:?}", option.value)
        });
    }
}

/// Kinds that always hold one thing are tagged so.
fn tag_fits(field: &FormField) -> bool {
    match field.kind {
        FieldKind::Name => field.tag == Tag::Name,
        FieldKind::IdNumber => field.tag == Tag::IdNumber,
        FieldKind::Phone | FieldKind::AnyPhone => field.tag == Tag::Phone,
        FieldKind::BankCard | FieldKind::BankAccount => field.tag == Tag::Card,
        FieldKind::Address => field.tag == Tag::Address,
        FieldKind::Upload { watermark, .. } => field.tag.is_personal() || !watermark,
        _ => true,
    }
}

fn known_fits(field: &FormField) -> bool {
    matches!(
        (field.known, &field.kind),
        (Some(Known::Name), FieldKind::Name)
            | (Some(Known::IdNumber), FieldKind::IdNumber)
            | (Some(Known::Phone), FieldKind::Phone | FieldKind::AnyPhone)
    )
}

#[cfg(test)]
#[path = "lint_tests.rs"]
mod tests;
