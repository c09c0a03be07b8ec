//! Builds the release app with Trunk and publishes it into var/app, where the server finds it. Three builds stay servable.

mod inputs;

use std::path::{Path, PathBuf};

use crate::sh::{command, root, run_command, run_quietly, target};
use crate::{Result, tools};

/// How many builds stay on disk, so that an open tab still finds its parts after an update.
const KEPT: usize = 3;

/// Folder that holds the builds.
pub(crate) fn dir() -> PathBuf {
    root().join("var").join("app")
}

/// The build that a folder of builds serves.
pub(crate) fn current(dir: &Path) -> Result<String> {
    Ok(std::fs::read_to_string(dir.join("current"))?.trim().to_owned())
}

/// Names the build that is served, in one step.
pub(crate) fn make_current(dir: &Path, build: &str) -> Result {
    let next = dir.join("current.next");
    std::fs::write(&next, build)?;
    Ok(std::fs::rename(&next, dir.join("current"))?)
}

/// Builds when what the app is made of is not what the last build was made of; gives the build's name.
pub(crate) fn build() -> Result<String> {
    make(run_command)
}

/// The same beside something else.
pub(crate) fn build_quietly() -> Result<String> {
    make(run_quietly)
}

fn make(run: impl FnOnce(&mut std::process::Command) -> Result) -> Result<String> {
    tools::for_build()?;
    let stamp = target().join("app.stamp");
    // Taken before the build: a source that changes meanwhile makes the next one.
    let made_of = inputs::digest()?;
    let stamped = std::fs::read_to_string(&stamp).unwrap_or_default();
    // No build yet: an empty name.
    let current = current(&dir()).unwrap_or_default();
    if !current.is_empty()
        && dir().join(&current).join("index.html").is_file()
        && stamped == format!("{current} {made_of}")
    {
        return Ok(current);
    }
    println!("• building the app (about 3 min the first time) …");
    run(command("trunk").args(["build", "--release"]).env_remove("NO_COLOR"))?;
    let build = publish(&root().join("dist"))?;
    std::fs::write(&stamp, format!("{build} {made_of}"))?;
    Ok(build)
}

/// Copies a finished dist under its build's name, points `current` at it and drops the oldest.
fn publish(dist: &Path) -> Result<String> {
    let version: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(dist.join("version.json"))?)?;
    let build =
        version.get("build").and_then(|b| b.as_str()).ok_or("version.json names no build")?.to_owned();
    let place = dir().join(&build);
    for file in crate::sh::files(dist) {
        let to = place.join(file.strip_prefix(dist)?);
        if let Some(parent) = to.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::copy(&file, &to)?;
    }
    make_current(&dir(), &build)?;
    prune(&build)?;
    Ok(build)
}

fn prune(current: &str) -> Result {
    let mut builds: Vec<PathBuf> = std::fs::read_dir(dir())?
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.is_dir() && !p.ends_with(current))
        .collect();
    builds.sort_by_key(|p| std::cmp::Reverse(modified(&p.join("index.html"))));
    for old in builds.into_iter().skip(KEPT - 1) {
        std::fs::remove_dir_all(old)?;
    }
    Ok(())
}

fn modified(path: &Path) -> std::time::SystemTime {
    std::fs::metadata(path).and_then(|m| m.modified()).unwrap_or(std::time::SystemTime::UNIX_EPOCH)
}
