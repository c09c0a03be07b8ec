//! The order of the pages: which are shown under the answers so far, what is known already, what is wrong.

use serde::{Deserialize, Serialize};
use yunlin_api::forms::{self, Answers, Form, FormErrors, FormField, FormStep, Known, prune, visible};
use yunlin_api::identity::Me;

/// What the server knows of the person, masked; shown and never asked again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    name: String,
    id_number: String,
    phone: String,
}

impl Told {
    /// From the session.
    pub fn of(me: &Me) -> Self {
        Self { name: me.name_masked.clone(), id_number: me.id_masked.clone(), phone: me.phone_masked.clone() }
    }

    /// What the counter knows of whoever stands there; what is empty is not known.
    pub fn at_counter(name: &str, id_number: &str, phone: &str) -> Self {
        let [name, id_number, phone] = [name, id_number, phone].map(|value| value.trim().to_owned());
        Self { name, id_number, phone }
    }

    /// The masked value, if it is known.
    pub fn value(&self, known: Known) -> Option<&str> {
        let value = match known {
            Known::Name => &self.name,
            Known::IdNumber => &self.id_number,
            Known::Phone => &self.phone,
        };
        (!value.is_empty()).then_some(value)
    }

    /// The masked value of a field that is known.
    pub fn of_field(&self, field: &FormField) -> Option<&str> {
        field.known.and_then(|k| self.value(k))
    }
}

/// Whether a field is asked: it shows, and is not known already.
pub fn asked(field: &FormField, answers: &Answers, told: &Told) -> bool {
    told.of_field(field).is_none() && visible(field.when.as_ref(), answers)
}

/// The pages that are shown, in order. One on which nothing is asked is left out.
pub fn shown_steps<'a>(form: &'a Form, answers: &Answers, told: &Told) -> Vec<&'a FormStep> {
    // What hangs on a hidden answer is hidden too.
    let answers = &prune(form, answers);
    let shows = |step: &&FormStep| {
        visible(step.when.as_ref(), answers)
            && (step.repeat.is_some() || step.fields.iter().any(|f| asked(f, answers, told)))
    };
    form.steps.iter().filter(shows).collect()
}

/// The page without what is known: the server fills that in itself.
pub fn without_known(step: &FormStep, told: &Told) -> FormStep {
    let mut step = step.clone();
    step.fields.retain(|f| told.of_field(f).is_none());
    step
}

/// Checks one page by the rules of the server; good answers come back in their final shape.
pub fn step_errors(
    step: &FormStep,
    answers: &Answers,
    told: &Told,
    today: &str,
) -> Result<Answers, FormErrors> {
    forms::check_step(&without_known(step, told), answers, today)
}

/// Checks everything before it is sent.
pub fn checked(form: &Form, answers: &Answers, told: &Told, today: &str) -> Result<Answers, FormErrors> {
    let mut form = form.clone();
    for step in &mut form.steps {
        *step = without_known(step, told);
    }
    forms::check(&form, &prune(&form, answers), today)
}

/// The page that holds a wrong field.
pub fn errors_of<'a>(form: &'a Form, field: &str) -> Option<&'a FormStep> {
    let (head, in_row) = field.split_once('.').map_or((field, false), |(head, _)| (head, true));
    form.steps.iter().find(|s| {
        (in_row && s.id == head)
            || s.fields.iter().any(|f| f.id == field)
            || (s.repeat.is_some() && s.id == field)
    })
}

#[cfg(test)]
mod tests {
    use yunlin_api::forms::Answer;

    use super::*;
    use crate::domain::form::samples::{form, told};

    fn ids(steps: &[&FormStep]) -> Vec<String> {
        steps.iter().map(|s| s.id.clone()).collect()
    }

    #[test]
    fn a_page_shows_only_when_its_condition_holds() {
        let mut answers = Answers::new();
        assert_eq!(ids(&shown_steps(&form(), &answers, &Told::default())), ["who", "work", "papers"]);
        answers.insert("family".into(), Answer::Text("yes".into()));
        assert_eq!(
            ids(&shown_steps(&form(), &answers, &Told::default())),
            ["who", "work", "members", "papers"]
        );
    }

    #[test]
    fn what_is_known_is_not_asked_and_its_page_is_left_out() {
        assert_eq!(ids(&shown_steps(&form(), &Answers::new(), &told())), ["work", "papers"]);
    }

    #[test]
    fn a_wrong_field_is_found_on_its_page_also_inside_a_row() {
        let form = form();
        assert_eq!(errors_of(&form, "card").map(|s| s.id.as_str()), Some("papers"));
        assert_eq!(errors_of(&form, "members.0.name").map(|s| s.id.as_str()), Some("members"));
        assert_eq!(errors_of(&form, "members").map(|s| s.id.as_str()), Some("members"));
        assert_eq!(errors_of(&form, "nothing"), None);
    }
}
