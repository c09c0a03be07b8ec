//! Our own number of a case: `YYYYMMDD-NNNNNN-C` (requirement G10). The six digits are random; C is a check digit (ISO 7064 MOD 11,10).

use serde::{Deserialize, Deserializer, Serialize, de};

/// Not a case number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberError;

impl NumberError {
    /// The sentence shown at the field.
    pub const fn detail(self) -> &'static str {
        "办件编号是15位数字，写法如20261122-000418-7，请核对。"
    }
}

/// A well-formed number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct CaseNumber(String);

impl CaseNumber {
    /// From its parts: day `YYYYMMDD` and a number below one million.
    pub fn make(day: &str, random: u32) -> Self {
        let body = format!("{day}{:06}", random % 1_000_000);
        let check = check_digit(&body);
        Self(format!("{day}-{:06}-{check}", random % 1_000_000))
    }

    /// Reads what somebody typed: full-width digits, spaces and missing hyphens are taken.
    ///
    /// ```
    /// use yunlin_api::cases::CaseNumber;
    /// let made = CaseNumber::make("20261122", 418);
    /// assert_eq!(CaseNumber::parse(&made.as_str().replace('-', " ")), Ok(made.clone()));
    /// let mut wrong = made.as_str().to_owned();
    /// wrong.replace_range(9..10, "9");
    /// assert!(CaseNumber::parse(&wrong).is_err());
    /// ```
    pub fn parse(raw: &str) -> Result<Self, NumberError> {
        let digits = crate::identity::half_width(raw);
        if digits.len() != 15 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NumberError);
        }
        let (body, check) = digits.split_at(14);
        if check_digit(body).to_string() != check {
            return Err(NumberError);
        }
        Ok(Self(format!("{}-{}-{check}", &body[..8], &body[8..])))
    }

    /// `YYYYMMDD-NNNNNN-C`
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For reading aloud: every digit apart, a pause between the groups.
    pub fn spoken(&self) -> String {
        self.0
            .split('-')
            .map(|g| g.chars().map(String::from).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
            .join("，")
    }
}

/// ISO 7064 MOD 11,10: finds every wrong digit and every swap of neighbours.
fn check_digit(body: &str) -> u32 {
    let mut p = 10;
    for digit in body.bytes() {
        let sum = (p + u32::from(digit - b'0')) % 10;
        p = (if sum == 0 { 10 } else { sum }) * 2 % 11;
    }
    (11 - p) % 10
}

impl<'de> Deserialize<'de> for CaseNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).map_err(|e| de::Error::custom(e.detail()))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for CaseNumber {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[0-9]{8}-[0-9]{6}-[0-9]$"))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for CaseNumber {}
