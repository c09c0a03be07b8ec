//! Answers as people read them: on the check page, on the progress page, in the case panel, on the slip.

use uuid::Uuid;

use super::visible::{visible, visible_in_row};
use super::{Answer, Answers, Askable, FieldKind, Form, FormField};
use crate::identity::{IdNumber, Phone};
use crate::privacy::Tag;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Key, in a repeated group `step.row.field`.
    pub field: String,
    /// Key of the page, for 修改.
    pub step: String,
    /// Label; in a repeated group with its number: 紧急联系人1 · 姓名
    pub label: String,
    /// In clear: choices by their label, days and months in words. Empty for photos.
    pub value: String,
    /// What others see.
    pub masked: String,
    /// What it holds.
    pub tag: Tag,
    /// Photos.
    pub files: Vec<Uuid>,
}

/// One question that the form asks, answered or not.
struct Asked<'f> {
    field: &'f FormField,
    step: &'f str,
    key: String,
    label: String,
    answer: Option<&'f Answer>,
}

/// All answers that the form asks for, in its order. Values need not be good: a draft shows as it is.
pub fn shown(form: &Form, answers: &Answers) -> Vec<Shown> {
    asked(form, answers).into_iter().filter_map(|one| one.answer.map(|answer| line(&one, answer))).collect()
}

/// What can be asked for again: every field that the form asks of this applicant, also one that was left out.
pub fn askable(form: &Form, answers: &Answers) -> Vec<Askable> {
    let one = |one: Asked<'_>| {
        let photo = matches!(one.field.kind, FieldKind::Upload { .. });
        Askable { field: one.key, label: one.label, photo }
    };
    asked(form, answers).into_iter().map(one).collect()
}

/// The questions in their order.
fn asked<'f>(form: &'f Form, answers: &'f Answers) -> Vec<Asked<'f>> {
    let mut all = Vec::new();
    for step in form.steps.iter().filter(|s| visible(s.when.as_ref(), answers)) {
        match (&step.repeat, answers.get(&step.id)) {
            (None, _) => {
                let fields = step.fields.iter().filter(|f| visible(f.when.as_ref(), answers));
                all.extend(fields.map(|field| Asked {
                    field,
                    step: &step.id,
                    key: field.id.clone(),
                    label: field.label.clone(),
                    answer: answers.get(&field.id),
                }));
            }
            (Some(repeat), Some(Answer::Rows(rows))) => {
                for (i, row) in rows.iter().enumerate() {
                    let fields = step.fields.iter();
                    let fields = fields.filter(|f| visible_in_row(f.when.as_ref(), row, answers));
                    all.extend(fields.map(|field| Asked {
                        field,
                        step: &step.id,
                        key: format!("{}.{i}.{}", step.id, field.id),
                        label: format!("{}{} · {}", repeat.one, i + 1, field.label),
                        answer: row.get(&field.id),
                    }));
                }
            }
            _ => {}
        }
    }
    all
}

fn line(one: &Asked<'_>, answer: &Answer) -> Shown {
    let field = one.field;
    let (value, files) = match (&field.kind, answer) {
        (FieldKind::Upload { .. }, Answer::Many(ids)) => {
            (String::new(), ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect())
        }
        (kind, Answer::Text(text)) => (in_words(kind, text), Vec::new()),
        (kind, Answer::Many(values)) => {
            let words: Vec<String> = values.iter().map(|v| in_words(kind, v)).collect();
            (words.join("、"), Vec::new())
        }
        (_, Answer::Rows(_)) => (String::new(), Vec::new()),
    };
    let masked = match answer.text() {
        Some(raw) if field.tag.is_personal() => field.tag.mask(raw),
        _ => field.tag.mask(&value),
    };
    Shown {
        field: one.key.clone(),
        step: one.step.to_owned(),
        label: one.label.clone(),
        value,
        masked,
        tag: field.tag,
        files,
    }
}

/// One value as people read it.
fn in_words(kind: &FieldKind, value: &str) -> String {
    match kind {
        FieldKind::Choice { options } | FieldKind::Many { options } => {
            options.iter().find(|o| o.value == value).map_or_else(|| value.to_owned(), |o| o.label.clone())
        }
        FieldKind::Date { .. } => long_day(value),
        FieldKind::Month { .. } => long_month(value),
        FieldKind::Number { unit, .. } => format!("{value}{unit}"),
        FieldKind::Phone | FieldKind::AnyPhone => {
            Phone::new(value).map_or_else(|_| value.to_owned(), |p| p.grouped())
        }
        FieldKind::IdNumber => IdNumber::new(value).map_or_else(|_| value.to_owned(), |n| n.grouped()),
        FieldKind::BankCard | FieldKind::BankAccount => in_fours(value),
        FieldKind::Money { .. } => format!("{value}元"),
        _ => value.to_owned(),
    }
}

/// `2026-12-01` as 2026年12月1日 (requirement U07); what is no day stays as it is.
pub fn long_day(day: &str) -> String {
    let parts: Vec<u32> = day.split('-').filter_map(|p| p.parse().ok()).collect();
    match parts.as_slice() {
        [year, month, day] => format!("{year}年{month}月{day}日"),
        _ => day.to_owned(),
    }
}

/// `2026-12` as 2026年12月.
pub fn long_month(month: &str) -> String {
    let parts: Vec<u32> = month.split('-').filter_map(|p| p.parse().ok()).collect();
    match parts.as_slice() {
        [year, month] => format!("{year}年{month}月"),
        _ => month.to_owned(),
    }
}

/// A card number in groups of four, as on the card.
fn in_fours(digits: &str) -> String {
    let chars: Vec<char> = digits.chars().collect();
    chars.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
