//! What completes a case: answers to the list that was asked for, laid into those that were sent before.
//!
//! The list names fields as the check does: `field`, or one field of one row of a repeated page, `kids.0.born`. A row is sent
//! with nothing but what was asked for.

use std::collections::BTreeMap;

use yunlin_api::calendar::Day;
use yunlin_api::forms::{Answer, Answers, Form, FormErrors, check_step, prune};
use yunlin_api::problem::Code;

use crate::infra::web::ApiError;

/// Keys that the form answers, among those of the list; a paper that no field stands for is brought to the counter.
pub(super) fn asked_for(form: Option<&Form>, listed: impl Iterator<Item = String>) -> Vec<String> {
    let is_answer = |key: &String| form.is_some_and(|form| form.field(key).is_some());
    let mut keys: Vec<String> = listed.filter(is_answer).collect();
    keys.dedup();
    keys
}

/// Refuses what was not asked for, and what is lacking where everything is wanted.
pub(super) fn only_asked(asked: &[String], fresh: &Answers, all_wanted: bool) -> Result<(), ApiError> {
    let given = given(fresh);
    if let Some(stray) = given.iter().find(|key| !asked.contains(key)) {
        return Err(ApiError::field(stray, "这一项不在补正清单里，请刷新后按清单补。"));
    }
    match asked.iter().find(|key| all_wanted && !given.contains(key)) {
        Some(key) => Err(ApiError::field(key, "请补上这一项。")),
        None => Ok(()),
    }
}

/// Keys of what was given, down to the fields of a row.
fn given(fresh: &Answers) -> Vec<String> {
    let mut keys = Vec::new();
    for (key, answer) in fresh {
        match answer {
            Answer::Rows(rows) => {
                let of_row = |(row, fields): (usize, &BTreeMap<String, Answer>)| {
                    fields.keys().map(|field| format!("{key}.{row}.{field}")).collect::<Vec<_>>()
                };
                keys.extend(rows.iter().enumerate().flat_map(of_row));
            }
            _ => keys.push(key.clone()),
        }
    }
    keys
}

/// Lays the fresh answers into the old ones; gives what they replace. They were checked by [`only_asked`].
pub(super) fn laid_in(answers: &mut Answers, fresh: &Answers) -> Answers {
    let mut before = Answers::new();
    for (key, answer) in fresh {
        let laid = match (answers.get(key), answer) {
            (Some(Answer::Rows(old)), Answer::Rows(rows)) => patched(old, rows),
            _ => answer.clone(),
        };
        if let Some(old) = answers.insert(key.clone(), laid) {
            before.insert(key.clone(), old);
        }
    }
    before
}

/// Rows with some fields replaced; a row that was never there stays away.
fn patched(old: &[BTreeMap<String, Answer>], fresh: &[BTreeMap<String, Answer>]) -> Answer {
    let mut rows = old.to_vec();
    for (row, fields) in rows.iter_mut().zip(fresh) {
        row.extend(fields.clone());
    }
    Answer::Rows(rows)
}

/// Checks what is fresh among all answers. The others were good on the day on which they came in: what time has overtaken
/// since stands in nobody's way.
pub(super) fn checked(
    form: &Form,
    (answers, fresh): (&Answers, &Answers),
    today: Day,
) -> Result<Answers, ApiError> {
    let (mut all, mut wrong, today) = (answers.clone(), FormErrors::new(), today.to_string());
    let given = given(fresh);
    for step in &form.steps {
        let mut part = step.clone();
        if step.repeat.is_none() {
            part.fields.retain(|field| fresh.contains_key(&field.id));
        } else if !fresh.contains_key(&step.id) {
            continue;
        }
        match check_step(&part, answers, &today) {
            Ok(good) => {
                all.retain(|key, _| *key != step.id && !part.fields.iter().any(|f| f.id == *key));
                all.extend(good);
            }
            Err(errors) => wrong.extend(errors.into_iter().filter(|e| given.contains(&e.field))),
        }
    }
    if wrong.is_empty() {
        return Ok(prune(form, &all));
    }
    Err(ApiError::new(Code::Invalid).with_fields(wrong))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(pairs: &[(&str, &str)]) -> BTreeMap<String, Answer> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), Answer::Text((*value).to_owned()))).collect()
    }

    fn kids(rows: &[&[(&str, &str)]]) -> Answers {
        [("kids".to_owned(), Answer::Rows(rows.iter().map(|pairs| row(pairs)).collect()))].into()
    }

    fn asked(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn one_field_of_one_row_is_replaced_and_nothing_else() {
        let mut answers = kids(&[&[("name", "甲"), ("born", "2020-01-01")], &[("name", "乙")]]);
        let list = asked(&["kids.0.born"]);
        let fresh = kids(&[&[("born", "2021-02-02")]]);
        only_asked(&list, &fresh, true).unwrap();
        let old = answers.clone();
        assert_eq!(laid_in(&mut answers, &fresh), old);
        assert_eq!(answers, kids(&[&[("name", "甲"), ("born", "2021-02-02")], &[("name", "乙")]]));
    }

    #[test]
    fn a_field_beside_the_one_that_was_asked_for_is_refused_and_a_lacking_one_too() {
        let list = asked(&["kids.1.born"]);
        assert!(only_asked(&list, &kids(&[&[], &[("name", "丙"), ("born", "x")]]), true).is_err());
        assert!(only_asked(&list, &kids(&[&[("born", "x")]]), true).is_err(), "another row");
        assert!(only_asked(&list, &Answers::new(), true).is_err());
        only_asked(&list, &Answers::new(), false).unwrap();
    }

    #[test]
    fn a_row_that_was_never_there_stays_away() {
        let mut answers = kids(&[&[("name", "甲")]]);
        laid_in(&mut answers, &kids(&[&[], &[("name", "乙")]]));
        assert_eq!(answers, kids(&[&[("name", "甲")]]));
    }
}
