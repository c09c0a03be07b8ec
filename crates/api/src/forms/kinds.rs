//! One answer to one question: brought into one shape, or refused with a sentence.

use uuid::Uuid;

use super::wording as say;
use super::{Answer, Choice, DateRange, FieldKind, FormField, days, long_day};
use crate::calendar::Day;
use crate::identity::{IdNumber, IdNumberError, Phone, half_width};
use crate::text::{TextError, clean};

/// Most characters of an address.
const ADDRESS_MAX: usize = 120;
/// Least characters of an address.
const ADDRESS_MIN: usize = 4;
/// Most characters of a name.
const NAME_MAX: usize = 40;
/// Longest slug of a community.
const SLUG_MAX: usize = 60;

/// Whether nothing was answered.
pub(super) fn is_blank(answer: Option<&Answer>) -> bool {
    match answer {
        None => true,
        Some(Answer::Text(text)) => text.trim().is_empty(),
        Some(Answer::Many(values)) => values.iter().all(|v| v.trim().is_empty()),
        Some(Answer::Rows(rows)) => rows.iter().all(|row| row.values().all(|a| is_blank(Some(a)))),
    }
}

/// A good answer in its one shape. `answer` is not blank.
pub(super) fn value(field: &FormField, answer: &Answer, today: &str) -> Result<Answer, String> {
    match (&field.kind, answer) {
        (FieldKind::Many { options }, Answer::Many(values)) => many(field, options, values).map(Answer::Many),
        (FieldKind::Upload { min, max, .. }, Answer::Many(ids)) => {
            uploads(field, (*min, *max), ids).map(Answer::Many)
        }
        (FieldKind::Many { .. } | FieldKind::Upload { .. }, _) => Err(say::SHAPE.to_owned()),
        (_, Answer::Text(raw)) => single(field, raw, today).map(Answer::Text),
        _ => Err(say::SHAPE.to_owned()),
    }
}

/// Kinds with one value.
fn single(field: &FormField, raw: &str, today: &str) -> Result<String, String> {
    let ours = |sentence: &str| sentence.to_owned();
    match &field.kind {
        FieldKind::Text { max, lines } => text(field, raw, usize::from(*max), *lines),
        FieldKind::Name => name(raw).ok_or_else(|| ours(say::NAME)),
        FieldKind::IdNumber => id_number(raw, today).map_err(|e| ours(e.detail())),
        FieldKind::Phone => Phone::new(raw).map(|p| p.as_str().to_owned()).map_err(|e| ours(e.detail())),
        FieldKind::AnyPhone => any_phone(raw).ok_or_else(|| ours(say::ANY_PHONE)),
        FieldKind::BankCard => bank_card(raw).ok_or_else(|| ours(say::CARD)),
        FieldKind::BankAccount => bank_account(raw).ok_or_else(|| ours(say::ACCOUNT)),
        FieldKind::Money { min, max } => {
            let fen = fen(raw).filter(|fen| (*min..=*max).contains(fen));
            fen.map(yuan).ok_or_else(|| say::money(field, &yuan(*min), &yuan(*max)))
        }
        FieldKind::Date { range, min_days, max_days } => {
            let day = days::day(raw).ok_or_else(|| ours(say::DATE))?;
            in_range(field, day, *range, today, false)
                .and_then(|day| in_days(field, day, (*min_days, *max_days), today))
        }
        FieldKind::Month { range } => {
            let month = days::month(raw).ok_or_else(|| ours(say::MONTH))?;
            in_range(field, month, *range, today.get(..7).unwrap_or(today), true)
        }
        FieldKind::Number { min, max, unit } => {
            number(raw, *min, *max, unit).ok_or_else(|| say::number(field, *min, *max, unit))
        }
        FieldKind::Choice { options } => {
            let known = options.iter().find(|o| o.value == raw);
            known.map(|o| o.value.clone()).ok_or_else(|| say::choice(field))
        }
        FieldKind::Address => address(field, raw),
        FieldKind::Community => community(raw).ok_or_else(|| say::choice(field)),
        FieldKind::Many { .. } | FieldKind::Upload { .. } => Err(ours(say::SHAPE)),
    }
}

/// Free text; one line is kept on one line.
fn text(field: &FormField, raw: &str, max: usize, lines: bool) -> Result<String, String> {
    let raw = raw.replace('\t', " ");
    let raw = if lines { raw } else { raw.replace("\r\n", " ").replace(['\r', '\n'], " ") };
    clean(&raw, max).map_err(|e| match e {
        TextError::Empty => say::missing(field),
        TextError::TooLong => say::long(field, max),
        TextError::Forbidden => say::forbidden(field),
    })
}

/// A name as on the ID card: letters of any script, the middle dot of minority names, spaces only between Latin words.
fn name(raw: &str) -> Option<String> {
    let raw = clean(raw, NAME_MAX * 2).ok()?;
    let dot = |c: char| if matches!(c, '•' | '・' | '‧' | '．' | '●') { '·' } else { c };
    let mut name: String = raw.chars().map(dot).collect();
    if !name.chars().any(|c| c.is_ascii_alphabetic()) {
        name.retain(|c| !c.is_whitespace());
        name = name.replace('.', "·");
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let inner = |c: char| c.is_alphabetic() || matches!(c, '·' | ' ' | '.' | '-' | '\'');
    let ends = name.starts_with('·') || name.ends_with('·');
    let fits = letters >= 2 && !ends && name.chars().count() <= NAME_MAX && name.chars().all(inner);
    fits.then_some(name)
}

/// An ID number whose owner is born.
fn id_number(raw: &str, today: &str) -> Result<String, IdNumberError> {
    let number = IdNumber::new(raw)?;
    if number.born().as_str() > today {
        return Err(IdNumberError::Date);
    }
    Ok(number.as_str().to_owned())
}

/// A mobile, a landline with its area code, or a local number of seven or eight digits.
fn any_phone(raw: &str) -> Option<String> {
    if let Ok(mobile) = Phone::new(raw) {
        return Some(mobile.as_str().to_owned());
    }
    let digits: String = half_width(raw).replace(['(', ')', '（', '）'], "");
    let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
    let local = matches!(digits.len(), 7 | 8) && digits.starts_with(|c| matches!(c, '2'..='9'));
    let with_area = matches!(digits.len(), 10..=12) && digits.starts_with('0') && !digits.starts_with("00");
    (all_digits && (local || with_area)).then_some(digits)
}

/// 12 to 19 digits with the check digit of Luhn.
fn bank_card(raw: &str) -> Option<String> {
    let digits = half_width(raw);
    let fits = (12..=19).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let worth = |(i, b): (usize, u8)| {
        let digit = u32::from(b - b'0');
        if i % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
    };
    let sum = || digits.bytes().rev().enumerate().map(worth).sum::<u32>();
    let zeros = || digits.bytes().all(|b| b == b'0');
    (fits && !zeros() && sum().is_multiple_of(10)).then_some(digits)
}

/// 8 to 30 digits, as in a passbook.
fn bank_account(raw: &str) -> Option<String> {
    let digits = half_width(raw);
    let fits = (8..=30).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (fits && digits.bytes().any(|b| b != b'0')).then_some(digits)
}

/// The fen of an amount in yuan as people type it, at most two decimals: `1,234.5元`.
///
/// ```
/// use yunlin_api::forms::fen;
/// assert_eq!(fen("１，２３４．５元"), Some(123_450));
/// assert_eq!(fen("1234.50"), Some(123_450));
/// assert_eq!(fen("0.123"), None);
/// ```
pub fn fen(raw: &str) -> Option<i64> {
    if raw.trim_start().starts_with(['-', '－', '—']) {
        return None;
    }
    let narrow = half_width(&raw.trim().replace(['．', '。'], ".")).replace([',', '，'], "");
    let narrow = narrow.strip_suffix('元').unwrap_or(&narrow);
    let (yuan, rest) = narrow.split_once('.').unwrap_or((narrow, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if yuan.is_empty() || yuan.len() > 12 || rest.len() > 2 || !digits(yuan) || !digits(rest) {
        return None;
    }
    format!("{yuan}{rest:0<2}").parse().ok()
}

/// An amount of fen in yuan with two decimals.
fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// A day within so many days of today.
fn in_days(
    field: &FormField,
    value: String,
    (min, max): (Option<i32>, Option<i32>),
    today: &str,
) -> Result<String, String> {
    let Some((day, today)) = Day::parse(&value).zip(Day::parse(today)) else { return Ok(value) };
    if let Some(first) = min.map(|days| today.plus(days)).filter(|first| day < *first) {
        return Err(say::too_early(field, &long_day(&first.to_string())));
    }
    if let Some(last) = max.map(|days| today.plus(days)).filter(|last| day > *last) {
        return Err(say::too_late(field, &long_day(&last.to_string())));
    }
    Ok(value)
}

/// ISO texts of one length compare as days do.
fn in_range(
    field: &FormField,
    value: String,
    range: DateRange,
    now: &str,
    month: bool,
) -> Result<String, String> {
    match range {
        DateRange::Past if value.as_str() > now => Err(say::not_past(field)),
        DateRange::Future if value.as_str() < now => Err(say::not_future(field, month)),
        _ => Ok(value),
    }
}

/// A whole number; its unit and thousands separators may be typed along.
fn number(raw: &str, min: i64, max: i64, unit: &str) -> Option<String> {
    let trimmed = raw.trim();
    let negative = trimmed.starts_with(['-', '－']);
    let digits = half_width(trimmed).replace([',', '，'], "");
    let digits = digits.strip_suffix(unit).unwrap_or(&digits);
    if digits.is_empty() || digits.len() > 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let size: i64 = digits.parse().ok()?;
    let number = if negative { -size } else { size };
    (min..=max).contains(&number).then(|| number.to_string())
}

/// An address somebody can find.
fn address(field: &FormField, raw: &str) -> Result<String, String> {
    let address = text(field, raw, ADDRESS_MAX, false)?;
    if address.chars().count() < ADDRESS_MIN {
        return Err(say::ADDRESS.to_owned());
    }
    Ok(address)
}

/// The form of a slug; whether it is served is for the server.
fn community(raw: &str) -> Option<String> {
    let slug = raw.trim();
    let fits = slug.len() <= SLUG_MAX
        && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    (fits && slug.starts_with(|c: char| c.is_ascii_lowercase())).then(|| slug.to_owned())
}

/// Known choices, each once, in the order of the form.
fn many(field: &FormField, options: &[Choice], values: &[String]) -> Result<Vec<String>, String> {
    let known = |value: &String| options.iter().any(|o| o.value == *value);
    if !values.iter().all(known) {
        return Err(say::choice(field));
    }
    let chosen = options.iter().map(|o| &o.value).filter(|value| values.contains(value));
    Ok(chosen.cloned().collect())
}

/// Ids of photos, each once, in the order in which they were taken.
fn uploads(field: &FormField, (min, max): (u8, u8), ids: &[String]) -> Result<Vec<String>, String> {
    let mut good: Vec<String> = Vec::new();
    for id in ids {
        let id = Uuid::parse_str(id.trim()).map_err(|_| say::PHOTO.to_owned())?.to_string();
        if !good.contains(&id) {
            good.push(id);
        }
    }
    if good.len() < usize::from(min) {
        return Err(say::photos_missing(field, min));
    }
    if good.len() > usize::from(max) {
        return Err(say::photos_many(field, max));
    }
    Ok(good)
}

#[cfg(test)]
#[path = "kinds_tests.rs"]
mod tests;
