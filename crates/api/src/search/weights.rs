//! What each kind of evidence counts.

/// How much each kind of evidence counts; found by search over the table of queries (data/search/queries.tsv).
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// A synonym, against what was typed.
    pub synonym: f32,
    /// Tokens anywhere in the entry.
    pub tokens: f32,
    /// The best single phrase.
    pub phrase: f32,
    /// The second best phrase, against the best: what is said in two ways is meant.
    pub second: f32,
    /// The query word for word inside a phrase.
    pub inside: f32,
    /// A phrase word for word inside the query, by its share of the query.
    pub holds: f32,
    /// A phrase equal to the query.
    pub equal: f32,
    /// Word for word by sound only, against by character.
    pub sound: f32,
    /// The sound of two characters that stand side by side nowhere, against that of known ones.
    pub unheard: f32,
    /// Initials of the name, on top of those of any phrase: people abbreviate names.
    pub title_letters: f32,
    /// An entry about the very topic that the query names.
    pub topic: f32,
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
            second: 0.3,
            inside: 0.16,
            holds: 0.2,
            equal: 0.33,
            sound: 0.6,
            unheard: 2.0,
            title_letters: 0.3,
            topic: 0.3,
            cover_query: 0.86,
            cover_phrase: 0.92,
            floor: 0.24,
        }
    }
}
