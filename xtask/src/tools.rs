//! Installs by package name what the project needs and the machine lacks, saying what it does and why it takes long.

mod apt;
mod node;

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use self::apt::install;
use crate::Result;
use crate::sh::{command, found, output, run, run_command};

/// A tool from crates.io, pinned: wasm-bindgen's must equal the crate's version, trunk's must accept this Rust.
struct CargoTool {
    program: &'static str,
    package: &'static str,
    version: &'static str,
    /// Text that `PROGRAM --version` must hold; empty where the tool has no such flag.
    proof: &'static str,
    flags: &'static [&'static str],
    minutes: u32,
}

const CARGO_TOOLS: &[CargoTool] = &[
    CargoTool {
        program: "trunk",
        package: "trunk",
        version: "0.21.14",
        proof: "0.21.14",
        flags: &["--locked"],
        minutes: 8,
    },
    // Its lockfile can be ahead of the registry, so it is installed without --locked.
    CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: "0.2.130",
        proof: "0.2.130",
        flags: &[],
        minutes: 4,
    },
    CargoTool {
        program: "wasm-split-cli",
        package: "wasm_split_cli_support",
        version: "0.2.4",
        proof: "",
        flags: &["--features", "build-binary"],
        minutes: 2,
    },
];

/// Where the pinned tools live, apart from whatever else the machine has.
pub(crate) fn home() -> PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| std::env::var_os("HOME").map(|h| PathBuf::from(h).join(".cache")));
    cache.unwrap_or_else(crate::sh::target).join("yunlin").join("tools")
}

/// Folder of the pinned tools' programs.
pub(crate) fn bin() -> PathBuf {
    home().join("bin")
}

/// What building the app needs.
pub(crate) fn for_build() -> Result {
    let targets = output("rustup", &["target", "list", "--installed"]).unwrap_or_default();
    if !targets.contains("wasm32-unknown-unknown") {
        step("Rust's wasm32 target", 1, || run("rustup", &["target", "add", "wasm32-unknown-unknown"]))?;
    }
    node::at_least(node::FOR_BUILD)?;
    if !binaryen().is_file() {
        let place = home().join("node");
        std::fs::create_dir_all(&place)?;
        step(&format!("binaryen {BINARYEN}"), 1, || {
            let package = format!("binaryen@{BINARYEN}");
            run_command(
                command("npm")
                    .args(["install", "--no-audit", "--no-fund", "--silent", "--prefix"])
                    .arg(&place)
                    .arg(package),
            )
        })?;
    }
    CARGO_TOOLS.iter().try_for_each(cargo_tool)
}

/// Debian's 108 exports the function table under the name of the externref table of a split app; this one does not.
const BINARYEN: &str = "132.0.0";

/// npm's binaryen, what wasm-opt is made of.
pub(crate) fn binaryen() -> PathBuf {
    home().join("node/node_modules/binaryen/index.js")
}

/// What the browser tests need: Node, Chromium, a font with Chinese characters, the packages of tests/.
pub(crate) fn for_browser() -> Result {
    node::at_least(node::FOR_BROWSER)?;
    let mut missing = Vec::new();
    if !found("chromium") && !found("chromium-browser") {
        missing.push("chromium");
    }
    // Without such a font every screenshot is empty boxes.
    if output("fc-list", &[":lang=zh-cn", "family"]).unwrap_or_default().is_empty() {
        missing.extend(["fontconfig", "fonts-noto-cjk"]);
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    let tests = crate::sh::root().join("tests");
    let fresh = tests.join("node_modules/.package-lock.json");
    if !fresh.is_file() {
        step("packages of the browser tests", 1, || {
            run_command(command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&tests))
        })?;
    }
    Ok(())
}

/// What the server benchmark needs.
pub(crate) fn for_load() -> Result {
    let missing: Vec<&str> = ["wrk", "curl"].into_iter().filter(|p| !found(p)).collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

/// Folder of PostgreSQL's server programs, installing them where they are missing.
pub(crate) fn postgres() -> Result<PathBuf> {
    if let Some(dir) = postgres_dir() {
        return Ok(dir);
    }
    install(&["postgresql"])?;
    postgres_dir().ok_or_else(|| "PostgreSQL is installed, but initdb is not where Debian puts it".into())
}

fn postgres_dir() -> Option<PathBuf> {
    let on_path = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .find(|d| d.join("initdb").is_file());
    on_path.or_else(|| {
        let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
        versions.flatten().map(|v| v.path().join("bin")).find(|d| d.join("initdb").is_file())
    })
}

/// A virtual environment of Python with the given packages; its `bin` folder.
pub(crate) fn python(name: &str, packages: &[&str]) -> Result<PathBuf> {
    let env = home().join(name);
    let bin = env.join("bin");
    if bin.join("yunlin-ready").is_file() {
        return Ok(bin);
    }
    let env_text = env.to_string_lossy().into_owned();
    if run_command(Command::new("python3").args(["-m", "venv", &env_text])).is_err() {
        install(&["python3-venv"])?;
        run_command(Command::new("python3").args(["-m", "venv", "--clear", &env_text]))?;
    }
    let pip = bin.join("pip");
    step(&packages.join(" "), 1, || {
        run_command(Command::new(&pip).args(["install", "--quiet"]).args(packages))
    })?;
    std::fs::write(bin.join("yunlin-ready"), "")?;
    Ok(bin)
}

/// Components of the toolchain that `ci` needs.
pub(crate) fn for_lints() -> Result {
    let components = output("rustup", &["component", "list", "--installed"]).unwrap_or_default();
    for component in ["rustfmt", "clippy"] {
        if !components.contains(component) {
            run("rustup", &["component", "add", component])?;
        }
    }
    Ok(())
}

fn cargo_tool(tool: &CargoTool) -> Result {
    let there = found(tool.program)
        && (tool.proof.is_empty()
            || output(tool.program, &["--version"]).is_some_and(|v| v.contains(tool.proof)));
    if there {
        return Ok(());
    }
    step(&format!("{} {}", tool.package, tool.version), tool.minutes, || {
        let mut install = Command::new("cargo");
        install
            .args(["install", tool.package, "--version", tool.version, "--root"])
            .arg(home())
            .args(tool.flags);
        // A fixed folder, so that an interrupted installation goes on where it stopped.
        run_command(install.env("CARGO_TARGET_DIR", home().join("build")).current_dir(std::env::temp_dir()))
    })
}

/// Says what is being done and how long it took.
pub(crate) fn step<T>(what: &str, minutes: u32, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("• installing {what} (about {minutes} min) …");
    let start = Instant::now();
    let done = work().map_err(|e| format!("could not install {what}: {e}"))?;
    println!("  done in {} s", start.elapsed().as_secs());
    Ok(done)
}
