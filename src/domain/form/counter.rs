//! A form as a counter asks it: photos may be left out, because the originals were seen.

use yunlin_api::forms::{FieldKind, Form};

/// The form with its photos optional. Those inside a repeated group stay as they are: the server leaves out whole answers only.
pub fn for_counter(mut form: Form) -> Form {
    let single = form.steps.iter_mut().filter(|s| s.repeat.is_none());
    for field in single.flat_map(|s| &mut s.fields) {
        field.optional |= matches!(field.kind, FieldKind::Upload { .. });
    }
    form
}

#[cfg(test)]
mod tests {
    use yunlin_api::forms::{Answer, Answers};

    use super::*;
    use crate::domain::form::checked;
    use crate::domain::form::samples::{form, told};

    #[test]
    fn at_the_counter_only_photos_may_be_left_out() {
        let form = for_counter(form());
        let mut answers = Answers::from([("family".to_owned(), Answer::Text("no".into()))]);
        let wrong = checked(&form, &answers, &told(), "2026-11-22").unwrap_err();
        assert_eq!(wrong.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["card"]);
        answers.insert("card".into(), Answer::Text("6222020200012345670".into()));
        assert!(checked(&form, &answers, &told(), "2026-11-22").is_ok());
    }
}
