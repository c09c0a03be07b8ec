//! What can be found, and the inverted index over its tokens.

use std::collections::HashMap;

use super::tokens::{Key, tokens, units};

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
pub struct Index {
    postings: HashMap<Key, Vec<Posting>>,
    entries: usize,
}

impl Index {
    /// Indexes the entries by their position.
    pub fn build(entries: &[Entry]) -> Self {
        let mut postings: HashMap<Key, Vec<Posting>> = HashMap::with_capacity(entries.len() * 200);
        for (number, entry) in entries.iter().enumerate() {
            let Ok(number) = u16::try_from(number) else { break };
            let fields = [(&entry.title, TITLE), (&entry.sub, SUB), (&entry.weak, WEAK)];
            let words = entry.words.iter().map(|w| (w, WORDS));
            for (text, weight) in fields.into_iter().chain(words) {
                for key in tokens(&units(text)) {
                    let list = postings.entry(key).or_default();
                    match list.last_mut() {
                        Some((last, best)) if *last == number => *best = best.max(weight),
                        _ => list.push((number, weight)),
                    }
                }
            }
        }
        Self { postings, entries: entries.len() }
    }

    /// Entries that hold the token.
    pub fn postings(&self, key: Key) -> &[Posting] {
        self.postings.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Inverse document frequency: 0 for a token of every entry, large for a rare one.
    pub fn idf(&self, key: Key) -> f32 {
        let found = self.postings(key).len();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred entries")]
        let ratio = (self.entries as f32 + 1.0) / (found as f32 + 0.5);
        ratio.ln().max(0.05)
    }
}
