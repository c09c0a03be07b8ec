//! Checks answers against a form and brings them into one shape. The phone runs it per page, the server over everything.

use super::visible::{visible, visible_in_row};
use super::{Answer, Answers, Form, FormField, FormStep, Repeat, kinds, wording};
use crate::problem::FieldError;

/// Most bytes of all answers together, keys included.
pub const ANSWERS_MAX: usize = 32 * 1024;

/// What is wrong, in the order of the form; `field` is the key of the field, in a repeated group `step.row.field` with rows
/// counted from 0.
pub type FormErrors = Vec<FieldError>;

/// Checks everything. `today` is `YYYY-MM-DD` in the business zone. Good answers come back normalised, and without those
/// whose condition does not hold. Fields that the server knows may be absent: it fills them in and runs [`check_filled`].
pub fn check(form: &Form, answers: &Answers, today: &str) -> Result<Answers, FormErrors> {
    Run { today, known_absent: true }.form(form, answers)
}

/// The same when the known fields have been filled in: what is still absent is asked for.
pub fn check_filled(form: &Form, answers: &Answers, today: &str) -> Result<Answers, FormErrors> {
    Run { today, known_absent: false }.form(form, answers)
}

/// Checks one page. `answers` may hold those of other pages: conditions look at them; only this page's come back.
pub fn check_step(step: &FormStep, answers: &Answers, today: &str) -> Result<Answers, FormErrors> {
    if size(answers) > ANSWERS_MAX {
        return Err(vec![too_much(step.fields.first().map_or(&step.id, |f| &f.id))]);
    }
    let mut errors = FormErrors::new();
    let mut elsewhere = answers.clone();
    elsewhere.retain(|key, _| !step.fields.iter().any(|f| f.id == *key));
    let good = Run { today, known_absent: true }.step(step, answers, &elsewhere, &mut errors);
    if errors.is_empty() { Ok(good) } else { Err(errors) }
}

/// How one check runs.
#[derive(Clone, Copy)]
struct Run<'a> {
    today: &'a str,
    known_absent: bool,
}

impl Run<'_> {
    fn form(self, form: &Form, answers: &Answers) -> Result<Answers, FormErrors> {
        if size(answers) > ANSWERS_MAX {
            return Err(vec![too_much("answers")]);
        }
        let mut errors = FormErrors::new();
        let mut good = Answers::new();
        for step in &form.steps {
            let of_page = self.step(step, answers, &good, &mut errors);
            good.extend(of_page);
        }
        errors.extend(answers.keys().filter(|key| !form.asks(key)).map(|key| unknown(key)));
        if errors.is_empty() { Ok(good) } else { Err(errors) }
    }

    /// One page; `earlier` is what conditions see beyond it.
    fn step(self, step: &FormStep, given: &Answers, earlier: &Answers, errors: &mut FormErrors) -> Answers {
        if !visible(step.when.as_ref(), earlier) {
            return Answers::new();
        }
        match &step.repeat {
            None => self.fields(step, given, earlier, "", errors),
            Some(repeat) => self.rows(step, repeat, given.get(&step.id), earlier, errors),
        }
    }

    /// A repeated group. Rows left blank are dropped where there are enough without them.
    fn rows(
        self,
        step: &FormStep,
        repeat: &Repeat,
        answer: Option<&Answer>,
        earlier: &Answers,
        errors: &mut FormErrors,
    ) -> Answers {
        let rows: &[Answers] = match answer {
            Some(Answer::Rows(rows)) => rows,
            Some(other) if !kinds::is_blank(Some(other)) => {
                errors.push(error(&step.id, wording::SHAPE));
                return Answers::new();
            }
            _ => &[],
        };
        let blank = |row: &Answers| row.values().all(|a| kinds::is_blank(Some(a)));
        let filled = rows.iter().filter(|row| !blank(row)).count();
        let mut good = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            if blank(row) && (filled >= usize::from(repeat.min) || i >= usize::from(repeat.min)) {
                continue;
            }
            let prefix = format!("{}.{i}.", step.id);
            good.push(self.fields(step, row, earlier, &prefix, errors));
            let strange = row.keys().filter(|key| !step.fields.iter().any(|f| f.id == **key));
            errors.extend(strange.map(|key| unknown(&format!("{prefix}{key}"))));
        }
        if good.len() < usize::from(repeat.min) {
            errors.push(error(&step.id, &wording::rows_few(&repeat.one, repeat.min)));
        }
        if good.len() > usize::from(repeat.max) {
            errors.push(error(&step.id, &wording::rows_many(&repeat.one, repeat.max)));
        }
        if good.is_empty() { Answers::new() } else { Answers::from([(step.id.clone(), Answer::Rows(good))]) }
    }

    /// The fields of a page or of a row.
    fn fields(
        self,
        step: &FormStep,
        given: &Answers,
        earlier: &Answers,
        prefix: &str,
        errors: &mut FormErrors,
    ) -> Answers {
        let mut good = Answers::new();
        for field in &step.fields {
            if !visible_in_row(field.when.as_ref(), &good, earlier) {
                continue;
            }
            match self.field(field, given.get(&field.id)) {
                Ok(Some(answer)) => {
                    good.insert(field.id.clone(), answer);
                }
                Ok(None) => {}
                Err(sentence) => errors.push(error(&format!("{prefix}{}", field.id), &sentence)),
            }
        }
        good
    }

    fn field(self, field: &FormField, answer: Option<&Answer>) -> Result<Option<Answer>, String> {
        match answer {
            Some(answer) if !kinds::is_blank(Some(answer)) => {
                kinds::value(field, answer, self.today).map(Some)
            }
            _ if field.optional || field.may_be_empty() => Ok(None),
            _ if field.known.is_some() && self.known_absent => Ok(None),
            _ => Err(wording::missing(field)),
        }
    }
}

/// Bytes of keys and values.
fn size(answers: &Answers) -> usize {
    let one = |answer: &Answer| match answer {
        Answer::Text(text) => text.len(),
        Answer::Many(values) => values.iter().map(|v| v.len() + 3).sum(),
        Answer::Rows(rows) => rows.iter().map(|row| size(row) + 2).sum(),
    };
    answers.iter().map(|(key, answer)| key.len() + one(answer) + 6).sum()
}

fn error(field: &str, detail: &str) -> FieldError {
    FieldError { field: field.to_owned(), detail: detail.to_owned() }
}

fn too_much(field: &str) -> FieldError {
    error(field, wording::TOO_MUCH)
}

/// A key that came from outside is repeated only as far as ours are long.
fn unknown(key: &str) -> FieldError {
    error(&key.chars().take(64).collect::<String>(), wording::UNKNOWN)
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
