//! The citizen identity number of GB 11643-1999: 17 digits and a check character by ISO 7064 MOD 11-2.

use serde::{Deserialize, Deserializer, Serialize, de};

/// Why a number is refused; each says what to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdNumberError {
    /// Not 18 characters.
    Length,
    /// Something else than digits (and X at the end).
    Characters,
    /// Positions 7–14 are no date, or one in the future.
    Date,
    /// The last character does not fit the others.
    Check,
}

impl IdNumberError {
    /// The sentence shown at the field.
    pub const fn detail(self) -> &'static str {
        match self {
            Self::Length => "身份证号码是18位，请核对后重新填写。",
            Self::Characters => "身份证号码只有数字，最后一位可以是X，请核对。",
            Self::Date => "身份证号码中的出生日期不对，请核对第7到14位。",
            Self::Check => "身份证号码第18位不对，请核对。",
        }
    }
}

/// A well-formed number; says nothing of whether it was issued.
///
/// ```
/// use yunlin_api::identity::{IdNumber, IdNumberError};
/// assert_eq!(IdNumber::new("11010519491231002x").unwrap().as_str(), "11010519491231002X");
/// assert_eq!(IdNumber::new("110105194912310021"), Err(IdNumberError::Check));
/// assert_eq!(IdNumber::new("110105194913310020"), Err(IdNumberError::Date));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct IdNumber(String);

impl IdNumber {
    /// Checks form, date and check character; takes full-width characters, spaces and a small x.
    pub fn new(raw: &str) -> Result<Self, IdNumberError> {
        let text = half_width(raw).to_ascii_uppercase();
        let bytes = text.as_bytes();
        if bytes.len() != 18 {
            return Err(IdNumberError::Length);
        }
        let (body, last) = bytes.split_at(17);
        if !body.iter().all(u8::is_ascii_digit) || !(last[0].is_ascii_digit() || last[0] == b'X') {
            return Err(IdNumberError::Characters);
        }
        if !is_date(&text[6..14]) {
            return Err(IdNumberError::Date);
        }
        if check_character(body) != last[0] {
            return Err(IdNumberError::Check);
        }
        Ok(Self(text))
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Date of birth, `YYYY-MM-DD`.
    pub fn born(&self) -> String {
        format!("{}-{}-{}", &self.0[6..10], &self.0[10..12], &self.0[12..14])
    }

    /// In groups of 6, 8 and 4, as people read it.
    pub fn grouped(&self) -> String {
        format!("{} {} {}", &self.0[..6], &self.0[6..14], &self.0[14..])
    }
}

/// ISO 7064 MOD 11-2 over the first 17 digits.
fn check_character(body: &[u8]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(d, w)| u32::from(d - b'0') * w).sum();
    b"10X98765432"[usize::try_from(sum % 11).unwrap_or(0)]
}

/// A calendar date from 1850 on. Whether it lies in the future is for whoever knows today.
fn is_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0..4), number(4..6), number(6..8));
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1850..=2100).contains(&year) && (1..=last).contains(&day)
}

/// Digits and letters in their narrow form, without spaces and hyphens (requirement A31).
pub fn half_width(raw: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＋' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        _ => c,
    };
    raw.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－' | '—' | '‐')).map(narrow).collect()
}

impl<'de> Deserialize<'de> for IdNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::new(&raw).map_err(|e| de::Error::custom(e.detail()))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for IdNumber {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[0-9]{17}[0-9X]$"))
            .description(Some("Citizen identity number, GB 11643-1999."))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for IdNumber {}
