//! Who may import whom: app → api ← server; modules → questions → domain and ui → infra; never upward, never sideways.

use super::imports::{climbed, code, follows};
use super::rules::{BELOW_MODULES, FOREIGN, MODULES, NO_MODULE, RULES, Rule};
use super::{Breach, sources};
use crate::Result;

/// Roots of the crates, the longest first: from there `crate::` counts.
const CRATES: &[&str] = &["crates/server/src", "crates/api/src", "src"];

/// All breaches of the storeys.
pub(crate) fn check() -> Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for rule in RULES {
        for (file, text) in of(rule.place)? {
            breaches.extend(upward(&file, &text, rule.forbidden));
        }
    }
    for Rule { place, forbidden } in FOREIGN {
        for (file, text) in of(place)? {
            breaches.extend(foreign(&file, &text, forbidden));
        }
    }
    for side in MODULES {
        let files = sources(side.place, ".rs")?;
        let modules: Vec<&str> = files.iter().filter_map(|(file, _)| module_of(side.place, file)).collect();
        for (file, text) in &files {
            if let Some(own) = module_of(side.place, file) {
                let inner = &file[side.place.len() + 1..];
                breaches.extend(outside(file, inner, text, own, &modules, side.forbidden));
            }
        }
        for place in NO_MODULE.iter().filter(|place| crate_of(place) == crate_of(side.place)) {
            for (file, text) in of(place)? {
                breaches.extend(by_name(&file, &text, &modules));
            }
        }
    }
    breaches.extend(shared_half()?);
    Ok(breaches)
}

/// Sources of a place; a file of tests may read the data that it checks.
fn of(place: &str) -> Result<Vec<(String, String)>> {
    let files = sources(place, ".rs")?;
    Ok(files.into_iter().filter(|(file, _)| !file.ends_with("_tests.rs")).collect())
}

/// The crate that holds a file.
fn crate_of(file: &str) -> &'static str {
    CRATES.iter().find(|root| file.starts_with(**root)).unwrap_or(&"src")
}

/// Modules of the shared crate that name each other, and shared parts of it that name a module.
fn shared_half() -> Result<Vec<Breach>> {
    const SHARED: &str = "crates/api/src";
    let modules: Vec<&str> = yunlin_api::registry::MODULES.iter().map(|m| m.slug).collect();
    let mut breaches = Vec::new();
    for (file, text) in of(SHARED)? {
        let inner = &file[SHARED.len() + 1..];
        let own = inner.split(['/', '.']).next().unwrap_or_default();
        if BELOW_MODULES.contains(&own) {
            continue;
        }
        for (number, line) in code(&text) {
            let mut named = follows(&line, "crate::");
            named.extend(climbed(&line, inner));
            let others = named.iter().filter(|n| **n != own && modules.contains(n));
            breaches.extend(others.map(|other| format!("{file}:{number}: {own} names module {other}")));
        }
    }
    breaches.dedup();
    Ok(breaches)
}

/// The folder of a module that holds the file; the registry is in none.
fn module_of<'a>(folder: &str, file: &'a str) -> Option<&'a str> {
    let inner = file.strip_prefix(folder)?.strip_prefix('/')?;
    inner.split_once('/').map(|(module, _)| module)
}

/// What a file names of its own crate, by `crate::` or by a chain of `super::`, that stands above it.
fn upward(file: &str, text: &str, forbidden: &[&str]) -> Vec<Breach> {
    let inner = file.strip_prefix(crate_of(file)).map_or(file, |f| f.trim_start_matches('/'));
    let mut breaches = Vec::new();
    for (number, line) in code(text) {
        let mut named = follows(&line, "crate::");
        named.extend(climbed(&line, inner));
        let wrong = forbidden.iter().filter(|part| named.contains(part));
        breaches.extend(wrong.map(|part| format!("{file}:{number}: names crate::{part}")));
    }
    breaches
}

/// Other crates, or their parts, that a file must not name.
fn foreign(file: &str, text: &str, forbidden: &[&str]) -> Vec<Breach> {
    let names = |line: &str, path: &str| match path.rsplit_once("::") {
        Some((parent, last)) => follows(line, &format!("{parent}::")).contains(&last),
        None => !follows(line, &format!("{path}::")).is_empty(),
    };
    let mut breaches = Vec::new();
    for (number, line) in code(text) {
        let wrong = forbidden.iter().filter(|path| names(&line, path));
        breaches.extend(wrong.map(|path| format!("{file}:{number}: names {path}")));
    }
    breaches
}

/// Modules that a file outside of them names one by one; their registry it may name.
fn by_name(file: &str, text: &str, modules: &[&str]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (number, line) in code(text) {
        let named = follows(&line, "modules::");
        let one: std::collections::BTreeSet<_> = named.into_iter().filter(|n| modules.contains(n)).collect();
        breaches.extend(one.into_iter().map(|module| format!("{file}:{number}: names module {module}")));
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
        assert_eq!(upward("a.rs", text, &["modules"]), vec!["a.rs:2: names crate::modules"]);
        assert_eq!(upward("a.rs", "use crate::infra::http_accept;", &["http"]), Vec::<Breach>::new());
    }

    #[test]
    fn a_chain_of_super_that_reaches_the_root_is_an_import_like_any_other() {
        let told = ["src/ui/page.rs:1: names crate::shell"];
        assert_eq!(upward("src/ui/page.rs", "use super::super::shell::wording;", &["shell"]), told);
        assert!(upward("src/ui/a/b.rs", "use super::super::shell::wording;", &["shell"]).is_empty());
        let told = ["crates/server/src/desk/mod.rs:1: names crate::account"];
        assert_eq!(upward("crates/server/src/desk/mod.rs", "use super::account;", &["account"]), told);
    }

    #[test]
    fn other_crates_and_their_parts_are_told() {
        let told = |line: &str| foreign("a.rs", line, &["leptos", "std::fs", "yunlin_api::guide"]);
        assert_eq!(told("use leptos::prelude::*;"), ["a.rs:1: names leptos"]);
        assert_eq!(told("use std::{fs, io};"), ["a.rs:1: names std::fs"]);
        assert_eq!(told("let x = yunlin_api::guide::x();"), ["a.rs:1: names yunlin_api::guide"]);
        assert!(told("use yunlin_api::guidebook::x;").is_empty());
    }

    #[test]
    fn the_registry_may_be_named_and_a_module_of_it_not() {
        let modules = ["guide", "apply"];
        assert!(by_name("a.rs", "use crate::modules::{ChunkError, ROOMS};", &modules).is_empty());
        assert_eq!(
            by_name("a.rs", "use crate::modules::{ROOMS, guide::paths};", &modules),
            ["a.rs:1: names module guide"]
        );
        assert_eq!(by_name("a.rs", "modules::apply::paths::x()", &modules), ["a.rs:1: names module apply"]);
    }

    #[test]
    fn every_place_of_the_rules_holds_sources() {
        let places = RULES
            .iter()
            .chain(FOREIGN)
            .chain(MODULES)
            .map(|rule| rule.place)
            .chain(NO_MODULE.iter().copied());
        for place in places {
            assert!(!of(place).unwrap().is_empty(), "{place}");
        }
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
