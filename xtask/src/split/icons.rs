//! The sprite of index.html: every icon of assets/icons that a source names.

use std::path::Path;

use crate::Result;

/// `<svg>` with one `<symbol>` per icon.
pub(crate) fn sprite(root: &Path) -> Result<String> {
    let mut out = String::from("<svg hidden aria-hidden=\"true\">");
    for file in crate::sh::files(&root.join("assets/icons")) {
        let Some(name) = file.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_suffix(".svg"))
        else {
            continue;
        };
        let svg = std::fs::read_to_string(&file)?;
        let (_, inner) = svg.split_once('>').ok_or_else(|| format!("{}: no svg", file.display()))?;
        let inner = inner.trim_end().trim_end_matches("</svg>");
        out.push_str(&format!("<symbol id=\"i-{name}\" viewBox=\"0 0 256 256\">{inner}</symbol>"));
    }
    out.push_str("</svg>");
    Ok(out)
}
