//! Lists the data files in the program, so that one binary is enough; a new file is noticed without `cargo clean`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default())
        .join("../../data")
        .canonicalize()?;
    let mut names = vec!["places.toml".to_owned(), "catalogue/items.csv".to_owned()];
    for folder in ["", "catalogue", "catalogue/items", "forms", "calendar"] {
        println_directive(&root.join(folder));
    }
    for folder in ["catalogue/items", "forms", "calendar"] {
        for entry in fs::read_dir(root.join(folder))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".toml") {
                names.push(format!("{folder}/{name}"));
            }
        }
    }
    names.sort();
    let mut code =
        "/// Name and text of each data file, by name.\nstatic EMBEDDED: &[(&str, &str)] = &[\n".to_owned();
    for name in names {
        let path = root.join(&name);
        println_directive(&path);
        // Writing to a String cannot fail.
        let _ = writeln!(code, "    ({name:?}, include_str!({path:?})),");
    }
    code.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("embedded.rs"), code)
}

/// Tells cargo to look at a path.
fn println_directive(path: &Path) {
    println!("cargo:rerun-if-changed={}", path.display());
}
