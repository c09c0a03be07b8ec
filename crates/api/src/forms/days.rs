//! Days and months as people type them.

/// Numbers in a text, digits in any width, separated by whatever is no digit: `2026年3月15日`, `2026-3-15`, `20260315`.
fn numbers(raw: &str) -> Vec<String> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let text: String = raw.trim().chars().map(narrow).collect();
    let is_separator =
        |c: char| c.is_whitespace() || matches!(c, '-' | '－' | '—' | '/' | '.' | '年' | '月' | '日' | '号');
    if text.chars().any(|c| !c.is_ascii_digit() && !is_separator(c)) {
        return Vec::new();
    }
    text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

/// Year and month that exist.
fn real_month(year: &str, month: &str) -> Option<(u32, u32)> {
    let fits = year.len() == 4 && month.len() <= 2;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    (fits && (1900..=2100).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

/// Days of a month.
fn last_day(year: u32, month: u32) -> u32 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A real day as `YYYY-MM-DD`.
pub(super) fn day(raw: &str) -> Option<String> {
    let parts = numbers(raw);
    let (year, month, day) = match parts.as_slice() {
        [all] if all.len() == 8 => (&all[..4], &all[4..6], &all[6..]),
        [year, month, day] if day.len() <= 2 => (year.as_str(), month.as_str(), day.as_str()),
        _ => return None,
    };
    let (year, month) = real_month(year, month)?;
    let day: u32 = day.parse().ok()?;
    (1..=last_day(year, month)).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// A real month as `YYYY-MM`.
pub(super) fn month(raw: &str) -> Option<String> {
    let parts = numbers(raw);
    let (year, month) = match parts.as_slice() {
        [all] if all.len() == 6 => (&all[..4], &all[4..]),
        [year, month] => (year.as_str(), month.as_str()),
        _ => return None,
    };
    let (year, month) = real_month(year, month)?;
    Some(format!("{year:04}-{month:02}"))
}

#[cfg(test)]
mod tests {
    use super::{day, month};

    #[test]
    fn days_are_read_as_people_type_them() {
        for raw in ["20260315", "2026-3-15", "２０２６年３月１５日", " 2026/03/15 ", "2026.3.15", "2026 3 15"]
        {
            assert_eq!(day(raw).as_deref(), Some("2026-03-15"), "{raw}");
        }
        assert_eq!(day("2024-02-29").as_deref(), Some("2024-02-29"));
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        for raw in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "26-3-15",
            "1899-01-01",
            "明天",
            "2026-3",
            "2026-3-015",
            "+2026-3-1",
        ] {
            assert_eq!(day(raw), None, "{raw}");
        }
    }

    #[test]
    fn months_are_read_and_bounded() {
        for raw in ["202603", "2026-3", "2026年03月", "２０２６／３".replace('／', "/").as_str()] {
            assert_eq!(month(raw).as_deref(), Some("2026-03"), "{raw}");
        }
        for raw in ["2026", "2026-13", "3-2026", "20260", "2026-0"] {
            assert_eq!(month(raw), None, "{raw}");
        }
    }
}
