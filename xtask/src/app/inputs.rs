//! What the release app is built from: the folders and files that the build reads by itself, and what the sources name.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::Result;
use crate::sh::{files, root};

/// Sources, and what Trunk and cargo read on their own.
const READ: &[&str] = &[
    "src",
    "style",
    "public",
    "assets",
    "crates/api/src",
    "xtask/src/split",
    "xtask/src/sh.rs",
    "xtask/src/tools.rs",
    "xtask/Cargo.toml",
    "crates/api/Cargo.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo",
    "Trunk.toml",
    "index.html",
];

/// Crates that become wasm: what they include is part of the app.
const CRATES: &[&str] = &["src", "crates/api/src"];

/// The hook that cuts the app: what it names in a string is read by it.
const HOOK: &str = "xtask/src/split";

/// One value for all of it; another one means another app.
pub(super) fn digest() -> Result<String> {
    let mut hash = Sha256::new();
    for path in all()? {
        let whole = root().join(&path);
        let found = if whole.is_dir() { files(&whole) } else { vec![whole] };
        for file in found {
            let bytes = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            hash.update(file.strip_prefix(root())?.to_string_lossy().as_bytes());
            hash.update(bytes.len().to_le_bytes());
            hash.update(&bytes);
        }
    }
    Ok(hash.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

/// Files and folders, from the root.
fn all() -> Result<BTreeSet<PathBuf>> {
    let mut all: BTreeSet<PathBuf> = READ.iter().map(PathBuf::from).collect();
    for (file, text) in CRATES.iter().flat_map(|folder| rust(folder)) {
        all.extend(included(&file, &text?)?);
    }
    for (_, text) in rust(HOOK) {
        let text = text?;
        let named = text.split('"').map(PathBuf::from).filter(|p| is_input(p));
        all.extend(named);
    }
    Ok(all)
}

/// Rust sources below a folder, named from the root.
fn rust(folder: &str) -> impl Iterator<Item = (PathBuf, Result<String>)> {
    let found = files(&root().join(folder)).into_iter().filter(|f| f.extension().is_some_and(|e| e == "rs"));
    found.map(|file| {
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()).into());
        (file.strip_prefix(root()).map(Path::to_path_buf).unwrap_or(file), text)
    })
}

/// A path of the project and no plain word.
fn is_input(path: &Path) -> bool {
    let plain = path.components().all(|c| matches!(c, Component::Normal(_)));
    let named = path.components().count() > 1 || path.extension().is_some();
    plain && named && root().join(path).exists()
}

/// What a source includes by macro: a file, or the folder when a part of the name is put together.
fn included(file: &Path, text: &str) -> Result<Vec<PathBuf>> {
    let code: String =
        text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut out = Vec::new();
    for open in ["include_str!(", "include_bytes!(", "include!("] {
        for (at, _) in code.match_indices(open) {
            let argument = code[at + open.len()..].trim_start();
            let name = literal(argument).ok_or_else(|| {
                let start: String = argument.chars().take(40).collect();
                format!("{}: what does {open}{start} include? A path in quotes can be told", file.display())
            })?;
            out.push(beside(file, name));
        }
    }
    Ok(out)
}

/// The path of a literal; of `concat!`, the folder that its first literal begins with.
fn literal(argument: &str) -> Option<&str> {
    let Some(parts) = argument.strip_prefix("concat!(") else {
        return argument.strip_prefix('"')?.split('"').next();
    };
    parts.trim_start().strip_prefix('"')?.split('"').next()?.rsplit_once('/').map(|(folder, _)| folder)
}

/// A path that stands in a file, from the root.
fn beside(file: &Path, name: &str) -> PathBuf {
    let mut path = file.parent().map(Path::to_path_buf).unwrap_or_default();
    for part in Path::new(name).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::CurDir => {}
            other => path.push(other),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(path: &str) -> bool {
        all().unwrap().iter().any(|input| Path::new(path).starts_with(input))
    }

    #[test]
    fn tables_that_a_crate_includes_are_inputs() {
        for path in ["data/cases/transitions.csv", "crates/api/src/search/pinyin.txt", "assets/desk/x.svg"] {
            assert!(covered(path), "{path}");
        }
    }

    #[test]
    fn what_the_hook_reads_is_an_input() {
        for path in ["data/catalogue/items.csv", "style/tokens.css", "src/boot/sw.js", "index.html"] {
            assert!(covered(path), "{path}");
        }
    }

    #[test]
    fn every_include_of_the_app_leads_to_something_that_is_an_input() {
        let mut seen = 0;
        for (file, text) in CRATES.iter().flat_map(|folder| rust(folder)) {
            for path in included(&file, &text.unwrap()).unwrap() {
                assert!(root().join(&path).exists(), "{} includes {}", file.display(), path.display());
                assert!(covered(&path.to_string_lossy()), "{}", path.display());
                seen += 1;
            }
        }
        assert!(seen >= 6, "only {seen} includes were found");
    }

    #[test]
    fn an_include_is_read_over_lines_and_by_its_folder_and_else_refused() {
        let file = Path::new("src/a/b.rs");
        let text =
            "include_str!(\n    \"../c.css\"\n)\n// include_str!(NO)\ninclude_bytes!(concat!(\"./d/\", $x))";
        assert_eq!(included(file, text).unwrap(), [Path::new("src/c.css"), Path::new("src/a/d")]);
        assert!(included(file, "include!(env!(\"OUT_DIR\"))").is_err());
    }

    #[test]
    fn no_crate_of_the_app_has_a_build_script_that_reads_more() {
        for script in ["build.rs", "crates/api/build.rs"] {
            assert!(!root().join(script).exists(), "{script}: what it reads must be in READ");
        }
    }

    #[test]
    fn the_digest_is_the_same_twice() {
        assert_eq!(digest().unwrap(), digest().unwrap());
    }
}
