//! Trunk's post_build hook: cuts the one wasm file of the app into a main part and one part per room.
//!
//! cargo's wasm (with relocations) → wasm-split-cli → wasm-bindgen → binaryen for each part → the many small shared chunks
//! packed into one file → one loader inside the JS glue → index.html, sw.js, version.json, csp.json for this very build.
//! stack: the parts only fit the main part of the same build, so a build is published and cached as one set.

mod glue;
mod html;
mod icons;
mod names;
mod pack;
mod prerender;
mod worker;

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::Result;
use crate::sh::{command, root, run_command, target};

/// Base name of cargo's output.
const NAME: &str = "yunlin";

/// Which files each room of a build fetches, for `cargo xtask size`.
pub(crate) const ROOMS: &str = "rooms.json";

/// Runs as Trunk's hook, with Trunk's environment.
pub(crate) fn run() -> Result {
    let stage = PathBuf::from(
        std::env::var("TRUNK_STAGING_DIR").map_err(|_| "xtask split is Trunk's hook: run `trunk build`")?,
    );
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|p| p == "release");
    let profile = if release { "wasm-release" } else { "wasm-dev" };
    let raw = target().join("wasm32-unknown-unknown").join(profile).join(format!("{NAME}.wasm"));
    let work = target().join("wasm-split");
    if work.exists() {
        std::fs::remove_dir_all(&work)?;
    }
    std::fs::create_dir_all(&work)?;
    cut(&raw, &work)?;
    let mut parts = parts(&work)?;
    if release {
        optimise(&parts)?;
    }
    let main = parts.remove(0);
    let rooms_of = glue::rooms_of(&work)?;
    let packed = pack::pack(&parts, &rooms_of)?;
    let js = glue::join(&work, &packed.places)?;

    drop_trunks_own(&stage)?;
    std::fs::write(stage.join("app.wasm"), std::fs::read(&main)?)?;
    std::fs::write(stage.join("app.js"), &js)?;
    for (name, bytes) in &packed.files {
        std::fs::write(stage.join(name), bytes)?;
    }
    std::fs::write(stage.join(ROOMS), serde_json::to_string(&packed.fetched(&rooms_of))?)?;
    finish(&stage, release)?;
    println!("split: {} parts in {} files", parts.len() + 1, packed.files.len() + 1);
    Ok(())
}

fn cut(raw: &Path, work: &Path) -> Result {
    run_command(command("wasm-split-cli").arg(raw).arg(work).args(["--out-name", "app"]))?;
    let out = format!("--out-dir={}", work.join("pkg").display());
    let bind =
        ["--target=web", "--keep-lld-exports", "--no-demangle", "--no-typescript", &out, "--out-name=app"];
    run_command(command("wasm-bindgen").args(bind).arg(work.join("app.wasm")))
}

/// The bound main part, then every other part by name.
fn parts(work: &Path) -> Result<Vec<PathBuf>> {
    let mut parts: Vec<PathBuf> = std::fs::read_dir(work)?
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "wasm") && !p.ends_with("app.wasm"))
        .collect();
    parts.sort();
    parts.insert(0, work.join("pkg").join("app_bg.wasm"));
    Ok(parts)
}

/// Shrinks the parts on two cores; the largest are dealt out first.
fn optimise(parts: &[PathBuf]) -> Result {
    let size = |part: &Path| std::fs::metadata(part).map_or(0, |m| m.len());
    let mut big: Vec<&PathBuf> = parts.iter().filter(|part| size(part) > NOTHING_TO_GAIN).collect();
    big.sort_by_key(|part| std::cmp::Reverse(size(part)));
    let hands = [0, 1].map(|hand| big.iter().skip(hand).step_by(2).copied().collect::<Vec<_>>());
    std::thread::scope(|scope| {
        let workers = hands.map(|hand| scope.spawn(move || optimise_some(&hand)));
        workers.into_iter().try_for_each(|w| w.join().unwrap_or_else(|_| Err("a worker died".into())))
    })
}

/// Bytes of a part that is not worth shrinking.
const NOTHING_TO_GAIN: u64 = 1024;

fn optimise_some(parts: &[&PathBuf]) -> Result {
    run_command(
        std::process::Command::new("node")
            .arg(root().join("xtask/src/split/optimise.mjs"))
            .arg(crate::tools::binaryen())
            .args(parts),
    )
}

/// Removes the unsplit files that Trunk made.
fn drop_trunks_own(stage: &Path) -> Result {
    for entry in std::fs::read_dir(stage)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(NAME) && (name.ends_with(".js") || name.ends_with(".wasm")) {
            std::fs::remove_file(entry.path())?;
        }
    }
    let copied = stage.join("root");
    if copied.is_dir() {
        for file in crate::sh::files(&copied) {
            let to = stage.join(file.strip_prefix(&copied)?);
            if let Some(parent) = to.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::rename(&file, to)?;
        }
        std::fs::remove_dir_all(copied)?;
    }
    Ok(())
}

/// Writes everything that names the build: page, worker, version, hashes for the security policy; then compresses.
fn finish(stage: &Path, release: bool) -> Result {
    let page = html::render(&root())?;
    std::fs::write(stage.join("pages.css"), html::pages_style(&root())?)?;
    std::fs::write(stage.join("names.html"), names::page(&root())?)?;
    let mut hash = Sha256::new();
    for file in crate::sh::files(stage).iter().filter(|f| !f.ends_with("index.html")) {
        hash.update(std::fs::read(file)?);
    }
    page.texts().iter().for_each(|text| hash.update(text));
    hash.update(worker::source(&root())?);
    let build: String = hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect();
    let base = if release { format!("/app/{build}/") } else { "/".to_owned() };
    let done = page.named(&build, &base);
    std::fs::write(stage.join("index.html"), &done.html)?;
    std::fs::write(stage.join("csp.json"), done.csp()?)?;
    std::fs::write(stage.join("version.json"), format!("{{\"build\":\"{build}\"}}\n"))?;
    std::fs::write(stage.join("sw.js"), worker::render(&root(), stage, &build, &base)?)?;
    if release { compress(stage) } else { Ok(()) }
}

/// Writes `.br` and `.gz` beside each file that gains from it.
fn compress(stage: &Path) -> Result {
    const GAIN: &[&str] = &["html", "js", "wasm", "pack", "json", "webmanifest", "txt", "svg", "css"];
    for file in crate::sh::files(stage) {
        if !file.extension().is_some_and(|e| GAIN.contains(&e.to_string_lossy().as_ref())) {
            continue;
        }
        let bytes = std::fs::read(&file)?;
        let name = file.to_string_lossy().into_owned();
        std::fs::write(format!("{name}.br"), brotli11(&bytes)?)?;
        std::fs::write(format!("{name}.gz"), gzip9(&bytes)?)?;
    }
    Ok(())
}

/// Brotli at its highest quality.
pub(crate) fn brotli11(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

/// Gzip at its highest level.
pub(crate) fn gzip9(bytes: &[u8]) -> Result<Vec<u8>> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
