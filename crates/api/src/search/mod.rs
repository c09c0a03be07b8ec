//! Plain-word search in Chinese: characters, everyday words, full pinyin, initials, mixtures, same-sounding and single wrong
//! characters. Pure and quick enough for every keystroke; it never asks the network.
//!
//! How it ranks. A text is seen on two levels: its characters, and their toneless syllables. Query and entries are cut into
//! single tokens and pairs on both levels; a rare token counts more than a common one (inverse document frequency). The best
//! candidates are then compared phrase by phrase with what residents say (`words`), by character and by sound, which decides
//! between near twins.

mod engine;
mod index;
mod phrase;
mod pinyin;
mod synonyms;
mod tokens;
mod weights;

#[cfg(test)]
mod engine_tests;

pub use engine::{Builder, Engine, Found};
pub use index::{Entry, Kind};
pub use phrase::highlight;
pub use weights::Weights;
