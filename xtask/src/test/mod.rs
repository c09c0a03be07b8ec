//! `cargo xtask test`: unit and doc tests, the server on SQLite and on PostgreSQL, and the browser stories.

pub(crate) mod postgres;

use crate::sh::{self, command, root, run_command, target};
use crate::{Result, app, ci, tools};

/// Runs everything, or the part that is named; a filter goes to the test runner of that part.
pub(crate) fn run(args: &[&str]) -> Result {
    let filter = args.get(1).copied();
    match args.first().copied() {
        None => {
            ci::quick()?;
            // First, one after the other: packages are installed by one at a time.
            tools::for_build()?;
            tools::for_browser()?;
            tools::postgres()?;
            // Much of a release build of wasm keeps one core busy: the other one tests meanwhile.
            sh::both(|| app::build_quietly().map(drop), || unit(None).and_then(|()| server(None)))?;
            browser(None)
        }
        Some("unit") => unit(filter),
        Some("server") => server(filter),
        Some("browser") => browser(filter),
        Some(other) => Err(format!("unknown part {other}: unit, server or browser").into()),
    }
}

/// Pure rules, the app's plain Rust on the host, and the tools.
fn unit(filter: Option<&str>) -> Result {
    println!("\n== unit and doc tests");
    let mut args = vec!["test", "--quiet", "-p", "yunlin-api", "-p", "yunlin-app", "-p", "xtask"];
    args.extend(filter);
    sh::run("cargo", &args)
}

/// The server's own tests, every story on both databases.
fn server(filter: Option<&str>) -> Result {
    println!("\n== server on SQLite and PostgreSQL");
    let postgres = postgres::start()?;
    let mut test = command("cargo");
    test.args(["test", "--quiet", "-p", "yunlin-server"])
        .args(filter)
        .env("YUNLIN_TEST_PG_URL", postgres.url());
    run_command(&mut test)
}

/// The stories of tests/ in real Chromium against the debug server and the release app.
fn browser(filter: Option<&str>) -> Result {
    tools::for_browser()?;
    app::build()?;
    sh::debug_server()?;
    println!("\n== browser");
    let mut node = command("node");
    node.args(["--test", "--test-concurrency=3"]);
    if let Some(filter) = filter {
        node.arg(format!("--test-name-pattern={filter}"));
    }
    node.args(stories()?)
        .env("SERVER_UNDER_TEST", target().join("debug").join("yunlin-server"))
        .env("APP_UNDER_TEST", app::dir())
        .env("XTASK_UNDER_TEST", std::env::current_exe()?)
        .current_dir(root().join("tests"));
    run_command(&mut node)
}

/// All story files, named one by one: node's own search differs between versions.
fn stories() -> Result<Vec<std::path::PathBuf>> {
    let files: Vec<_> = crate::sh::files(&root().join("tests/e2e"))
        .into_iter()
        .filter(|f| f.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if files.is_empty() { Err("tests/e2e holds no stories".into()) } else { Ok(files) }
}
