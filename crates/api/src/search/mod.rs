//! Plain-word search in Chinese: characters, everyday words, full pinyin, initials, mixtures, same-sounding and single wrong
//! characters. Pure and quick enough for every keystroke; it never asks the network.
//!
//! How it ranks. A text is seen on two levels: its characters, and their toneless syllables. Query and entries are cut into
//! single tokens and pairs on both levels; a rare token counts more than a common one (inverse document frequency). The best
//! candidates are then compared phrase by phrase with what residents say (`words`), which decides between near twins.

mod engine;
mod index;
mod phrase;
mod pinyin;
mod synonyms;
mod tokens;

pub use engine::{Builder, Engine, Found, Weights};
pub use index::{Entry, Kind};
pub use phrase::highlight;
