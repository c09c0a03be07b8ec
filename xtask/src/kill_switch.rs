//! `cargo xtask kill-switch`: the newest build once more, with a worker that takes itself off every phone (P15).
//!
//! The published build stays as it is. Beside it comes a copy named `<build>.off`, whose sw.js unregisters itself and drops
//! its caches; `current` then names the copy. Its page is the same page and names the files of the build itself.

use std::path::{Path, PathBuf};

use crate::sh::files;
use crate::{Result, app};

/// What a copy adds to the name of its build.
const OFF: &str = ".off";

/// The worker that ends all workers.
const WORKER: &str = include_str!("../../src/boot/sw_off.js");

/// Turns the workers off, or on again with `undo`.
pub(crate) fn run(args: &[&str]) -> Result {
    let (mut dir, mut undo) = (app::dir(), false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match *arg {
            "undo" => undo = true,
            "--app-dir" => dir = PathBuf::from(args.next().ok_or("--app-dir needs a folder")?),
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    let now = if undo { on_again(&dir)? } else { off(&dir)? };
    println!("{} serves {now}", dir.display());
    Ok(())
}

fn off(dir: &Path) -> Result<String> {
    let build = app::current(dir)?;
    if build.ends_with(OFF) {
        return Ok(build);
    }
    let (from, copy) = (dir.join(&build), format!("{build}{OFF}"));
    for file in files(&from) {
        let inner = file.strip_prefix(&from)?;
        // Pressed forms of the worker would be served in its place.
        if inner.to_string_lossy().starts_with("sw.js") {
            continue;
        }
        let to = dir.join(&copy).join(inner);
        if let Some(parent) = to.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::copy(&file, to)?;
    }
    std::fs::write(dir.join(&copy).join("sw.js"), WORKER)?;
    app::make_current(dir, &copy)?;
    Ok(copy)
}

fn on_again(dir: &Path) -> Result<String> {
    let copy = app::current(dir)?;
    let build = copy.strip_suffix(OFF).ok_or("the kill switch is not on")?;
    app::make_current(dir, build)?;
    std::fs::remove_dir_all(dir.join(&copy))?;
    Ok(build.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_off_changes_the_worker_alone_and_undo_puts_the_build_back() {
        let dir = std::env::temp_dir().join(format!("yunlin-kill-switch-{}", std::process::id()));
        let build = dir.join("aaaa");
        std::fs::create_dir_all(build.join("icons")).unwrap();
        for file in ["index.html", "sw.js", "sw.js.br", "icons/a.png"] {
            std::fs::write(build.join(file), file).unwrap();
        }
        app::make_current(&dir, "aaaa").unwrap();

        for _ in 0..2 {
            assert_eq!(off(&dir).unwrap(), "aaaa.off");
        }
        assert_eq!(app::current(&dir).unwrap(), "aaaa.off");
        let read = |file: &str| std::fs::read_to_string(dir.join("aaaa.off").join(file));
        assert_eq!(read("index.html").unwrap(), "index.html");
        assert_eq!(read("icons/a.png").unwrap(), "icons/a.png");
        assert_eq!(read("sw.js").unwrap(), WORKER);
        assert!(read("sw.js.br").is_err());

        assert_eq!(on_again(&dir).unwrap(), "aaaa");
        assert_eq!(app::current(&dir).unwrap(), "aaaa");
        assert_eq!(std::fs::read_to_string(build.join("sw.js")).unwrap(), "sw.js");
        assert!(on_again(&dir).is_err());
        std::fs::remove_dir_all(dir).unwrap();
    }
}
