//! The one list of commands of the project: what a developer types, and what CI runs.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its terminal")]

mod app;
mod bench;
mod ci;
mod fuzz;
mod kill_switch;
mod new_module;
mod search;
mod sh;
mod size;
mod split;
mod start;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

/// What every step gives back; the text is what the developer reads.
pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

const HELP: &str = "cargo xtask COMMAND

  start [--fresh] [--port N] [--database-url URL]   install what is missing, build, seed demo data, serve
  test [unit|server|browser] [FILTER]               everything, or one part
  fuzz                                              contract fuzzing of the API on both databases
  ci                                                what CI runs after `test`: format, lints, docs, tidy, sizes
  build                                             the release app into var/app
  tidy                                              storeys, registry, docs, words, contrast
  size [--keep]                                     first load and each room, against the budget; --keep: compare with these
  search QUERY | --table FILE                       ranked items; or misses and hit rates of a table
  kill-switch [undo] [--app-dir DIR]                take the service worker off every phone, or let it come back
  bench                                             start-up, memory, server ratios
  new-module SLUG TITLE                             scaffold of a module on both sides
  split                                             (Trunk's hook) cut the app into its parts";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rest: Vec<&str> = args.iter().skip(1).map(String::as_str).collect();
    let done = match args.first().map(String::as_str) {
        Some("start") => start::run(&rest),
        Some("test") => test::run(&rest),
        Some("ci") => ci::run(),
        Some("fuzz") => fuzz::run(),
        Some("build") => app::build().map(|build| println!("app {build}")),
        Some("tidy") => tidy::run(),
        Some("size") => size::run(rest.contains(&"--keep")),
        Some("search") => search::run(&rest),
        Some("kill-switch") => kill_switch::run(&rest),
        Some("bench") => bench::run(&rest),
        Some("new-module") => new_module::run(&rest),
        Some("split") => split::run(),
        _ => {
            println!("{HELP}");
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
