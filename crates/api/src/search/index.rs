//! What can be found, and the inverted index over its tokens.

use super::phrase::Phrase;
use super::tokens::{Key, KeyMap, Level, level_of, tokens, units};

/// Groups of results, in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Service item.
    Item,
    /// Module of the app.
    Module,
    /// Community.
    Community,
    /// Phone number.
    Phone,
}

/// One thing that can be found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Group.
    pub kind: Kind,
    /// Code, slug or number.
    pub key: String,
    /// Name shown and highlighted.
    pub title: String,
    /// Line below the name.
    pub sub: String,
    /// What people say for it.
    pub words: Vec<String>,
    /// Category, bureau and the like: weak evidence.
    pub weak: String,
}

/// Weight of a token by the field it stands in.
const TITLE: f32 = 1.0;
const WORDS: f32 = 0.9;
const SUB: f32 = 0.45;
const WEAK: f32 = 0.3;

/// A posting: entry number and the best field weight there.
pub type Posting = (u16, f32);

/// Tokens to entries, with how rare each token is.
#[derive(Default)]
pub struct Index {
    slots: KeyMap<Slot>,
    entries: u16,
}

/// What the index knows of a token.
#[derive(Default)]
struct Slot {
    postings: Vec<Posting>,
    weight: f32,
}

impl Index {
    /// Adds an entry; gives back its phrases (title and words) with their tokens.
    pub fn add(&mut self, entry: &Entry) -> Vec<Phrase> {
        let number = self.entries;
        self.entries += 1;
        let mut own: Vec<(Key, f32)> = Vec::with_capacity(2048);
        for (text, field) in [(&entry.sub, SUB), (&entry.weak, WEAK)] {
            own.extend(tokens(&units(text)).into_iter().map(|k| (k, field)));
        }
        let words = entry.words.iter().map(|w| (w, WORDS, 0.97));
        let phrases = std::iter::once((&entry.title, TITLE, 1.0))
            .chain(words)
            .map(|(text, field, weight)| {
                let tokens = tokens(&units(text));
                own.extend(tokens.iter().map(|k| (*k, field)));
                Phrase::new(text, tokens, weight)
            })
            .collect();
        // Best field first, so that the first of each token is the one to keep.
        own.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        own.dedup_by_key(|(key, _)| *key);
        for (key, field) in own {
            self.slots.entry(key).or_default().postings.push((number, field));
        }
        phrases
    }

    /// Entries that hold the token.
    pub fn postings(&self, key: Key) -> &[Posting] {
        self.slots.get(&key).map_or(&[], |s| s.postings.as_slice())
    }

    /// Weighs every token; called once, when all entries are in.
    pub fn weigh(&mut self) {
        let entries = self.entries;
        self.slots
            .iter_mut()
            .for_each(|(key, slot)| slot.weight = weight(*key, slot.postings.len(), entries));
    }

    /// What a token weighs: how rare it is (inverse document frequency) times how much its level says.
    pub fn weight(&self, key: Key) -> f32 {
        self.slots.get(&key).map_or_else(|| weight(key, 0, self.entries), |s| s.weight)
    }
}

fn weight(key: Key, found: usize, entries: u16) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred entries")]
    let ratio = (f32::from(entries) + 1.0) / (found as f32 + 0.5);
    let level = match level_of(key) {
        Level::Char => 0.6,
        Level::Pair => 1.0,
        Level::SoundPair => 0.45,
        Level::Sound => 0.12,
    };
    ratio.ln().max(0.05) * level
}
