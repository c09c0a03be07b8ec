//! Who may import whom: app → api ← server; modules → questions → domain and ui → infra; never upward, never sideways.

use super::imports::{climbed, code, follows};
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
        forbidden: &[
            "crate::modules",
            "crate::domain",
            "crate::ui",
            "crate::questions",
            "crate::shell",
            "crate::desk",
            "crate::app",
        ],
    },
    Rule {
        folder: "src/ui",
        forbidden: &[
            "crate::modules",
            "crate::domain",
            "crate::questions",
            "crate::shell",
            "crate::desk",
            "crate::app",
        ],
    },
    Rule {
        folder: "src/domain",
        forbidden: &[
            "crate::modules",
            "crate::ui",
            "crate::questions",
            "crate::shell",
            "crate::desk",
            "crate::app",
        ],
    },
    Rule {
        folder: "src/questions",
        forbidden: &["crate::modules", "crate::shell", "crate::desk", "crate::app"],
    },
    Rule {
        folder: "crates/server/src/infra",
        forbidden: &[
            "crate::modules",
            "crate::domain",
            "crate::http",
            "crate::account",
            "crate::desk",
            "crate::app",
        ],
    },
    Rule {
        folder: "crates/server/src/domain",
        forbidden: &["crate::modules", "crate::http", "crate::account", "crate::desk", "crate::app"],
    },
    Rule {
        folder: "crates/api/src",
        forbidden: &["yunlin_server", "leptos", "std::fs", "std::net", "tokio"],
    },
];

/// A side's modules: where they stand, and what no module names. The registry beside them lists rooms of other folders.
const MODULES: &[Rule] = &[
    Rule { folder: "src/modules", forbidden: &["shell", "desk", "app"] },
    Rule { folder: "crates/server/src/modules", forbidden: &["http", "account", "desk", "app"] },
];

/// All breaches of the storeys.
pub(crate) fn check() -> Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for rule in RULES {
        // A file of tests may read the data that it checks.
        let files = sources(rule.folder, ".rs")?;
        for (file, text) in files.into_iter().filter(|(file, _)| !file.ends_with("_tests.rs")) {
            breaches.extend(upward(&file, &text, rule.forbidden));
        }
    }
    for side in MODULES {
        let files = sources(side.folder, ".rs")?;
        let modules: Vec<&str> = files.iter().filter_map(|(file, _)| module_of(side.folder, file)).collect();
        for (file, text) in &files {
            if let Some(own) = module_of(side.folder, file) {
                let inner = &file[side.folder.len() + 1..];
                breaches.extend(outside(file, inner, text, own, &modules, side.forbidden));
            }
        }
    }
    Ok(breaches)
}

/// The folder of a module that holds the file; the registry is in none.
fn module_of<'a>(folder: &str, file: &'a str) -> Option<&'a str> {
    let inner = file.strip_prefix(folder)?.strip_prefix('/')?;
    inner.split_once('/').map(|(module, _)| module)
}

fn upward(file: &str, text: &str, forbidden: &[&str]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (number, line) in code(text) {
        let named = forbidden.iter().filter(|path| match path.strip_prefix("crate::") {
            Some(part) => follows(&line, "crate::").contains(&part),
            None => line.contains(**path),
        });
        breaches.extend(named.map(|path| format!("{file}:{number}: names {path}")));
    }
    breaches
}

/// What a file of the module `own` names of other modules, and of the folders that no module may name.
fn outside(
    file: &str,
    inner: &str,
    text: &str,
    own: &str,
    modules: &[&str],
    forbidden: &[&str],
) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (number, line) in code(text) {
        let climbed = climbed(&line, inner);
        let tops = follows(&line, "crate::");
        for top in forbidden.iter().filter(|f| tops.contains(f) || climbed.contains(f)) {
            breaches.push(format!("{file}:{number}: module {own} names {top}"));
        }
        let beside = follows(&line, "crate::modules::");
        for other in beside.iter().chain(&climbed).filter(|o| **o != own && modules.contains(o)) {
            breaches.push(format!("{file}:{number}: module {own} names module {other}"));
        }
    }
    breaches.dedup();
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upward_import_is_a_breach_and_a_comment_is_not() {
        let text = "// crate::modules is above\nuse crate::modules::guide;\n";
        assert_eq!(upward("a.rs", text, &["crate::modules"]), vec!["a.rs:2: names crate::modules"]);
        assert_eq!(upward("a.rs", "use crate::infra::http_accept;", &["crate::http"]), Vec::<Breach>::new());
    }

    fn breaches(inner: &str, text: &str) -> Vec<Breach> {
        let modules = ["community", "guide"];
        outside("f.rs", inner, text, "guide", &modules, &["shell", "desk", "app", "http", "account"])
    }

    #[test]
    fn a_module_names_neither_shell_nor_desk_nor_the_app() {
        let text = "use crate::shell::wording;\nuse crate::{app, infra};\nlet x = crate::desk::queue();";
        let found = [
            "f.rs:1: module guide names shell",
            "f.rs:2: module guide names app",
            "f.rs:3: module guide names desk",
        ];
        assert_eq!(breaches("guide/mod.rs", text), found);
        assert!(breaches("guide/mod.rs", "use crate::infra::http;\ncrate::modules::room!(A);").is_empty());
    }

    #[test]
    fn a_module_of_the_server_names_neither_http_nor_its_storeys_mates() {
        assert_eq!(breaches("guide/store.rs", "use crate::http::gate;"), ["f.rs:1: module guide names http"]);
        let mates = "use crate::account::Session;";
        assert_eq!(breaches("guide/store.rs", mates), ["f.rs:1: module guide names account"]);
    }

    #[test]
    fn a_module_does_not_reach_another_by_crate_nor_by_super() {
        let named = ["f.rs:1: module guide names module community"];
        assert_eq!(breaches("guide/mod.rs", "use crate::modules::community::paths;"), named);
        assert_eq!(breaches("guide/mod.rs", "use crate::modules::{community, room};"), named);
        assert_eq!(breaches("guide/paths.rs", "use super::super::community::paths;"), named);
        assert_eq!(breaches("guide/pages/item.rs", "use super::super::super::community;"), named);
        assert!(breaches("guide/pages/item.rs", "use super::super::community;").is_empty());
        assert!(breaches("guide/paths.rs", "use super::super::guide::state;").is_empty());
    }

    #[test]
    fn the_registry_of_the_modules_belongs_to_no_module() {
        assert_eq!(module_of("src/modules", "src/modules/mod.rs"), None);
        assert_eq!(module_of("src/modules", "src/modules/guide/pages/item.rs"), Some("guide"));
    }
}
