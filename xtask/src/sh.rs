//! Running other programs from the root of the project.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// Root of the project.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A command in the root, with the project's own tools first on PATH.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    let old = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(crate::tools::bin()).chain(std::env::split_paths(&old));
    if let Ok(path) = std::env::join_paths(paths) {
        command.env("PATH", path);
    }
    command.current_dir(root());
    command
}

/// Runs to the end; an error names the command.
pub(crate) fn run(program: &str, args: &[&str]) -> Result {
    run_command(command(program).args(args))
}

/// Runs a prepared command to the end.
pub(crate) fn run_command(command: &mut Command) -> Result {
    let status = command.status().map_err(|e| format!("{command:?}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}").into()) }
}

/// The same without a word unless it fails: for what runs beside something else.
pub(crate) fn run_quietly(command: &mut Command) -> Result {
    let out = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    if out.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&out.stdout) + String::from_utf8_lossy(&out.stderr);
    Err(format!("{text}\n{command:?} ended with {}", out.status).into())
}

/// Does two things at once; the first error of the two, when both are over.
pub(crate) fn both(one: impl FnOnce() -> Result + Send, other: impl FnOnce() -> Result) -> Result {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        let one = one.join().unwrap_or_else(|_| Err("a thread of xtask panicked".into()));
        other.and(one)
    })
}

/// Builds the debug server the way its tests do. Alone it would get other features of its dependencies, and all that depends
/// on them would be compiled a second time.
pub(crate) fn debug_server() -> Result {
    run("cargo", &["test", "--quiet", "-p", "yunlin-server", "--no-run"])
}

/// What a command prints, trimmed; `None` when it cannot run or fails.
pub(crate) fn output(program: &str, args: &[&str]) -> Option<String> {
    let out = command(program).args(args).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// Whether the program is on PATH.
pub(crate) fn found(program: &str) -> bool {
    let old = std::env::var_os("PATH").unwrap_or_default();
    std::iter::once(crate::tools::bin())
        .chain(std::env::split_paths(&old))
        .any(|dir| dir.join(program).is_file())
}

/// All files below a folder, sorted; missing folders are empty.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let Ok(entries) = std::fs::read_dir(dir) else { return out };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out.sort();
    out
}
