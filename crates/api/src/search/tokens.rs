//! From typed text to tokens: characters and syllables, single and in pairs.

use super::pinyin;

/// One unit of a text: a Chinese character with its readings, or a syllable or word typed in Latin letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A Chinese character (or digit).
    Char(char),
    /// A full pinyin syllable, by its number.
    Syllable(u16),
    /// Latin letters that are no pinyin: initials, perhaps.
    Letters(String),
}

/// Lower case, half width, without punctuation; runs of Latin letters become syllables where they are pinyin.
pub fn units(text: &str) -> Vec<Unit> {
    let mut out = Vec::new();
    let mut letters = String::new();
    for c in text.chars().map(half_width) {
        if c.is_ascii_alphabetic() {
            letters.push(c.to_ascii_lowercase());
            continue;
        }
        flush(&mut letters, &mut out);
        if c.is_alphanumeric() {
            out.push(Unit::Char(c));
        }
    }
    flush(&mut letters, &mut out);
    out
}

fn flush(letters: &mut String, out: &mut Vec<Unit>) {
    if letters.is_empty() {
        return;
    }
    match pinyin::split(letters) {
        Some(syllables) => out.extend(syllables.into_iter().map(Unit::Syllable)),
        None => out.push(Unit::Letters(letters.clone())),
    }
    letters.clear();
}

/// Full-width letters and digits to ASCII.
fn half_width(c: char) -> char {
    match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    }
}

/// Level of a token, the high bits of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// One character.
    Char = 1,
    /// Two characters in a row.
    Pair = 2,
    /// Two syllables in a row.
    SoundPair = 3,
    /// One syllable.
    Sound = 4,
}

/// A token as a number: level and one or two parts.
pub type Key = u64;

fn key(level: Level, a: u32, b: u32) -> Key {
    ((level as u64) << 56) | (u64::from(a) << 28) | u64::from(b)
}

/// Level of a key.
pub fn level_of(key: Key) -> Level {
    match key >> 56 {
        1 => Level::Char,
        2 => Level::Pair,
        3 => Level::SoundPair,
        _ => Level::Sound,
    }
}

/// All tokens of a text, sorted, without repeats.
pub fn tokens(units: &[Unit]) -> Vec<Key> {
    let mut out = Vec::with_capacity(units.len() * 4);
    let mut before: Option<(&Unit, Sounds)> = None;
    for unit in units {
        let sounds = Sounds::of(unit);
        if let Unit::Char(c) = unit {
            out.push(key(Level::Char, *c as u32, 0));
        }
        out.extend(sounds.iter().map(|s| key(Level::Sound, s, 0)));
        if let Some((last, last_sounds)) = before {
            if let (Unit::Char(a), Unit::Char(b)) = (last, unit) {
                out.push(key(Level::Pair, *a as u32, *b as u32));
            }
            for a in last_sounds.iter() {
                out.extend(sounds.iter().map(|b| key(Level::SoundPair, a, b)));
            }
        }
        before = Some((unit, sounds));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Readings of a unit.
#[derive(Clone, Copy)]
pub enum Sounds {
    /// Those of a character.
    Char(&'static [(char, u16)]),
    /// The syllable typed.
    Syllable(u16),
    /// Letters sound like nothing.
    None,
}

impl Sounds {
    /// The readings of this unit.
    pub fn of(unit: &Unit) -> Self {
        match unit {
            Unit::Char(c) => Self::Char(pinyin::readings(*c)),
            Unit::Syllable(s) => Self::Syllable(*s),
            Unit::Letters(_) => Self::None,
        }
    }

    /// Whether the character has one of these readings.
    pub fn of_char(self, c: char) -> bool {
        match self {
            Self::Char(own) => {
                own.first().is_some_and(|(first, _)| *first == c)
                    || own.iter().any(|(_, s)| pinyin::reads_as(c, *s))
            }
            Self::Syllable(syllable) => pinyin::reads_as(c, syllable),
            Self::None => false,
        }
    }

    fn iter(self) -> impl Iterator<Item = u32> {
        let (of_char, one) = match self {
            Self::Char(readings) => (readings, None),
            Self::Syllable(s) => (&[][..], Some(s)),
            Self::None => (&[][..], None),
        };
        of_char.iter().map(|(_, s)| *s).chain(one).map(u32::from)
    }
}

/// Hasher for keys that are well mixed by one multiplication; the default one guards against attackers that we do not have.
#[derive(Clone, Copy, Default)]
pub struct KeyHasher(u64);

impl std::hash::Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0.rotate_left(5) ^ key).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// A map by token.
pub type KeyMap<T> = std::collections::HashMap<Key, T, std::hash::BuildHasherDefault<KeyHasher>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_punctuation_do_no_harm() {
        assert_eq!(units("低保，"), units("低保"));
        assert_eq!(units("ｄｉｂａｏ"), units("dibao"));
    }

    #[test]
    fn pinyin_meets_characters_on_the_level_of_sound() {
        let typed = tokens(&units("dibao"));
        let named = tokens(&units("低保"));
        assert!(typed.iter().any(|k| level_of(*k) == Level::SoundPair && named.contains(k)));
    }

    #[test]
    fn letters_that_are_no_pinyin_stay_letters() {
        assert_eq!(units("cjrz"), vec![Unit::Letters("cjrz".into())]);
    }
}
