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
    let files = folders.iter().flat_map(|(folder, end)| sources(folder, end));
    let long = files.map(|(file, text)| (file, text.lines().count())).filter(|(_, lines)| *lines > MOST);
    Ok(long.map(|(file, lines)| format!("{file}: {lines} lines")).collect())
}
