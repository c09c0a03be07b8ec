//! What of a form shows, given the answers so far.

use super::{Answer, Answers, FieldIs, Form, FormStep, When};

/// Whether a condition on other answers lets something show.
pub fn visible(when: Option<&When>, answers: &Answers) -> bool {
    visible_in_row(when, &Answers::new(), answers)
}

/// The same inside a row of a repeated group: its own fields are asked first, then those of the form.
pub fn visible_in_row(when: Option<&When>, row: &Answers, answers: &Answers) -> bool {
    let Some(when) = when else { return true };
    let holds = |is: &FieldIs| match row.get(&is.field).or_else(|| answers.get(&is.field)) {
        Some(Answer::Text(value)) => is.is.contains(value),
        Some(Answer::Many(values)) => values.iter().any(|v| is.is.contains(v)),
        _ => false,
    };
    match when {
        When::Any { any } => any.iter().any(holds),
        When::One(_) | When::All { .. } => when.parts().iter().all(holds),
    }
}

/// The pages that show, in order; what hangs on a hidden answer is hidden too. For 「第 2 步，共 4 步」.
pub fn steps_shown<'f>(form: &'f Form, answers: &Answers) -> Vec<&'f FormStep> {
    let kept = prune(form, answers);
    form.steps.iter().filter(|step| visible(step.when.as_ref(), &kept)).collect()
}

/// The answers without those that the form does not ask: hidden by a condition, or of an older version. Nothing is checked.
pub fn prune(form: &Form, answers: &Answers) -> Answers {
    let mut kept = Answers::new();
    for step in &form.steps {
        if !visible(step.when.as_ref(), &kept) {
            continue;
        }
        if step.repeat.is_some() {
            if let Some(Answer::Rows(rows)) = answers.get(&step.id) {
                let rows = rows.iter().map(|row| prune_fields(step, row, &kept)).collect();
                kept.insert(step.id.clone(), Answer::Rows(rows));
            }
        } else {
            let of_page = prune_fields(step, answers, &kept);
            kept.extend(of_page);
        }
    }
    kept
}

/// The answers of one page or row that show.
fn prune_fields(step: &FormStep, given: &Answers, earlier: &Answers) -> Answers {
    let mut kept = Answers::new();
    for field in &step.fields {
        if let Some(answer) = given.get(&field.id)
            && visible_in_row(field.when.as_ref(), &kept, earlier)
        {
            kept.insert(field.id.clone(), answer.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(field: &str, value: &str) -> FieldIs {
        FieldIs { field: field.into(), is: vec![value.into()] }
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), Answer::Text((*value).into()))).collect()
    }

    #[test]
    fn a_condition_on_several_fields_asks_for_all_or_for_one() {
        let (one, both) = (answers(&[("a", "yes")]), answers(&[("a", "yes"), ("b", "yes")]));
        let all = When::All { all: vec![is("a", "yes"), is("b", "yes")] };
        let any = When::Any { any: vec![is("a", "yes"), is("b", "yes")] };
        let cases = [(&all, &one, false), (&all, &both, true), (&any, &one, true), (&any, &both, true)];
        for (when, given, shows) in cases {
            assert_eq!(visible(Some(when), given), shows, "{when:?} {given:?}");
        }
        assert!(!visible(Some(&any), &answers(&[("a", "no")])));
    }

    #[test]
    fn conditions_are_read_as_form_files_write_them() {
        let read = |json: &str| serde_json::from_str::<When>(json).ok();
        assert_eq!(read(r#"{"field":"a","is":["x"]}"#), Some(When::on("a", &["x"])));
        let any = When::Any { any: vec![is("a", "x")] };
        assert_eq!(read(r#"{"any":[{"field":"a","is":["x"]}]}"#), Some(any));
        assert_eq!(read(r#"{"field":"a","is":["x"],"not":true}"#), None);
        assert_eq!(read(r#"{"some":[]}"#), None);
    }
}
