//! Texts that may stay empty.

use yunlin_api::text::{Text, TextError};

/// What was typed, nothing when that is empty, or the sentence that says what is wrong with it.
pub fn optional<const MAX: usize>(typed: &str) -> Result<Option<Text<MAX>>, String> {
    match Text::new(typed) {
        Ok(text) => Ok(Some(text)),
        Err(TextError::Empty) => Ok(None),
        Err(error) => Err(error.detail(MAX)),
    }
}

#[cfg(test)]
mod tests {
    use super::optional;

    #[test]
    fn nothing_typed_is_nothing_and_what_cannot_be_taken_is_said() {
        assert_eq!(optional::<4>(" \n"), Ok(None));
        assert!(optional::<4>("一二三四").is_ok_and(|text| text.is_some()));
        assert!(optional::<4>("一二三四五").is_err());
    }
}
