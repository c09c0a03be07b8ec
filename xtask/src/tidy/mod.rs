//! `cargo xtask tidy`: rules of the house that the compiler does not know.

mod architecture;
mod contrast;
mod imports;
mod registry;
mod rules;
mod sizes;
mod storeys;
mod words;

use crate::Result;

/// A breach: where, and what is wrong.
pub(crate) type Breach = String;

/// A check: all breaches of one rule.
type Check = fn() -> Result<Vec<Breach>>;

/// Runs all checks and names every breach before failing.
pub(crate) fn run() -> Result {
    let checks: [(&str, Check); 6] = [
        ("storeys", storeys::check),
        ("registry", registry::check),
        ("architecture", architecture::check),
        ("sizes", sizes::check),
        ("words", words::check),
        ("contrast", contrast::check),
    ];
    let mut count = 0;
    for (name, check) in checks {
        let breaches = check()?;
        println!(
            "{name}: {}",
            if breaches.is_empty() { "ok".to_owned() } else { format!("{} breaches", breaches.len()) }
        );
        for breach in &breaches {
            println!("  {breach}");
        }
        count += breaches.len();
    }
    if count == 0 { Ok(()) } else { Err(format!("{count} breaches").into()) }
}

/// Path of a file below the root, for people.
pub(crate) fn shown(file: &std::path::Path) -> String {
    file.strip_prefix(crate::sh::root()).unwrap_or(file).display().to_string()
}

/// Source files below a folder that end in `end`; or the one file of that name.
pub(crate) fn sources(folder: &str, end: &str) -> Result<Vec<(String, String)>> {
    let place = crate::sh::root().join(folder);
    let files = if place.is_file() { vec![place] } else { crate::sh::files(&place) };
    let wanted = files.into_iter().filter(|f| f.to_string_lossy().ends_with(end));
    wanted
        .map(|f| {
            let text = std::fs::read_to_string(&f).map_err(|e| format!("{}: {e}", shown(&f)))?;
            Ok((shown(&f), text))
        })
        .collect()
}
