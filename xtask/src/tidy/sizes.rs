//! No source file past 400 lines.

use super::{Breach, sources};
use crate::Result;

const MOST: usize = 400;

/// Files that are too long to be read in one go.
pub(crate) fn check() -> Result<Vec<Breach>> {
    let folders = [
        ("src", ".rs"),
        ("crates", ".rs"),
        ("xtask", ".rs"),
        ("style", ".css"),
        ("tests/e2e", ".mjs"),
        ("tests/lib", ".mjs"),
    ];
    let mut breaches = Vec::new();
    for (folder, end) in folders {
        let lengths = sources(folder, end)?.into_iter().map(|(file, text)| (file, text.lines().count()));
        let long = lengths.filter(|(_, lines)| *lines > MOST);
        breaches.extend(long.map(|(file, lines)| format!("{file}: {lines} lines")));
    }
    Ok(breaches)
}
