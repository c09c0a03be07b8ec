//! `cargo xtask new-module SLUG TITLE`: the folders and files of a module on both sides, ready to be filled.

use crate::Result;
use crate::sh::root;

/// Files of a module; `{slug}` and `{title}` are filled in.
const FILES: &[(&str, &str)] = &[
    (
        "crates/api/src/{slug}/mod.rs",
        "//! {title}: one sentence on what a resident does with it.\n\nuse crate::registry::{Group, ModuleInfo};\n\n/// Entry of the module registry.\npub const INFO: ModuleInfo = ModuleInfo {\n    slug: \"{slug}\",\n    title: \"{title}\",\n    summary: \"\",\n    group: Group::Government,\n    icon: \"file-text\",\n    words: &[],\n};\n",
    ),
    (
        "src/modules/{slug}/mod.rs",
        "//! {title}: one sentence on what a resident does with it.\n\nmod pages;\npub mod paths;\nmod wording;\n\ncrate::modules::room!(ROOM, {slug}, preload_{slug}, load_{slug}, paths::Page::parse => paths::Page, pages::view);\n",
    ),
    (
        "src/modules/{slug}/paths.rs",
        "//! Addresses of {title}.\n\n/// The pages of this module.\n#[derive(Clone, Debug, PartialEq, Eq)]\npub enum Page {\n    /// First page.\n    Start,\n}\n\nimpl Page {\n    /// The page of a path.\n    pub fn parse(path: &str) -> Option<Self> {\n        (path == \"/{slug}\").then_some(Self::Start)\n    }\n}\n",
    ),
    (
        "src/modules/{slug}/wording.rs",
        "//! Words of {title}.\n\n/// Title of the module.\npub const TITLE: &str = \"{title}\";\n",
    ),
    (
        "src/modules/{slug}/pages/mod.rs",
        "//! Pages of {title}.\n\nuse leptos::prelude::*;\n\nuse super::paths::Page;\nuse super::wording as w;\n\n/// Builds a page.\npub fn view(page: Page) -> AnyView {\n    match page {\n        Page::Start => view! { <crate::ui::page::Page title=w::TITLE>\"\"</crate::ui::page::Page> }.into_any(),\n    }\n}\n",
    ),
    ("style/modules/{slug}.css", "/* {title} */\n"),
    ("crates/server/src/modules/{slug}/mod.rs", "//! {title}: what the server keeps and answers for it.\n"),
    ("crates/server/tests/it/{slug}.rs", "//! Stories of {title}: HTTP in, JSON out.\n"),
    ("tests/e2e/{slug}.test.mjs", "// Stories of {title} on a phone.\n"),
];

/// Writes what is missing, and says which lines to add by hand.
pub(crate) fn run(args: &[&str]) -> Result {
    let [slug, title] = args else { return Err("new-module SLUG TITLE".into()) };
    if !slug.bytes().all(|b| b.is_ascii_lowercase()) || slug.is_empty() {
        return Err("a slug is lower-case letters: it is route, folder and part name at once".into());
    }
    for (path, text) in FILES {
        let fill = |s: &str| s.replace("{slug}", slug).replace("{title}", title);
        let file = root().join(fill(path));
        if file.exists() {
            println!("kept     {}", fill(path));
            continue;
        }
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&file, fill(text))?;
        println!("written  {}", fill(path));
    }
    println!("\nNow add its line to each registry (docs/adding-a-module.md), then run `cargo xtask tidy`.");
    Ok(())
}
