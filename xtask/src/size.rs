//! `cargo xtask size`: what a phone downloads, against the budget; with the change since the last report.

use std::collections::BTreeMap;

use crate::sh::{root, target};
use crate::{Result, app};

/// A sum of files that must stay below a number of bytes, compressed with brotli 11.
struct Budget {
    name: &'static str,
    files: &'static [&'static str],
    brotli: u64,
}

const KB: u64 = 1024;

const BUDGETS: &[Budget] = &[
    Budget {
        name: "home until interactive",
        files: &["index.html", "pages.css", "app.js", "app.wasm"],
        brotli: 190 * KB,
    },
    Budget { name: "HTML with critical CSS", files: &["index.html"], brotli: 14 * KB },
    Budget { name: "first room: guide", files: &["guide.wasm", "shared.pack"], brotli: 60 * KB },
    Budget { name: "first room: community", files: &["community.wasm", "shared.pack"], brotli: 60 * KB },
    Budget { name: "cold link to an item", files: &["item.wasm", "shared.pack"], brotli: 80 * KB },
    Budget { name: "each room: check", files: &["check.wasm"], brotli: 80 * KB },
    Budget { name: "each room: report", files: &["report.wasm"], brotli: 80 * KB },
    Budget { name: "each room: search", files: &["search.wasm"], brotli: 80 * KB },
    Budget { name: "each room: me", files: &["me.wasm"], brotli: 80 * KB },
    Budget { name: "each room: sign in", files: &["account.wasm"], brotli: 80 * KB },
    Budget { name: "each room: own data", files: &["rights.wasm"], brotli: 80 * KB },
    // No bar of its own: staff load it once, on office lines. The line tells when it grows.
    Budget { name: "the desk, staff only", files: &["desk.wasm"], brotli: 360 * KB },
    Budget { name: "the counter, behind it", files: &["desk_counter.wasm"], brotli: 160 * KB },
];

/// Prints the table and fails where a budget is broken.
pub(crate) fn run() -> Result {
    let build = std::fs::read_to_string(app::dir().join("current"))?;
    let dir = app::dir().join(&build);
    let sizes = sizes(&dir)?;
    // Nothing to compare with the first time.
    let before = std::fs::read_to_string(target().join("sizes.json")).unwrap_or_default();
    let before: BTreeMap<String, [u64; 3]> = serde_json::from_str(&before).unwrap_or_default();
    println!("{:<24} {:>9} {:>9} {:>9} {:>8}", "file", "raw", "gzip", "brotli", "change");
    for (name, [raw, gzip, brotli]) in &sizes {
        let change = before
            .get(name)
            .map_or(String::new(), |b| format!("{:+}", i128::from(*brotli) - i128::from(b[2])));
        println!("{name:<24} {raw:>9} {gzip:>9} {brotli:>9} {change:>8}");
    }
    std::fs::write(target().join("sizes.json"), serde_json::to_string(&sizes)?)?;
    println!();
    let mut broken = Vec::new();
    for budget in BUDGETS {
        let sum: u64 = budget.files.iter().map(|f| sizes.get(*f).map_or(u64::MAX / 8, |s| s[2])).sum();
        let ok = sum <= budget.brotli;
        println!(
            "{:<26} {:>7} of {:>7} bytes in {} requests {}",
            budget.name,
            sum,
            budget.brotli,
            budget.files.len(),
            if ok { "ok" } else { "BROKEN" }
        );
        if !ok {
            broken.push(budget.name);
        }
    }
    precache(&sizes, &mut broken);
    if broken.is_empty() { Ok(()) } else { Err(format!("over budget: {}", broken.join(", ")).into()) }
}

/// All that the worker keeps.
fn precache(sizes: &BTreeMap<String, [u64; 3]>, broken: &mut Vec<&'static str>) {
    const MOST: u64 = 1536 * KB;
    let kept = |name: &str| !name.ends_with(".json") && name != "sw.js" && !name.starts_with("desk");
    let sum: u64 = sizes.iter().filter(|(n, _)| kept(n)).map(|(_, s)| s[2]).sum();
    println!("{:<26} {sum:>7} of {MOST:>7} bytes", "precache, transferred");
    if sum > MOST {
        broken.push("precache");
    }
}

/// Raw, gzip and brotli bytes of each file of the build.
fn sizes(dir: &std::path::Path) -> Result<BTreeMap<String, [u64; 3]>> {
    let mut sizes = BTreeMap::new();
    for file in crate::sh::files(dir) {
        let name = file.strip_prefix(dir)?.to_string_lossy().into_owned();
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let raw = std::fs::metadata(&file)?.len();
        let of = |end: &str| std::fs::metadata(format!("{}{end}", file.display())).map_or(raw, |m| m.len());
        sizes.insert(name, [raw, of(".gz"), of(".br")]);
    }
    if sizes.is_empty() { Err(format!("no build in {}", root().display()).into()) } else { Ok(sizes) }
}
