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
    for side in ["src/modules", "crates/server/src/modules"] {
        for entry in std::fs::read_dir(root().join(side))?.flatten().filter(|e| e.path().is_dir()) {
            let slug = entry.file_name().to_string_lossy().into_owned();
            if !MODULES.iter().any(|m| m.slug == slug) {
                breaches.push(format!("{side}/{slug} is not in the registry"));
            }
        }
    }
    Ok(breaches)
}
