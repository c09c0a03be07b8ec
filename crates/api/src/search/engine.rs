//! The engine: entries in, ranked entries out.

use std::collections::HashMap;

use super::index::{Entry, Index};
use super::phrase::{Phrase, level_weight, plain};
use super::synonyms;
use super::tokens::{Key, Unit, tokens, units};

/// A ranked result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Position in the entries given to [`Engine::new`].
    pub entry: usize,
    /// Higher is better; comparable within one query only.
    pub score: f32,
}

/// Candidates that are compared phrase by phrase.
const CANDIDATES: usize = 40;
/// A synonym counts this much of what was typed.
const SYNONYM: f32 = 0.38;
/// Parts of the score: tokens, best phrase, word-for-word, exact.
const W_TOKENS: f32 = 1.0;
const W_PHRASE: f32 = 1.15;
const W_CONTAINS: f32 = 0.22;
const W_EXACT: f32 = 0.6;
/// Results below this share of the best possible score are noise.
const FLOOR: f32 = 0.16;

/// Search over a fixed set of entries.
pub struct Engine {
    entries: Vec<Entry>,
    index: Index,
    phrases: Vec<Vec<Phrase>>,
}

impl Engine {
    /// Builds the index; some milliseconds for the whole catalogue.
    pub fn new(entries: Vec<Entry>) -> Self {
        let index = Index::build(&entries);
        let phrases = entries
            .iter()
            .map(|e| {
                let title = std::iter::once(Phrase::new(&e.title, 1.0));
                title.chain(e.words.iter().map(|w| Phrase::new(w, 0.97))).collect()
            })
            .collect();
        Self { entries, index, phrases }
    }

    /// The entries, in the order given.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Best first; empty when nothing fits well enough to be worth a tap.
    pub fn search(&self, query: &str) -> Vec<Found> {
        let units = units(&meaningful(query));
        let weighted = self.weigh(&units, query);
        let typed_sum: f32 = weighted.iter().filter(|(_, _, typed)| *typed).map(|(_, w, _)| w).sum();
        let mut scores: HashMap<u16, f32> = HashMap::new();
        for (key, weight, _) in &weighted {
            for (entry, field) in self.index.postings(*key) {
                *scores.entry(*entry).or_default() += weight * field;
            }
        }
        let letters: Vec<&str> =
            units.iter().filter_map(|u| if let Unit::Letters(l) = u { Some(l.as_str()) } else { None }).collect();
        let mut found: Vec<Found> = scores
            .into_iter()
            .map(|(entry, score)| Found { entry: usize::from(entry), score: W_TOKENS * score / typed_sum.max(1.0) })
            .collect();
        sort(&mut found);
        found.truncate(CANDIDATES);
        if !letters.is_empty() {
            self.add_letters(&letters, &mut found);
        }
        let typed: Vec<(Key, f32)> = weighted.iter().filter(|w| w.2).map(|(k, w, _)| (*k, *w)).collect();
        self.compare_phrases(&mut found, &typed, typed_sum, &plain(&meaningful(query)));
        sort(&mut found);
        let best = found.first().map_or(0.0, |f| f.score);
        found.retain(|f| f.score >= FLOOR && f.score >= best * 0.3);
        found
    }

    /// Tokens of the query with their weights; the flag tells typed ones from synonyms.
    fn weigh(&self, units: &[Unit], query: &str) -> Vec<(Key, f32, bool)> {
        let weight = |key: Key| self.index.idf(key) * level_weight(key);
        let mut out: Vec<(Key, f32, bool)> = tokens(units).into_iter().map(|k| (k, weight(k), true)).collect();
        // A query in pinyin has no characters, so its sounds carry the full weight.
        if !units.iter().any(|u| matches!(u, Unit::Char(_))) {
            out.iter_mut().for_each(|(_, w, _)| *w *= 2.0);
        }
        let mut seen: std::collections::HashSet<Key> = out.iter().map(|(k, _, _)| *k).collect();
        for synonym in synonyms::expand(query) {
            for key in tokens(&super::tokens::units(synonym)) {
                let is_text = matches!(super::tokens::level_of(key), super::tokens::Level::Pair);
                if is_text && seen.insert(key) {
                    out.push((key, weight(key) * SYNONYM, false));
                }
            }
        }
        out
    }

    /// Entries whose initials the letters are.
    fn add_letters(&self, letters: &[&str], found: &mut Vec<Found>) {
        for (entry, phrases) in self.phrases.iter().enumerate() {
            let fit = letters
                .iter()
                .map(|l| phrases.iter().map(|p| p.letters_fit(l)).fold(0.0, f32::max))
                .fold(0.0, f32::max);
            if fit <= 0.0 {
                continue;
            }
            match found.iter_mut().find(|f| f.entry == entry) {
                Some(known) => known.score += fit,
                None => found.push(Found { entry, score: fit }),
            }
        }
    }

    fn compare_phrases(&self, found: &mut [Found], typed: &[(Key, f32)], typed_sum: f32, plain_query: &str) {
        for candidate in found {
            let phrases = &self.phrases[candidate.entry];
            let mut best = 0.0_f32;
            let (mut contains, mut equals) = (false, false);
            for phrase in phrases {
                best = best.max(phrase.similarity(typed, typed_sum.max(0.001), &self.index));
                contains |= phrase.contains_either(plain_query);
                equals |= phrase.equals(plain_query);
            }
            candidate.score += W_PHRASE * best;
            candidate.score += if contains { W_CONTAINS } else { 0.0 } + if equals { W_EXACT } else { 0.0 };
        }
    }
}

/// The query without words that carry no meaning, unless nothing else is left.
fn meaningful(query: &str) -> String {
    let mut rest = query.to_owned();
    for word in synonyms::EMPTY {
        rest = rest.replace(word, " ");
    }
    if plain(&rest).chars().count() >= 2 { rest } else { query.to_owned() }
}

/// Best first; equal scores in catalogue order.
fn sort(found: &mut [Found]) {
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
}
