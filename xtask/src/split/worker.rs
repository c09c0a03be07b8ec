//! sw.js of a build: the template of src/boot/sw.js with the build's name and the files that it keeps.

use std::path::Path;

use crate::Result;

/// Files of a build that are not for the phone's cache.
const NOT_KEPT: &[&str] = &["index.html", "csp.json", "version.json", "robots.txt", "sw.js"];

/// The worker before its build has a name.
pub(crate) fn source(root: &Path) -> Result<String> {
    Ok(std::fs::read_to_string(root.join("src/boot/sw.js"))?)
}

/// The worker for this build.
pub(crate) fn render(root: &Path, stage: &Path, build: &str, base: &str) -> Result<String> {
    let template = source(root)?;
    let mut urls = Vec::new();
    for file in crate::sh::files(stage) {
        let name = file.strip_prefix(stage)?.to_string_lossy().replace('\\', "/");
        if NOT_KEPT.contains(&name.as_str()) || name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        // Residents never hold the desk.
        if name.starts_with(super::pack::DESK) {
            continue;
        }
        let own = name.ends_with(".js")
            || name.ends_with(".wasm")
            || name.ends_with(".pack")
            || name.ends_with(".css")
            || name == "names.html";
        if own {
            urls.push(format!("{base}{name}"));
        } else if name == "manifest.webmanifest" || name == "icons/icon-192.png" {
            urls.push(format!("/{name}"));
        }
    }
    Ok(template.replace("__BUILD__", build).replace("__FILES__", &serde_json::to_string(&urls)?))
}
