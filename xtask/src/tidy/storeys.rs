//! Who may import whom: app → api ← server; modules → domain → infra, modules → ui → infra; never upward, never sideways.

use super::{Breach, sources};
use crate::Result;

/// Folder of a side, and what its files must not name.
struct Rule {
    folder: &'static str,
    forbidden: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule {
        folder: "src/infra",
        forbidden: &["crate::modules", "crate::domain", "crate::ui", "crate::shell", "crate::app"],
    },
    Rule { folder: "src/ui", forbidden: &["crate::modules", "crate::domain", "crate::shell", "crate::app"] },
    Rule { folder: "src/domain", forbidden: &["crate::modules", "crate::ui", "crate::shell", "crate::app"] },
    Rule {
        folder: "crates/server/src/infra",
        forbidden: &["crate::modules", "crate::domain", "crate::http::"],
    },
    Rule { folder: "crates/server/src/domain", forbidden: &["crate::modules"] },
    Rule {
        folder: "crates/api/src",
        forbidden: &["yunlin_server", "leptos", "std::fs", "std::net", "tokio"],
    },
];

/// All breaches of the storeys.
pub(crate) fn check() -> Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for rule in RULES {
        for (file, text) in sources(rule.folder, ".rs") {
            breaches.extend(lines(&file, &text, rule.forbidden));
        }
    }
    for side in ["src/modules", "crates/server/src/modules"] {
        breaches.extend(sideways(side));
    }
    Ok(breaches)
}

fn lines(file: &str, text: &str, forbidden: &[&str]) -> Vec<Breach> {
    let code = text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//"));
    code.flat_map(|(number, line)| {
        let named = forbidden.iter().filter(move |f| line.contains(**f));
        named.map(move |f| format!("{file}:{}: names {f}", number + 1))
    })
    .collect()
}

/// A module names another module.
fn sideways(folder: &str) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (file, text) in sources(folder, ".rs") {
        let own =
            file.trim_start_matches(folder).trim_start_matches('/').split('/').next().unwrap_or_default();
        if own.ends_with(".rs") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let other = line
                .split("crate::modules::")
                .nth(1)
                .and_then(|r| r.split(|c: char| !c.is_alphanumeric() && c != '_').next());
            let registry = ["room", "Room", "Opened", "Opening", "ChunkError", "Module", "ROOMS", "MODULES"];
            if let Some(other) = other.filter(|o| !o.is_empty() && *o != own && !registry.contains(o)) {
                breaches.push(format!("{file}:{}: module {own} names module {other}", number + 1));
            }
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upward_import_is_a_breach_and_a_comment_is_not() {
        let text = "// crate::modules is above\nuse crate::modules::guide;\n";
        assert_eq!(lines("a.rs", text, &["crate::modules"]), vec!["a.rs:2: names crate::modules"]);
    }
}
