//! Comparing a query with single phrases, initials and misspelt pinyin, and marking what matched.

use super::index::Index;
use super::pinyin;
use super::tokens::{Key, Level, Sounds, Unit, level_of, units};

/// A phrase of an entry, cut once when the engine is built.
pub struct Phrase {
    /// Sorted.
    tokens: Vec<Key>,
    /// Sum of what its tokens weigh.
    sum: f32,
    text: String,
    weight: f32,
}

impl Phrase {
    /// A phrase with its tokens; it is weighed once the index is complete.
    pub fn new(text: &str, tokens: Vec<Key>, weight: f32) -> Self {
        Self { tokens, sum: 0.0, text: plain(text), weight }
    }

    /// Sums up what its tokens weigh.
    pub fn weigh(&mut self, index: &Index) {
        self.sum = self.tokens.iter().map(|k| index.weight(*k)).sum();
    }

    /// How much of the query is in this phrase, and how much of this phrase in the query. `query` is sorted by token.
    pub fn cover(&self, query: &[(Key, f32)], query_sum: f32) -> Cover {
        let (mut common, mut pairs_heard, mut own) = (0.0, 0, 0);
        for (key, weight) in query {
            while own < self.tokens.len() && self.tokens[own] < *key {
                own += 1;
            }
            if self.tokens.get(own) == Some(key) {
                common += weight;
                pairs_heard += usize::from(level_of(*key) == Level::SoundPair);
            }
        }
        let (of_query, of_phrase) = ((common / query_sum).min(1.0), (common / self.sum).min(1.0));
        Cover { of_query, of_phrase, pairs_heard }
    }

    /// How well the query and this phrase say the same, 0–1, with an exponent for each side.
    pub fn similarity(&self, cover: Cover, exponents: (f32, f32)) -> f32 {
        if cover.of_query <= 0.0 {
            return 0.0;
        }
        self.weight * cover.of_query.powf(exponents.0) * cover.of_phrase.powf(exponents.1)
    }

    /// How well typed letters fit the initials of this phrase, or its pinyin with one slip, 0–1.
    pub fn letters_fit(&self, letters: &str) -> f32 {
        let chars: Vec<char> = self.text.chars().collect();
        if letters.len() < 2 || chars.len() < letters.len() {
            return 0.0;
        }
        let wanted: Vec<u8> = letters.bytes().collect();
        let fits = |start: usize| {
            wanted.iter().zip(&chars[start..]).all(|(w, c)| {
                pinyin::initials(*c).any(|i| i == *w) || c.to_ascii_lowercase() as u32 == u32::from(*w)
            })
        };
        let starts = 0..=chars.len() - wanted.len();
        let Some(start) = starts.into_iter().find(|s| fits(*s)) else { return 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "short phrases")]
        let coverage = wanted.len() as f32 / chars.len() as f32;
        let place = if start == 0 { 1.0 } else { 0.7 };
        self.weight * place * (0.35 + 0.65 * coverage)
    }

    /// Whether one holds the other, word for word. Texts are only compared where the tokens allow it.
    pub fn overlap(&self, cover: Cover, query: &str) -> Overlap {
        const ALL: f32 = 0.98;
        let long = |s: &str| s.chars().nth(1).is_some();
        if cover.of_query >= ALL && cover.of_phrase >= ALL && self.text == query {
            Overlap::Equal
        } else if cover.of_query >= ALL && long(query) && self.text.contains(query) {
            Overlap::Inside
        } else if cover.of_phrase >= ALL && long(&self.text) && query.contains(&self.text) {
            #[expect(clippy::cast_precision_loss, reason = "short texts")]
            let share = self.text.len() as f32 / query.len().max(1) as f32;
            Overlap::Holds(share)
        } else {
            Overlap::None
        }
    }

    /// Whether it holds one of the words.
    pub fn names(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.text.contains(w))
    }

    /// The same by sound alone, for same-sounding characters and for pinyin; only looked at where enough pairs were heard.
    pub fn sounds_like(&self, cover: Cover, query: &[Sounds]) -> Overlap {
        if cover.pairs_heard == 0 {
            return Overlap::None;
        }
        let own: Vec<char> = self.text.chars().collect();
        let (short, long) = (own.len().min(query.len()), own.len().max(query.len()));
        if cover.pairs_heard + 1 < short {
            return Overlap::None;
        }
        let same = |(c, sounds): (&char, &Sounds)| sounds.of_char(*c);
        let hit = own.windows(short).any(|o| query.windows(short).any(|q| o.iter().zip(q).all(same)));
        if !hit {
            Overlap::None
        } else if own.len() == query.len() {
            Overlap::Equal
        } else if own.len() > query.len() {
            Overlap::Inside
        } else {
            #[expect(clippy::cast_precision_loss, reason = "short texts")]
            Overlap::Holds(short as f32 / long as f32)
        }
    }
}

/// Shares of a query and a phrase that the other one has, 0–1, by weight of their tokens.
#[derive(Clone, Copy, Debug)]
pub struct Cover {
    /// Share of the query.
    pub of_query: f32,
    /// Share of the phrase.
    pub of_phrase: f32,
    /// Pairs of syllables that both have.
    pub pairs_heard: usize,
}

/// How a phrase and a query lie in each other.
pub enum Overlap {
    /// They are the same.
    Equal,
    /// The query stands inside the phrase.
    Inside,
    /// The phrase stands inside the query and makes up this share of it.
    Holds(f32),
    /// Neither.
    None,
}

/// Text without spaces and punctuation.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Pieces of a title with whether they match the query: by characters or, where pinyin was typed, by sound. A single
/// character in common is no match unless a single one was typed.
///
/// ```
/// use yunlin_api::search::highlight;
/// let marked = |title, query| -> String { highlight(title, query).into_iter().filter(|(_, on)| *on).map(|(t, _)| t).collect() };
/// assert_eq!(marked("生育登记", "shengyu"), "生育");
/// assert_eq!(marked("居民养老保险", "没单位怎么交社保"), "");
/// ```
pub fn highlight(title: &str, query: &str) -> Vec<(String, bool)> {
    let typed = units(query);
    let title: Vec<char> = title.chars().collect();
    let same = |c: char, unit: &Unit| match unit {
        Unit::Char(q) => *q == c,
        Unit::Syllable(s) => pinyin::reads_as(c, *s),
        Unit::Letters(_) => false,
    };
    let run = if typed.len() == 1 { 1 } else { 2 };
    let mut on = vec![false; title.len()];
    for (at, window) in title.windows(run).enumerate() {
        let hit = typed.windows(run).any(|units| window.iter().zip(units).all(|(c, unit)| same(*c, unit)));
        if hit {
            on[at..at + run].fill(true);
        }
    }
    let mut out: Vec<(String, bool)> = Vec::new();
    for (c, marked) in title.into_iter().zip(on) {
        match out.last_mut() {
            Some((text, last)) if *last == marked => text.push(c),
            _ => out.push((c.to_string(), marked)),
        }
    }
    out
}
