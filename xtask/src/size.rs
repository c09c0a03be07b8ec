//! `cargo xtask size`: what a phone downloads, against the budget; with the change since the sizes that are committed.

use std::collections::BTreeMap;

use crate::sh::root;
use crate::{Result, app};

/// A sum of files that must stay below a number of bytes, compressed with brotli 11.
struct Budget {
    name: &'static str,
    files: &'static [&'static str],
    brotli: u64,
}

const KB: u64 = 1024;

/// The first load; a room's own budget stands in `ROOMS`.
const BUDGETS: &[Budget] = &[
    Budget {
        name: "home until interactive",
        files: &["index.html", "pages.css", "app.js", "app.wasm"],
        brotli: 190 * KB,
    },
    Budget { name: "HTML with critical CSS", files: &["index.html"], brotli: 14 * KB },
];

/// What opening a room costs beside the first load, on a phone that has no other room yet: all files that it fetches.
/// A room without a line fails the check, as does a line without its room.
const ROOMS: &[(&str, u64)] = &[
    // Bars of the first modules.
    ("guide", 60 * KB),
    ("community", 60 * KB),
    // Lines a little above what stands, so that growth is noticed.
    ("item", 87 * KB),
    ("check", 95 * KB),
    ("report", 154 * KB),
    ("search", 74 * KB),
    ("about", 26 * KB),
    ("apply", 300 * KB),
    ("cases", 178 * KB),
    ("me", 128 * KB),
    ("account", 90 * KB),
    ("rights", 105 * KB),
    // When the phone is idle: what brings everything else onto it, and the outbox.
    ("later", 51 * KB),
    ("outbox", 88 * KB),
    // Staff load these once, on office lines.
    ("desk", 372 * KB),
    ("desk_counter", 520 * KB),
];

/// Requests that opening a room may cost.
const REQUESTS: usize = 4;

/// Prints the table and fails where a budget is broken. `keep` makes this build the one that later ones are compared with.
pub(crate) fn run(keep: bool) -> Result {
    let build = std::fs::read_to_string(app::dir().join("current"))?;
    let dir = app::dir().join(&build);
    let sizes = sizes(&dir)?;
    table(&sizes)?;
    let mut broken = Vec::new();
    for budget in BUDGETS {
        held(&sizes, budget.name, budget.files, budget.brotli, &mut broken);
    }
    let rooms: BTreeMap<String, Vec<String>> =
        serde_json::from_str(&std::fs::read_to_string(dir.join(crate::split::ROOMS))?)?;
    for (room, brotli) in ROOMS {
        let files =
            rooms.get(*room).ok_or_else(|| format!("a budget for a room that is not there: {room}"))?;
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        held(&sizes, &format!("room {room}"), &files, *brotli, &mut broken);
        if files.len() > REQUESTS {
            broken.push(format!("requests of {room}"));
        }
    }
    let unbound = rooms.keys().filter(|room| !ROOMS.iter().any(|(name, _)| name == room));
    broken.extend(unbound.map(|room| format!("room {room} has no budget")));
    precache(&sizes, &mut broken);
    if keep {
        std::fs::write(kept(), serde_json::to_string_pretty(&sizes)? + "\n")?;
    }
    if broken.is_empty() { Ok(()) } else { Err(format!("over budget: {}", broken.join(", ")).into()) }
}

/// The sizes that a build is compared with; committed, so that a fresh clone sees the change too.
fn kept() -> std::path::PathBuf {
    root().join("xtask/sizes.json")
}

fn table(sizes: &BTreeMap<String, [u64; 3]>) -> Result {
    let before: BTreeMap<String, [u64; 3]> = serde_json::from_str(&std::fs::read_to_string(kept())?)?;
    println!("{:<24} {:>9} {:>9} {:>9} {:>8}", "file", "raw", "gzip", "brotli", "change");
    for (name, [raw, gzip, brotli]) in sizes {
        let change = before
            .get(name)
            .map_or("new".to_owned(), |b| format!("{:+}", i128::from(*brotli) - i128::from(b[2])));
        println!("{name:<24} {raw:>9} {gzip:>9} {brotli:>9} {change:>8}");
    }
    println!();
    Ok(())
}

/// Prints one budget, and notes it where it is broken.
fn held(sizes: &BTreeMap<String, [u64; 3]>, name: &str, files: &[&str], most: u64, broken: &mut Vec<String>) {
    // A file that is missing breaks its budget.
    let sum: u64 = files.iter().map(|f| sizes.get(*f).map_or(u64::MAX / 8, |s| s[2])).sum();
    let ok = if sum <= most { "ok" } else { "BROKEN" };
    println!("{name:<26} {sum:>7} of {most:>7} bytes in {} requests {ok}: {}", files.len(), files.join(" "));
    if sum > most {
        broken.push(name.to_owned());
    }
}

/// All that the worker keeps.
fn precache(sizes: &BTreeMap<String, [u64; 3]>, broken: &mut Vec<String>) {
    const MOST: u64 = 1536 * KB;
    let kept = |name: &str| !name.ends_with(".json") && name != "sw.js" && !name.starts_with("desk");
    let sum: u64 = sizes.iter().filter(|(n, _)| kept(n)).map(|(_, s)| s[2]).sum();
    println!("{:<26} {sum:>7} of {MOST:>7} bytes", "precache, transferred");
    if sum > MOST {
        broken.push("precache".to_owned());
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
