//! Every path that ARCHITECTURE.md and the docs name exists.

use super::{Breach, sources};
use crate::Result;
use crate::sh::root;

const DOCS: &[&str] = &["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// Paths in backquotes that start with a folder of the project and lead nowhere.
pub(crate) fn check() -> Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for doc in DOCS {
        let text = std::fs::read_to_string(root().join(doc)).map_err(|e| format!("{doc}: {e}"))?;
        breaches.extend(leads_nowhere(doc, &text));
    }
    for (doc, text) in sources("docs", ".md")? {
        breaches.extend(leads_nowhere(&doc, &text));
    }
    Ok(breaches)
}

fn leads_nowhere(doc: &str, text: &str) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for path in line.split('`').skip(1).step_by(2).filter(|p| is_path(p)) {
            if !root().join(path.trim_end_matches('/')).exists() {
                breaches.push(format!("{doc}:{}: {path} does not exist", number + 1));
            }
        }
    }
    breaches
}

/// Looks like a path of the project, without placeholders.
fn is_path(text: &str) -> bool {
    const TOPS: &[&str] = &[
        "src/", "crates/", "xtask/", "style/", "public/", "tests/", "data/", "docs/", "assets/", ".ci/",
        ".cargo/",
    ];
    TOPS.iter().any(|t| text.starts_with(t)) && !text.contains(['<', '{', '*', ' ', '…'])
}

#[cfg(test)]
mod tests {
    use super::{is_path, leads_nowhere};

    #[test]
    fn placeholders_and_commands_are_no_paths() {
        assert!(is_path("src/app.rs"));
        assert!(!is_path("src/modules/<slug>/"));
        assert!(!is_path("cargo xtask test"));
    }

    #[test]
    fn a_path_that_leads_nowhere_is_a_breach() {
        let text = "see `xtask/src/main.rs`\nand `xtask/src/none.rs`\n";
        assert_eq!(leads_nowhere("a.md", text), ["a.md:2: xtask/src/none.rs does not exist"]);
    }
}
