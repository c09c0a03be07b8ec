//! The answers as 核对信息 shows them: label, value in words, and the page where it can be changed.

use yunlin_api::forms::{Answer, Answers, FieldKind, Form, FormField, visible};

use super::{Key, Told, grouped};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Page that it stands on.
    pub step: String,
    /// Label; in a row with the number of the row.
    pub label: String,
    /// Value in words; empty for photos and for what was left out.
    pub value: String,
    /// Photos.
    pub photos: Vec<String>,
    /// Known already, so not to be changed here.
    pub known: bool,
}

/// Every answer that counts, in the order of the form. `community` names a community.
pub fn lines(form: &Form, answers: &Answers, told: &Told, community: impl Fn(&str) -> String) -> Vec<Line> {
    let mut out = Vec::new();
    for step in form.steps.iter().filter(|s| visible(s.when.as_ref(), answers)) {
        let Some(repeat) = &step.repeat else {
            let keyed = step.fields.iter().map(|f| (Key::Field(f.id.clone()), f, String::new()));
            out.extend(
                keyed.filter_map(|(key, f, head)| line(&step.id, &key, f, &head, answers, told, &community)),
            );
            continue;
        };
        let Some(Answer::Rows(rows)) = answers.get(&step.id) else { continue };
        for row in 0..rows.len() {
            let head = format!("{}{}：", repeat.one, row + 1);
            for f in &step.fields {
                let key = Key::Row { step: step.id.clone(), row, field: f.id.clone() };
                out.extend(line(&step.id, &key, f, &head, answers, told, &community));
            }
        }
    }
    out
}

fn line(
    step: &str,
    key: &Key,
    field: &FormField,
    head: &str,
    answers: &Answers,
    told: &Told,
    community: &impl Fn(&str) -> String,
) -> Option<Line> {
    let label = format!("{head}{}", field.label);
    let step = step.to_owned();
    if let Some(value) = told.of_field(field) {
        return Some(Line { step, label, value: value.to_owned(), photos: Vec::new(), known: true });
    }
    if !visible(field.when.as_ref(), &key.around(answers)) {
        return None;
    }
    let answer = key.read(answers);
    let photos = match (&field.kind, answer) {
        (FieldKind::Upload { .. }, Some(Answer::Many(files))) => files.clone(),
        _ => Vec::new(),
    };
    Some(Line { step, label, value: shown(field, answer, community), photos, known: false })
}

/// An answer in words.
pub fn shown(field: &FormField, answer: Option<&Answer>, community: impl Fn(&str) -> String) -> String {
    match (&field.kind, answer) {
        (FieldKind::Upload { .. }, _) | (_, None | Some(Answer::Rows(_))) => String::new(),
        (FieldKind::Choice { options }, Some(Answer::Text(value))) => {
            options.iter().find(|o| o.value == *value).map_or_else(|| value.clone(), |o| o.label.clone())
        }
        (FieldKind::Many { options }, Some(Answer::Many(values))) => {
            let labels = options.iter().filter(|o| values.contains(&o.value)).map(|o| o.label.clone());
            labels.collect::<Vec<_>>().join("、")
        }
        (_, Some(Answer::Many(values))) => values.join("、"),
        (FieldKind::Community, Some(Answer::Text(slug))) => community(slug),
        (FieldKind::Date { .. }, Some(Answer::Text(day))) => day_in_words(day),
        (FieldKind::Month { .. }, Some(Answer::Text(month))) => month_in_words(month),
        (FieldKind::Number { unit, .. }, Some(Answer::Text(n))) => format!("{n}{unit}"),
        (kind, Some(Answer::Text(value))) => grouped(kind, value),
    }
}

fn day_in_words(day: &str) -> String {
    let parts: Vec<&str> = day.split('-').collect();
    match parts[..] {
        [y, m, d] => format!("{y}年{}月{}日", m.trim_start_matches('0'), d.trim_start_matches('0')),
        _ => day.to_owned(),
    }
}

fn month_in_words(month: &str) -> String {
    month
        .split_once('-')
        .map_or_else(|| month.to_owned(), |(y, m)| format!("{y}年{}月", m.trim_start_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::samples::{form, told};

    #[test]
    fn the_check_page_shows_words_leaves_out_what_does_not_count_and_marks_what_is_known() {
        let answers = Answers::from([
            ("family".to_owned(), Answer::Text("no".into())),
            ("members".to_owned(), Answer::Rows(vec![Answers::new()])),
            ("card".to_owned(), Answer::Text("6222020200012345678".into())),
            ("photo".to_owned(), Answer::Many(vec!["a".into()])),
        ]);
        let lines = lines(&form(), &answers, &told(), str::to_owned);
        let values: Vec<&str> = lines.iter().map(|l| l.value.as_str()).collect();
        assert_eq!(values, ["张*", "选no", "6222 0202 0001 2345 678", ""]);
        assert!(lines[0].known && !lines[1].known);
        assert_eq!(lines[3].photos, ["a"]);
    }

    #[test]
    fn rows_are_numbered() {
        let row = Answers::from([("name2".to_owned(), Answer::Text("李*".into()))]);
        let answers = Answers::from([
            ("family".to_owned(), Answer::Text("yes".into())),
            ("members".to_owned(), Answer::Rows(vec![row.clone(), row])),
        ]);
        let lines = lines(&form(), &answers, &told(), str::to_owned);
        let labels: Vec<&str> =
            lines.iter().map(|l| l.label.as_str()).filter(|l| l.contains("成员")).collect();
        assert_eq!(labels, ["家庭成员1：name2的问题", "家庭成员2：name2的问题"]);
    }

    #[test]
    fn days_and_months_are_said_in_words() {
        assert_eq!(day_in_words("1990-03-07"), "1990年3月7日");
        assert_eq!(month_in_words("2026-12"), "2026年12月");
    }
}
