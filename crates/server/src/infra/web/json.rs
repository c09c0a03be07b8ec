//! Reads a JSON body: every string in NFC, no key twice, and an error that names the field.

use serde::de::{self, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use unicode_normalization::{UnicodeNormalization, is_nfc};
use yunlin_api::problem::Code;

use super::error::ApiError;

/// Parses the body into a tree of normalised values.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, ApiError> {
    let clean: Clean = serde_json::from_slice(bytes).map_err(|_| ApiError::new(Code::Malformed))?;
    Ok(clean.0)
}

/// Reads the typed input; a wrong field becomes a 422 that names it.
pub(super) fn typed<T: DeserializeOwned>(tree: Value) -> Result<T, ApiError> {
    serde_path_to_error::deserialize(tree).map_err(|e| {
        let path = e.path().to_string();
        field_error(&path, &e.inner().to_string())
    })
}

/// Turns serde's message into a field and a sentence.
pub(super) fn field_error(path: &str, message: &str) -> ApiError {
    let named = message.split('`').nth(1).unwrap_or_default();
    let inside = |name: &str| if path == "." { name.to_owned() } else { format!("{path}.{name}") };
    if message.starts_with("unknown field") {
        let field = if path.ends_with(named) { path.to_owned() } else { inside(named) };
        return ApiError::field(field, "这里不认识这一项，请更新到最新版本后再试。");
    }
    if message.starts_with("missing field") {
        return ApiError::field(inside(named), "请填写这一项。");
    }
    if message.starts_with("unknown variant") {
        return ApiError::field(path, "请从列出的选项里选一个。");
    }
    if is_our_sentence(message) {
        return ApiError::field(path, message);
    }
    ApiError::field(path, "这一项的格式不对，请检查后再提交。")
}

/// Our own types explain themselves in Chinese, full stop included; serde speaks English.
fn is_our_sentence(message: &str) -> bool {
    message.ends_with('。') && message.chars().next().is_some_and(|c| c >= '\u{4e00}')
}

/// Brings a string to NFC.
pub(super) fn to_nfc(s: String) -> String {
    if is_nfc(&s) { s } else { s.nfc().collect() }
}

/// A value whose strings are in NFC and whose objects hold no key twice.
struct Clean(Value);

impl<'de> de::Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CleanVisitor).map(Self)
    }
}

struct CleanVisitor;

impl<'de> Visitor<'de> for CleanVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, v: bool) -> Result<Value, E> {
        Ok(v.into())
    }

    fn visit_i64<E>(self, v: i64) -> Result<Value, E> {
        Ok(v.into())
    }

    fn visit_u64<E>(self, v: u64) -> Result<Value, E> {
        Ok(v.into())
    }

    fn visit_f64<E>(self, v: f64) -> Result<Value, E> {
        Ok(v.into())
    }

    fn visit_str<E>(self, v: &str) -> Result<Value, E> {
        Ok(Value::String(to_nfc(v.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Clean(value)) = seq.next_element()? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((key, Clean(value))) = map.next_entry::<String, Clean>()? {
            if object.insert(to_nfc(key), value).is_some() {
                return Err(de::Error::custom("a key stands twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_become_nfc_also_behind_escapes() {
        assert_eq!(parse(br#"{"a":"e\u0301"}"#).unwrap()["a"], "é");
    }

    #[test]
    fn a_key_that_stands_twice_is_refused() {
        assert!(parse(br#"{"a":1,"a":2}"#).is_err());
    }
}
