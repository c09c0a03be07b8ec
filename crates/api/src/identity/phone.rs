//! A mainland mobile number.

use serde::{Deserialize, Deserializer, Serialize, de};

/// Why a number is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhoneError;

impl PhoneError {
    /// The sentence shown at the field.
    pub const fn detail(self) -> &'static str {
        "手机号是11位数字，以1开头，请核对后重新填写。"
    }
}

/// Eleven digits, `1[3-9]…`. Full-width digits, spaces, hyphens and a leading +86 are taken and normalised.
///
/// ```
/// use yunlin_api::identity::Phone;
/// assert_eq!(Phone::new("１３８ 0013-8000").unwrap().as_str(), "13800138000");
/// assert_eq!(Phone::new("+86 13800138000").unwrap().grouped(), "138 0013 8000");
/// assert!(Phone::new("12800138000").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Checks and normalises.
    pub fn new(raw: &str) -> Result<Self, PhoneError> {
        let digits = super::id_number::half_width(raw);
        let digits = digits.strip_prefix("+86").unwrap_or(&digits);
        let bytes = digits.as_bytes();
        let fits = bytes.len() == 11
            && bytes.iter().all(u8::is_ascii_digit)
            && bytes[0] == b'1'
            && (b'3'..=b'9').contains(&bytes[1]);
        fits.then(|| Self(digits.to_owned())).ok_or(PhoneError)
    }

    /// The eleven digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people read it: 138 0013 8000.
    pub fn grouped(&self) -> String {
        format!("{} {} {}", &self.0[..3], &self.0[3..7], &self.0[7..])
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::new(&raw).map_err(|e| de::Error::custom(e.detail()))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Phone {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^1[3-9][0-9]{9}$"))
            .description(Some("A mainland mobile number."))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Phone {}
