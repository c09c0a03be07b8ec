//! Every module of the registry stands on every side, with its words and its tests; and no folder stands without a registry line.

use yunlin_api::registry::MODULES;

use super::Breach;
use crate::Result;
use crate::sh::root;

/// What a module must have, with its slug in place of `{}`.
const PARTS: &[&str] = &[
    "crates/api/src/{}/mod.rs",
    "crates/server/src/modules/{}/mod.rs",
    "crates/server/tests/it/{}.rs",
    "src/modules/{}/mod.rs",
    "src/modules/{}/paths.rs",
    "src/modules/{}/wording.rs",
    "tests/e2e/{}.test.mjs",
];

/// Each side's folder of modules, and how its own list names one.
const LISTS: &[(&str, &str)] = &[("src/modules", "&{}::"), ("crates/server/src/modules", "{}::MODULE")];

/// Files of stories, and how a line begins that makes a runner run one. `stories!` does not compile without a story.
const STORIES: &[(&str, &[&str])] = &[
    ("crates/server/tests/it/{}.rs", &["stories! {", "#[tokio::test"]),
    ("tests/e2e/{}.test.mjs", &["test("]),
];

/// The list of the server's stories.
const SERVER_STORIES: &str = "crates/server/tests/it/main.rs";

/// All omissions.
pub(crate) fn check() -> Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for module in MODULES {
        for part in PARTS {
            let path = part.replace("{}", module.slug);
            if !root().join(&path).is_file() {
                breaches.push(format!("module {}: {path} is missing", module.slug));
            }
        }
        if module.title.chars().count() > 5 {
            breaches.push(format!("module {}: a tile holds five characters", module.slug));
        }
        let icon = format!("assets/icons/{}.svg", module.icon);
        if !root().join(&icon).is_file() {
            breaches.push(format!("module {}: {icon} is missing", module.slug));
        }
    }
    let slugs: Vec<&str> = MODULES.iter().map(|m| m.slug).collect();
    for (side, _) in LISTS {
        let entries = std::fs::read_dir(root().join(side))?.flatten().filter(|e| e.path().is_dir());
        let folders: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        breaches.extend(unlisted(side, &folders, &slugs));
    }
    for (side, line) in LISTS {
        let text = std::fs::read_to_string(root().join(side).join("mod.rs"))?;
        breaches.extend(unmounted(&format!("{side}/mod.rs"), &text, line, &slugs));
    }
    let list = std::fs::read_to_string(root().join(SERVER_STORIES))?;
    breaches.extend(unmounted(SERVER_STORIES, &list, "mod {};", &slugs));
    for (slug, (part, begin)) in slugs.iter().flat_map(|slug| STORIES.iter().map(move |s| (slug, s))) {
        let path = part.replace("{}", slug);
        // A file that is missing is told above.
        if let Ok(text) = std::fs::read_to_string(root().join(&path)) {
            breaches.extend(untold(&path, &text, begin));
        }
    }
    Ok(breaches)
}

/// A file that is there and tells no story.
fn untold(path: &str, text: &str, begin: &[&str]) -> Option<Breach> {
    let is_story = |line: &str| begin.iter().any(|b| line.trim_start().starts_with(b));
    (!text.lines().any(is_story)).then(|| format!("{path} holds no story"))
}

/// Folders without an entry in the registry.
fn unlisted(side: &str, folders: &[String], slugs: &[&str]) -> Vec<Breach> {
    let unknown = folders.iter().filter(|f| !slugs.contains(&f.as_str()));
    unknown.map(|f| format!("{side}/{f} is not in the registry")).collect()
}

/// Entries of the registry that a list in some file does not fold in.
fn unmounted(file: &str, list: &str, line: &str, slugs: &[&str]) -> Vec<Breach> {
    let code: Vec<&str> = list.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
    let missing = slugs.iter().filter(|slug| !code.iter().any(|l| l.contains(&line.replace("{}", slug))));
    missing.map(|slug| format!("module {slug}: {file} does not list it")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_an_entry_is_a_breach() {
        let folders = ["guide".to_owned(), "stray".to_owned()];
        assert_eq!(
            unlisted("src/modules", &folders, &["guide"]),
            ["src/modules/stray is not in the registry"]
        );
    }

    #[test]
    fn an_entry_that_a_side_does_not_list_is_a_breach() {
        let list = "const ALL: &[Module] = &[guide::MODULE];\n// community::MODULE";
        assert_eq!(
            unmounted("s/mod.rs", list, "{}::MODULE", &["guide", "community"]),
            ["module community: s/mod.rs does not list it"]
        );
    }

    #[test]
    fn stories_that_nothing_runs_are_a_breach() {
        let list = "mod guide;\n// mod community;";
        assert_eq!(
            unmounted("main.rs", list, "mod {};", &["guide", "community"]),
            ["module community: main.rs does not list it"]
        );
    }

    #[test]
    fn a_file_without_a_story_is_a_breach() {
        let begin = STORIES[0].1;
        let scaffold = "//! Stories of parking: HTTP in, JSON out.\nasync fn helper() {}\n";
        assert_eq!(untold("a.rs", scaffold, begin).as_deref(), Some("a.rs holds no story"));
        assert_eq!(untold("a.rs", "stories! {\n    async fn one(engine: Engine) {}\n}", begin), None);
        let commented = "// test(\"later\")\n";
        assert_eq!(untold("a.mjs", commented, STORIES[1].1).as_deref(), Some("a.mjs holds no story"));
    }
}
