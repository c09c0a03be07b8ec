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
    postings: KeyMap<Vec<Posting>>,
    entries: u16,
}

impl Index {
    /// Adds an entry; gives back its phrases (title and words) with their tokens.
    pub fn add(&mut self, entry: &Entry) -> Vec<Phrase> {
        let number = self.entries;
        self.entries += 1;
        for (text, weight) in [(&entry.sub, SUB), (&entry.weak, WEAK)] {
            self.add_tokens(number, &tokens(&units(text)), weight);
        }
        let words = entry.words.iter().map(|w| (w, WORDS, 0.97));
        std::iter::once((&entry.title, TITLE, 1.0))
            .chain(words)
            .map(|(text, field, weight)| {
                let tokens = tokens(&units(text));
                self.add_tokens(number, &tokens, field);
                Phrase::new(text, tokens, weight)
            })
            .collect()
    }

    fn add_tokens(&mut self, number: u16, tokens: &[Key], weight: f32) {
        for key in tokens {
            let list = self.postings.entry(*key).or_default();
            match list.last_mut() {
                Some((last, best)) if *last == number => *best = best.max(weight),
                _ => list.push((number, weight)),
            }
        }
    }

    /// Entries that hold the token.
    pub fn postings(&self, key: Key) -> &[Posting] {
        self.postings.get(&key).map_or(&[], Vec::as_slice)
    }

    /// What a token weighs: how rare it is (inverse document frequency) times how much its level says.
    pub fn weight(&self, key: Key) -> f32 {
        let found = self.postings(key).len();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred entries")]
        let ratio = (f32::from(self.entries) + 1.0) / (found as f32 + 0.5);
        let level = match level_of(key) {
            Level::Char => 0.6,
            Level::Pair => 1.0,
            Level::SoundPair => 0.45,
            Level::Sound => 0.12,
        };
        ratio.ln().max(0.05) * level
    }
}
