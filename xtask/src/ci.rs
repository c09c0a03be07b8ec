//! `cargo xtask ci`: what CI runs after the tests: format, lints for host and wasm32, docs, tidy, sizes, contract fuzzing.

use std::time::Instant;

use crate::sh::{self, command, run_command, run_quietly};
use crate::{Result, app, fuzz, size, tidy, tools};

/// Packages that run on the machine of a developer or a server; the app is built for wasm32 alone.
const ON_HOST: &[&str] = &["-p", "yunlin-api", "-p", "yunlin-server", "-p", "xtask"];

/// The app as it is released.
const ON_PHONE: &[&str] =
    &["-p", "yunlin-app", "--target", "wasm32-unknown-unknown", "--profile", "wasm-release"];

/// All steps in order; the first that fails ends it.
pub(crate) fn run() -> Result {
    tools::for_build()?;
    quick()?;
    step("lints, host and wasm32", || {
        sh::both(|| lints(ON_PHONE), || lints(&[ON_HOST, &["--all-targets"]].concat()))
    })?;
    step("docs", || {
        let mut doc = command("cargo");
        doc.args(["doc", "--quiet", "--no-deps", "--document-private-items"]).args(ON_HOST);
        run_command(doc.env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    step("app", || app::build().map(|_| ()))?;
    step("sizes", || size::run(false))?;
    step("contract", fuzz::run)
}

/// What takes seconds: run before the tests too, so that a word out of place is not found half an hour later.
pub(crate) fn quick() -> Result {
    tools::for_lints()?;
    step("format", || sh::run("cargo", &["fmt", "--all", "--check"]))?;
    step("tidy", tidy::run)
}

fn lints(what: &[&str]) -> Result {
    run_quietly(command("cargo").args(["clippy", "--quiet"]).args(what).args(["--", "-D", "warnings"]))
}

fn step(name: &str, work: impl FnOnce() -> Result) -> Result {
    println!("\n== {name}");
    let start = Instant::now();
    work()?;
    println!("   {name}: {} s", start.elapsed().as_secs());
    Ok(())
}
