//! Toneless readings of the common characters, and the cutting of typed letters into syllables.
//!
//! `pinyin.txt` has one line per syllable: the syllable, a space, its characters. A character with several readings stands
//! in several lines.

use std::collections::HashMap;
use std::sync::OnceLock;

struct Table {
    syllables: HashMap<&'static str, u16>,
    names: Vec<&'static str>,
    /// Sorted by character, so that the readings of one stand together.
    readings: Vec<(char, u16)>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { syllables: HashMap::new(), names: Vec::new(), readings: Vec::new() };
        for line in include_str!("pinyin.txt").lines() {
            let Some((syllable, chars)) = line.split_once(' ') else { continue };
            let Ok(number) = u16::try_from(table.names.len()) else { break };
            table.names.push(syllable);
            table.syllables.insert(syllable, number);
            for c in chars.chars() {
                table.readings.push((c, number));
            }
        }
        table.readings.sort_unstable();
        table
    })
}

/// Readings of a character, each with the number of its syllable; empty for a rare one.
pub fn readings(c: char) -> &'static [(char, u16)] {
    let all = &table().readings;
    let start = all.partition_point(|(other, _)| *other < c);
    let len = all[start..].iter().take_while(|(other, _)| *other == c).count();
    &all[start..start + len]
}

/// Whether the character can be read as this syllable.
pub fn reads_as(c: char, syllable: u16) -> bool {
    readings(c).iter().any(|(_, s)| *s == syllable)
}

/// First letters of the readings of a character.
pub fn initials(c: char) -> impl Iterator<Item = u8> {
    let names = &table().names;
    readings(c).iter().filter_map(move |(_, s)| names.get(usize::from(*s))?.bytes().next())
}

/// Longest syllable: zhuang, chuang, shuang.
const LONGEST: usize = 6;

/// Cuts letters into the fewest full syllables; `None` when they are not pinyin throughout or a single vowel-less run.
///
/// A last unfinished syllable (being typed) is dropped when at least one full syllable stands before it.
pub fn split(letters: &str) -> Option<Vec<u16>> {
    let whole = cut(letters);
    if whole.is_some() {
        return whole;
    }
    let enough = |end: &usize| *end >= 2 && letters.len() - end < LONGEST;
    (1..letters.len()).rev().filter(enough).find_map(|end| cut(&letters[..end]).filter(|s| s.len() > 1))
}

fn cut(letters: &str) -> Option<Vec<u16>> {
    let syllables = &table().syllables;
    // best[i]: fewest syllables that make up the first i letters, with the last of them.
    let mut best: Vec<Option<(usize, usize, u16)>> = vec![None; letters.len() + 1];
    for end in 1..=letters.len() {
        for start in end.saturating_sub(LONGEST)..end {
            let before = if start == 0 { Some(0) } else { best[start].map(|(n, _, _)| n) };
            let (Some(before), Some(number)) = (before, syllables.get(&letters[start..end])) else {
                continue;
            };
            if best[end].is_none_or(|(n, _, _)| before + 1 < n) {
                best[end] = Some((before + 1, start, *number));
            }
        }
    }
    let mut out = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (_, start, number) = best[end]?;
        out.push(number);
        end = start;
    }
    out.reverse();
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_cut_into_the_fewest_syllables() {
        assert_eq!(split("shengyubaoxian").map(|s| s.len()), Some(4));
        assert_eq!(split("dibao").map(|s| s.len()), Some(2));
        assert_eq!(split("dbsq"), None);
    }

    #[test]
    fn an_unfinished_last_syllable_is_left_out() {
        assert_eq!(split("dibaosh").map(|s| s.len()), Some(2));
    }

    #[test]
    fn a_character_with_two_readings_has_both() {
        assert!(readings('长').len() >= 2);
    }
}
