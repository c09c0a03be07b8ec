//! The engine: entries in, ranked entries out.

use super::index::{Entry, Index};
use super::phrase::{Overlap, Phrase, plain};
use super::synonyms;
use super::tokens::{Key, Level, Unit, level_of, tokens, units};

/// A ranked result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Position in the entries given to [`Engine::new`].
    pub entry: usize,
    /// Higher is better; comparable within one query only.
    pub score: f32,
}

/// Candidates that are compared phrase by phrase.
const CANDIDATES: usize = 24;

/// How much each kind of evidence counts; found by search over the table of queries (data/search/queries.tsv).
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// A synonym, against what was typed.
    pub synonym: f32,
    /// Tokens anywhere in the entry.
    pub tokens: f32,
    /// The best single phrase.
    pub phrase: f32,
    /// The query word for word inside a phrase.
    pub inside: f32,
    /// A phrase word for word inside the query, by its share of the query.
    pub holds: f32,
    /// A phrase equal to the query.
    pub equal: f32,
    /// Exponent on how much of the query the phrase covers.
    pub cover_query: f32,
    /// Exponent on how much of the phrase the query covers.
    pub cover_phrase: f32,
    /// Results below this are noise.
    pub floor: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            synonym: 0.24,
            tokens: 2.0,
            phrase: 1.36,
            inside: 0.16,
            holds: 0.2,
            equal: 0.33,
            cover_query: 0.86,
            cover_phrase: 0.92,
            floor: 0.24,
        }
    }
}

/// Search over a fixed set of entries.
pub struct Engine {
    entries: Vec<Entry>,
    index: Index,
    phrases: Vec<Vec<Phrase>>,
    weights: Weights,
}

impl Engine {
    /// Builds the index at once; on a slow phone use a [`Builder`].
    pub fn new(entries: Vec<Entry>) -> Self {
        Self::with_weights(entries, Weights::default())
    }

    /// The same with other weights, to try them.
    pub fn with_weights(entries: Vec<Entry>, weights: Weights) -> Self {
        let mut builder = Builder::new(entries);
        while !builder.step(usize::MAX) {}
        Self { weights, ..builder.engine }
    }

    /// The entries, in the order given.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Best first; empty when nothing fits well enough to be worth a tap.
    pub fn search(&self, query: &str) -> Vec<Found> {
        let meant = meaningful(query);
        let units = units(&meant);
        let weighted = self.weigh(&units, query);
        let typed_sum: f32 = weighted.iter().filter(|(_, _, typed)| *typed).map(|(_, w, _)| w).sum();
        let mut scores = vec![0.0_f32; self.entries.len()];
        for (key, weight, _) in &weighted {
            for (entry, field) in self.index.postings(*key) {
                scores[usize::from(*entry)] += weight * field;
            }
        }
        let letters: Vec<&str> = units
            .iter()
            .filter_map(|u| if let Unit::Letters(l) = u { Some(l.as_str()) } else { None })
            .collect();
        let mut found: Vec<Found> = scores
            .into_iter()
            .enumerate()
            .filter(|(_, score)| *score > 0.0)
            .map(|(entry, score)| Found { entry, score: self.weights.tokens * score / typed_sum.max(1.0) })
            .collect();
        sort(&mut found);
        found.truncate(CANDIDATES);
        if !letters.is_empty() {
            self.add_letters(&letters, &mut found);
        }
        let typed: Vec<(Key, f32)> = weighted.iter().filter(|w| w.2).map(|(k, w, _)| (*k, *w)).collect();
        self.compare_phrases(&mut found, &typed, typed_sum, &plain(&meant));
        sort(&mut found);
        let best = found.first().map_or(0.0, |f| f.score);
        found.retain(|f| f.score >= self.weights.floor && f.score >= best * 0.3);
        found
    }

    /// Tokens of the query with their weights; the flag tells typed ones from synonyms.
    fn weigh(&self, typed: &[Unit], query: &str) -> Vec<(Key, f32, bool)> {
        let weight = |key: Key| self.index.weight(key);
        let mut out: Vec<(Key, f32, bool)> =
            tokens(typed).into_iter().map(|k| (k, weight(k), true)).collect();
        // A query in pinyin has no characters, so its sounds carry the full weight.
        if !typed.iter().any(|u| matches!(u, Unit::Char(_))) {
            out.iter_mut().for_each(|(_, w, _)| *w *= 2.0);
        }
        let mut seen: std::collections::HashSet<Key> = out.iter().map(|(k, _, _)| *k).collect();
        for synonym in synonyms::expand(query) {
            for key in tokens(&units(synonym)) {
                let is_text = level_of(key) == Level::Pair;
                if is_text && seen.insert(key) {
                    out.push((key, weight(key) * self.weights.synonym, false));
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
        let w = &self.weights;
        for candidate in found {
            let (mut best, mut inside, mut holds, mut equal) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
            for phrase in &self.phrases[candidate.entry] {
                let cover = phrase.cover(typed, typed_sum.max(0.001));
                best = best.max(phrase.similarity(cover, (w.cover_query, w.cover_phrase)));
                match phrase.overlap(cover, plain_query) {
                    Overlap::Equal => equal = 1.0,
                    Overlap::Inside => inside = 1.0,
                    Overlap::Holds(share) => holds = holds.max(share),
                    Overlap::None => {}
                }
            }
            candidate.score += w.phrase * best + w.inside * inside + w.holds * holds + w.equal * equal;
        }
    }
}

/// Builds an engine in small steps, so that a page stays responsive meanwhile.
pub struct Builder {
    engine: Engine,
    weighed: usize,
}

impl Builder {
    /// Nothing done yet.
    pub fn new(entries: Vec<Entry>) -> Self {
        let (index, phrases, weights) = (Index::default(), Vec::new(), Weights::default());
        Self { engine: Engine { entries, index, phrases, weights }, weighed: 0 }
    }

    /// Takes in, or weighs, at most `entries` more; true when all is done.
    pub fn step(&mut self, entries: usize) -> bool {
        let Engine { entries: all, index, phrases, .. } = &mut self.engine;
        let done = phrases.len();
        if done < all.len() {
            phrases.extend(all[done..].iter().take(entries).map(|e| index.add(e)));
            if phrases.len() == all.len() {
                index.weigh();
            }
            return false;
        }
        let next = phrases[self.weighed..].iter_mut().take(entries);
        self.weighed += next.map(|some| some.iter_mut().for_each(|p| p.weigh(index))).count();
        self.weighed == phrases.len()
    }

    /// The engine; complete once [`Self::step`] said so.
    pub fn finish(self) -> Engine {
        self.engine
    }
}

/// The query without words that carry no meaning, unless nothing else is left.
fn meaningful(query: &str) -> String {
    let mut rest = query.to_owned();
    for word in synonyms::EMPTY {
        if rest.contains(word) {
            rest = rest.replace(word, " ");
        }
    }
    if plain(&rest).chars().count() >= 2 { rest } else { query.to_owned() }
}

/// Best first; equal scores in catalogue order.
fn sort(found: &mut [Found]) {
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
}
