//! Free text from people, made safe to store and to show: no NUL, no control characters, no bidi tricks, bounded length.

use serde::{Deserialize, Deserializer, Serialize, de};

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// Nothing left after trimming.
    Empty,
    /// More than `MAX` characters.
    TooLong,
    /// Holds a control character or one that reorders text.
    Forbidden,
}

impl TextError {
    /// The sentence shown at the field.
    pub fn detail(self, max: usize) -> String {
        match self {
            Self::Empty => "请填写内容。".to_owned(),
            Self::TooLong => format!("最多{max}个字，请删短一些。"),
            Self::Forbidden => "含有不能使用的特殊符号，请删去后再提交。".to_owned(),
        }
    }
}

/// A trimmed, non-empty text of at most `MAX` characters. Line breaks are `\n`. The server also brings it to NFC.
///
/// ```
/// use yunlin_api::text::{Text, TextError};
/// assert_eq!(Text::<9>::new(" 楼道灯坏了\r\n").map(|t| t.as_str().to_owned()), Ok("楼道灯坏了".to_owned()));
/// assert_eq!(Text::<9>::new("a\u{0}b"), Err(TextError::Forbidden));
/// assert_eq!(Text::<9>::new("a\u{202e}b"), Err(TextError::Forbidden));
/// assert_eq!(Text::<3>::new("一二三四"), Err(TextError::TooLong));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// Checks and trims.
    pub fn new(raw: &str) -> Result<Self, TextError> {
        clean(raw, MAX).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::new(&raw).map_err(|e| de::Error::custom(e.detail(MAX)))
    }
}

/// The same check for a length that is known only at run time.
pub fn clean(raw: &str, max: usize) -> Result<String, TextError> {
    let clean = raw.replace("\r\n", "\n").replace('\r', "\n");
    let clean = clean.trim();
    if clean.is_empty() {
        return Err(TextError::Empty);
    }
    if clean.chars().any(is_forbidden) {
        return Err(TextError::Forbidden);
    }
    if clean.chars().count() > max {
        return Err(TextError::TooLong);
    }
    Ok(clean.to_owned())
}

/// Control characters but line breaks, and characters that reorder or hide text.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(u32::from(c), 0xFFFE | 0xFFFF | 0xE0000..=0xE007F)
}

#[cfg(feature = "openapi")]
impl<const MAX: usize> utoipa::PartialSchema for Text<MAX> {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .min_length(Some(1))
            .max_length(Some(MAX))
            .description(Some("No control characters and none that reorder text; trimmed; NFC."))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl<const MAX: usize> utoipa::ToSchema for Text<MAX> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("Text{MAX}").into()
    }
}
