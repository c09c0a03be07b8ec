//! The engine: entries in, ranked entries out.

use super::index::{Entry, Index};
use super::phrase::{Overlap, Phrase, plain};
use super::synonyms;
use super::tokens::{Key, Level, Sounds, Unit, level_of, tokens, units};
use super::weights::Weights;

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
        let sounds: Vec<Sounds> = units.iter().map(Sounds::of).collect();
        let (plain, topics) = (plain(&meant), synonyms::topics(query));
        let typed = Typed { tokens: &typed, sum: typed_sum, plain: &plain, sounds: &sounds, topics: &topics };
        self.compare_phrases(&mut found, &typed);
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
        self.hear(typed, &mut out);
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

    /// Two characters that stand side by side nowhere are a slip more often than news: what counts is how they sound.
    fn hear(&self, typed: &[Unit], weighed: &mut [(Key, f32, bool)]) {
        for two in typed.windows(2) {
            let [Unit::Char(_), Unit::Char(_)] = two else { continue };
            let keys = tokens(two);
            let known = |k: &Key| level_of(*k) == Level::Pair && !self.index.postings(*k).is_empty();
            if keys.iter().any(known) {
                continue;
            }
            for (key, weight, _) in weighed.iter_mut().filter(|w| keys.binary_search(&w.0).is_ok()) {
                match level_of(*key) {
                    Level::Pair => *weight = 0.0,
                    Level::SoundPair => *weight *= self.weights.unheard,
                    Level::Char | Level::Sound => {}
                }
            }
        }
    }

    /// Entries whose initials the letters are.
    fn add_letters(&self, letters: &[&str], found: &mut Vec<Found>) {
        for (entry, phrases) in self.phrases.iter().enumerate() {
            let best = |phrases: &[Phrase]| {
                let fits = phrases.iter().flat_map(|p| letters.iter().map(|l| p.letters_fit(l)));
                fits.fold(0.0, f32::max)
            };
            let title = &phrases[..phrases.len().min(1)];
            let fit = best(phrases) + self.weights.title_letters * best(title);
            if fit <= 0.0 {
                continue;
            }
            match found.iter_mut().find(|f| f.entry == entry) {
                Some(known) => known.score += fit,
                None => found.push(Found { entry, score: fit }),
            }
        }
    }

    fn compare_phrases(&self, found: &mut [Found], typed: &Typed<'_>) {
        for candidate in found {
            let mut seen = Seen::default();
            for phrase in &self.phrases[candidate.entry] {
                seen.take(phrase, typed, &self.weights);
            }
            candidate.score += seen.score(&self.weights);
            candidate.score += self.weights.topic * self.about(candidate.entry, typed.topics);
        }
    }

    /// How much an entry is about what the query is about, 0–1: entries that name a topic once in passing are not.
    fn about(&self, entry: usize, topics: &[&[&str]]) -> f32 {
        const ENOUGH: usize = 4;
        let phrases = &self.phrases[entry];
        let share = |topic: &&[&str]| {
            let named = phrases.iter().filter(|p| p.names(topic)).take(ENOUGH).count();
            #[expect(clippy::cast_precision_loss, reason = "at most a handful")]
            let share = named as f32 / ENOUGH as f32;
            share
        };
        topics.iter().map(share).sum()
    }
}

/// The query, as phrases are compared with it.
struct Typed<'a> {
    /// Sorted, each with what it weighs.
    tokens: &'a [(Key, f32)],
    /// What they weigh together.
    sum: f32,
    /// The text, bare.
    plain: &'a str,
    sounds: &'a [Sounds],
    topics: &'a [&'static [&'static str]],
}

/// What the phrases of one entry have shown.
#[derive(Default)]
struct Seen {
    best: f32,
    second: f32,
    inside: f32,
    holds: f32,
    equal: f32,
}

impl Seen {
    /// Takes one more phrase into account.
    fn take(&mut self, phrase: &Phrase, typed: &Typed<'_>, w: &Weights) {
        let cover = phrase.cover(typed.tokens, typed.sum.max(0.001));
        let similar = phrase.similarity(cover, (w.cover_query, w.cover_phrase));
        self.second = self.second.max(similar.min(self.best));
        self.best = self.best.max(similar);
        let (overlap, counts) = match phrase.overlap(cover, typed.plain) {
            Overlap::None => (phrase.sounds_like(cover, typed.sounds), w.sound),
            by_character => (by_character, 1.0),
        };
        match overlap {
            Overlap::Equal => self.equal = self.equal.max(counts),
            Overlap::Inside => self.inside = self.inside.max(counts),
            Overlap::Holds(share) => self.holds = self.holds.max(share * counts),
            Overlap::None => {}
        }
    }

    fn score(&self, w: &Weights) -> f32 {
        w.phrase * (self.best + w.second * self.second)
            + w.inside * self.inside
            + w.holds * self.holds
            + w.equal * self.equal
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
