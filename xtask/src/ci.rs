//! `cargo xtask ci`: what CI runs after the tests: format, lints for host and wasm32, docs, tidy, sizes, contract fuzzing.

use std::time::Instant;

use crate::sh::{self, command, run_command};
use crate::{Result, app, fuzz, size, tidy, tools};

/// All steps in order; the first that fails ends it.
pub(crate) fn run() -> Result {
    tools::for_lints()?;
    tools::for_build()?;
    step("format", || sh::run("cargo", &["fmt", "--all", "--check"]))?;
    step("lints, host", || {
        sh::run(
            "cargo",
            &[
                "clippy",
                "--quiet",
                "-p",
                "yunlin-api",
                "-p",
                "yunlin-server",
                "-p",
                "xtask",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
        )
    })?;
    step("lints, wasm32", || {
        let args = [
            "clippy",
            "--quiet",
            "-p",
            "yunlin-app",
            "--target",
            "wasm32-unknown-unknown",
            "--profile",
            "wasm-release",
            "--",
            "-D",
            "warnings",
        ];
        sh::run("cargo", &args)
    })?;
    step("docs", || {
        let mut doc = command("cargo");
        doc.args([
            "doc",
            "--quiet",
            "--no-deps",
            "--document-private-items",
            "-p",
            "yunlin-api",
            "-p",
            "yunlin-server",
            "-p",
            "xtask",
        ]);
        run_command(doc.env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    step("tidy", tidy::run)?;
    step("app", || app::build().map(|_| ()))?;
    step("sizes", size::run)?;
    step("contract", fuzz::run)
}

fn step(name: &str, work: impl FnOnce() -> Result) -> Result {
    println!("\n== {name}");
    let start = Instant::now();
    work()?;
    println!("   {name}: {} s", start.elapsed().as_secs());
    Ok(())
}
