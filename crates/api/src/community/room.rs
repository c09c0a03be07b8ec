//! A room as an address names it: estate, building, unit where the building has several, room number.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::identity::half_width;

/// Most characters of each number.
const LONGEST: usize = 8;

/// Why a room is refused; each says what to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomError {
    /// No estate.
    Estate,
    /// No building, or more than a number.
    Building,
    /// More than a number.
    Unit,
    /// No room, or more than a number.
    Room,
}

impl RoomError {
    /// The sentence shown at the field.
    pub const fn detail(self) -> &'static str {
        match self {
            Self::Estate => "请从列表里选小区。",
            Self::Building => "楼号只填号码，例如3幢填3；3-2这样的，请把幢和单元分开填。",
            Self::Unit => "单元只填号码，例如2单元填2；没有单元不用填。",
            Self::Room => "室号只填号码，例如501室填501。",
        }
    }
}

/// One room, named always the same way: `bolin-gongguan-2/3/2/501`. The unit may be empty.
///
/// ```
/// use yunlin_api::community::{RoomError, RoomKey};
/// let room = RoomKey::new("bolin-gongguan-2", "３幢", "2单元", " 501室").unwrap();
/// assert_eq!(room.as_str(), "bolin-gongguan-2/3/2/501");
/// assert_eq!(room.said("泊林公馆二期"), "泊林公馆二期3幢2单元501室");
/// assert_eq!(RoomKey::parse("bolin-gongguan-2/3//501").unwrap().said("泊林公馆二期"), "泊林公馆二期3幢501室");
/// assert_eq!(RoomKey::new("bolin-gongguan-2", "", "", "501"), Err(RoomError::Building));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct RoomKey(String);

impl RoomKey {
    /// From an estate (its slug) and what was typed; takes full-width characters and the words around the numbers.
    pub fn new(estate: &str, building: &str, unit: &str, room: &str) -> Result<Self, RoomError> {
        let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if estate.is_empty() || estate.len() > 60 || !estate.chars().all(slug) {
            return Err(RoomError::Estate);
        }
        let building = number(building, &["号楼", "幢", "栋", "座", "楼"]).ok_or(RoomError::Building)?;
        let unit = if unit.trim().is_empty() {
            String::new()
        } else {
            number(unit, &["单元"]).ok_or(RoomError::Unit)?
        };
        let room = number(room, &["室", "号"]).ok_or(RoomError::Room)?;
        Ok(Self(format!("{estate}/{building}/{unit}/{room}")))
    }

    /// From its own form.
    pub fn parse(text: &str) -> Result<Self, RoomError> {
        let parts: Vec<&str> = text.split('/').collect();
        let [estate, building, unit, room] = parts[..] else { return Err(RoomError::Estate) };
        Self::new(estate, building, unit, room)
    }

    /// Its own form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Slug of the estate.
    pub fn estate(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// As an address: 「泊林公馆二期3幢2单元501室」.
    pub fn said(&self, estate: &str) -> String {
        let parts: Vec<&str> = self.0.split('/').collect();
        match parts[..] {
            [_, building, "", room] => format!("{estate}{building}幢{room}室"),
            [_, building, unit, room] => format!("{estate}{building}幢{unit}单元{room}室"),
            _ => estate.to_owned(),
        }
    }
}

/// A number of a building, a unit or a room: digits and letters, without the word behind it and without leading zeros.
///
/// `12-1` is no number: whether it means the first unit of the twelfth building or something else is for a person to say.
fn number(typed: &str, words: &[&str]) -> Option<String> {
    if typed.trim().chars().any(|c| c.is_whitespace() || matches!(c, '-' | '－' | '—' | '‐')) {
        return None;
    }
    let narrow = half_width(typed).to_ascii_uppercase();
    let bare = words.iter().find_map(|word| narrow.strip_suffix(word)).unwrap_or(&narrow);
    let bare = bare.trim_start_matches('0');
    let fits = !bare.is_empty() && bare.len() <= LONGEST && bare.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| bare.to_owned())
}

impl fmt::Display for RoomKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RoomKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).map_err(|e| de::Error::custom(e.detail()))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for RoomKey {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some(
                "^[a-z0-9-]{1,60}/[1-9A-Z][0-9A-Z]{0,7}/([1-9A-Z][0-9A-Z]{0,7})?/[1-9A-Z][0-9A-Z]{0,7}$",
            ))
            .examples(["bolin-gongguan-2/3/2/501"])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for RoomKey {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_room_has_one_name_however_it_is_typed() {
        let plain = RoomKey::new("wanfu-shijia", "12", "1", "302").unwrap();
        for (building, unit, room) in [
            ("12幢", "1单元", "302室"),
            ("12栋", "０1", "0302"),
            (" 12号楼 ", "１", "302号"),
            ("12座", "1", "３０２"),
        ] {
            assert_eq!(RoomKey::new("wanfu-shijia", building, unit, room).unwrap(), plain);
        }
        assert_eq!(RoomKey::new("wanfu-shijia", "a幢", "", "12b").unwrap().as_str(), "wanfu-shijia/A//12B");
        assert_eq!(RoomKey::parse(plain.as_str()).unwrap(), plain);
    }

    #[test]
    fn half_an_address_is_refused_with_what_is_missing() {
        assert_eq!(RoomKey::new("", "1", "", "101"), Err(RoomError::Estate));
        assert_eq!(RoomKey::new("wanfu-shijia", "三", "", "101"), Err(RoomError::Building));
        assert_eq!(RoomKey::new("wanfu-shijia", "1", "东", "101"), Err(RoomError::Unit));
        assert_eq!(RoomKey::new("wanfu-shijia", "1", "", ""), Err(RoomError::Room));
        assert_eq!(RoomKey::new("wanfu-shijia", "1", "", "123456789"), Err(RoomError::Room));
        assert!(RoomKey::parse("wanfu-shijia/1/101").is_err());
        for (building, room) in [("12-1", "302"), ("1－21", "302"), ("12", "3-501"), ("1 2", "302")] {
            assert!(RoomKey::new("wanfu-shijia", building, "", room).is_err(), "{building} {room}");
        }
    }
}
