//! Where an answer lies: under its field, or in a row of a repeated group. The server names wrong fields in the same way.

use std::fmt;

use yunlin_api::forms::{Answer, Answers};

/// Place of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A field of its own.
    Field(String),
    /// A field in a row of a repeated group.
    Row {
        /// The group.
        step: String,
        /// From 0.
        row: usize,
        /// The field.
        field: String,
    },
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => f.write_str(field),
            Self::Row { step, row, field } => write!(f, "{step}.{row}.{field}"),
        }
    }
}

impl Key {
    /// The place that a refusal or a list names.
    pub fn parse(name: &str) -> Self {
        let parts: Vec<&str> = name.split('.').collect();
        match parts[..] {
            [step, row, field] => {
                Self::Row { step: step.to_owned(), row: row.parse().unwrap_or(0), field: field.to_owned() }
            }
            _ => Self::Field(name.to_owned()),
        }
    }

    /// Id of the control in the page.
    pub fn dom_id(&self) -> String {
        format!("f-{self}")
    }

    /// The answer that lies there.
    pub fn read<'a>(&self, answers: &'a Answers) -> Option<&'a Answer> {
        match self {
            Self::Field(field) => answers.get(field),
            Self::Row { step, row, field } => match answers.get(step)? {
                Answer::Rows(rows) => rows.get(*row)?.get(field),
                _ => None,
            },
        }
    }

    /// Its single value, empty when there is none.
    pub fn text(&self, answers: &Answers) -> String {
        self.read(answers).and_then(Answer::text).unwrap_or_default().to_owned()
    }

    /// Its several values.
    pub fn many(&self, answers: &Answers) -> Vec<String> {
        match self.read(answers) {
            Some(Answer::Many(values)) => values.clone(),
            _ => Vec::new(),
        }
    }

    /// Puts an answer there, or takes it away.
    pub fn write(&self, answers: &mut Answers, answer: Option<Answer>) {
        let (map, field) = match self {
            Self::Field(field) => (answers, field),
            Self::Row { step, row, field } => {
                let group = answers.entry(step.clone()).or_insert_with(|| Answer::Rows(Vec::new()));
                let Answer::Rows(rows) = group else { return };
                while rows.len() <= *row {
                    rows.push(Answers::new());
                }
                let Some(map) = rows.get_mut(*row) else { return };
                (map, field)
            }
        };
        match answer {
            Some(answer) => map.insert(field.clone(), answer),
            None => map.remove(field),
        };
    }

    /// The answers as a condition beside this field sees them: its own row first, then the rest of the form.
    pub fn around(&self, answers: &Answers) -> Answers {
        let mut all = answers.clone();
        if let Self::Row { step, row, .. } = self
            && let Some(Answer::Rows(rows)) = answers.get(step)
            && let Some(own) = rows.get(*row)
        {
            all.extend(own.clone());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_a_row_is_found_where_it_was_written() {
        let mut answers = Answers::new();
        let key = Key::Row { step: "family".into(), row: 1, field: "name".into() };
        key.write(&mut answers, Some(Answer::Text("张小三".into())));
        assert_eq!(key.to_string(), "family.1.name");
        assert_eq!(Key::parse("family.1.name"), key);
        assert_eq!(key.text(&answers), "张小三");
        key.write(&mut answers, None);
        assert_eq!(key.read(&answers), None);
    }

    #[test]
    fn a_condition_in_a_row_sees_its_own_row_first() {
        let mut answers = Answers::from([("kind".to_owned(), Answer::Text("outer".into()))]);
        let key = Key::Row { step: "family".into(), row: 0, field: "kind".into() };
        key.write(&mut answers, Some(Answer::Text("inner".into())));
        assert_eq!(key.around(&answers).get("kind").and_then(Answer::text), Some("inner"));
    }
}
