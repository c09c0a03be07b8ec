//! What of a form shows, given the answers so far.

use super::{Answer, Answers, Form, FormStep, When};

/// Whether a condition on other answers lets something show.
pub fn visible(when: Option<&When>, answers: &Answers) -> bool {
    visible_in_row(when, &Answers::new(), answers)
}

/// The same inside a row of a repeated group: its own fields are asked first, then those of the form.
pub fn visible_in_row(when: Option<&When>, row: &Answers, answers: &Answers) -> bool {
    let Some(when) = when else { return true };
    match row.get(&when.field).or_else(|| answers.get(&when.field)) {
        Some(Answer::Text(value)) => when.is.contains(value),
        Some(Answer::Many(values)) => values.iter().any(|v| when.is.contains(v)),
        _ => false,
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
