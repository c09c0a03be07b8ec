//! The answers as 核对信息 shows them: label, value in words, and the page where it can be changed.

use yunlin_api::forms::{Answers, FieldKind, Form, prune, shown, visible};

use super::Told;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Page that it stands on.
    pub step: String,
    /// Label; in a row with the number of the row.
    pub label: String,
    /// Value in words; empty for photos.
    pub value: String,
    /// Photos.
    pub photos: Vec<String>,
    /// Known already, so not to be changed here.
    pub known: bool,
}

/// Every answer that counts, what is known first. `community` names a community.
pub fn lines(form: &Form, answers: &Answers, told: &Told, community: impl Fn(&str) -> String) -> Vec<Line> {
    let answers = prune(form, answers);
    let known = form.steps.iter().filter(|s| visible(s.when.as_ref(), &answers)).flat_map(|step| {
        step.fields.iter().filter_map(|field| {
            let value = told.of_field(field)?.to_owned();
            let (step, label) = (step.id.clone(), field.label.clone());
            Some(Line { step, label, value, photos: Vec::new(), known: true })
        })
    });
    let mut lines: Vec<Line> = known.collect();
    for one in shown(form, &answers) {
        let field = form.field(&one.field);
        if field.is_some_and(|f| told.of_field(f).is_some()) {
            continue;
        }
        let names_community = field.is_some_and(|f| f.kind == FieldKind::Community);
        let value = if names_community { community(&one.value) } else { one.value };
        let photos = one.files.iter().map(uuid::Uuid::to_string).collect();
        lines.push(Line { step: one.step, label: one.label, value, photos, known: false });
    }
    lines
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yunlin_api::forms::Answer;

    use super::*;
    use crate::domain::form::samples::{form, told};

    #[test]
    fn the_check_page_shows_words_leaves_out_what_does_not_count_and_marks_what_is_known() {
        let photo = Uuid::nil().to_string();
        let answers = Answers::from([
            ("family".to_owned(), Answer::Text("no".into())),
            ("members".to_owned(), Answer::Rows(vec![Answers::new()])),
            ("card".to_owned(), Answer::Text("6222020200012345678".into())),
            ("photo".to_owned(), Answer::Many(vec![photo.clone()])),
        ]);
        let lines = lines(&form(), &answers, &told(), str::to_owned);
        let values: Vec<&str> = lines.iter().map(|l| l.value.as_str()).collect();
        assert_eq!(values, ["张*", "选no", "6222 0202 0001 2345 678", ""]);
        assert!(lines[0].known && !lines[1].known);
        assert_eq!(lines[3].photos, [photo]);
    }

    #[test]
    fn rows_are_numbered() {
        let row = Answers::from([("name2".to_owned(), Answer::Text("李四".into()))]);
        let answers = Answers::from([
            ("family".to_owned(), Answer::Text("yes".into())),
            ("members".to_owned(), Answer::Rows(vec![row.clone(), row])),
        ]);
        let lines = lines(&form(), &answers, &told(), str::to_owned);
        let labels: Vec<&str> =
            lines.iter().map(|l| l.label.as_str()).filter(|l| l.contains("成员")).collect();
        assert_eq!(labels, ["家庭成员1 · name2的问题", "家庭成员2 · name2的问题"]);
    }
}
