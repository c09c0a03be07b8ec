//! The sprites of index.html: the icons of assets/icons that the first screen shows, and all the others.

use std::path::Path;

use crate::Result;

/// Two `<svg>` with one `<symbol>` per icon: those that the page names above its fold, and those that come after the paint.
pub(crate) fn sprites(root: &Path, page: &str) -> Result<(String, String)> {
    let folded = page.find("<noscript id=\"fold\">").zip(page.find("</noscript>"));
    let (open, close) = folded.ok_or("index.html: no fold")?;
    let shown = |name: &str| {
        let used = format!("#i-{name}\"");
        page[..open].contains(&used) || page[close..].contains(&used)
    };
    let (mut first, mut rest) = (String::new(), String::new());
    for file in crate::sh::files(&root.join("assets/icons")) {
        let Some(name) = file.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_suffix(".svg"))
        else {
            continue;
        };
        let svg = std::fs::read_to_string(&file)?;
        let (_, inner) = svg.split_once('>').ok_or_else(|| format!("{}: no svg", file.display()))?;
        let inner = inner.trim_end().trim_end_matches("</svg>");
        let out = if shown(name) { &mut first } else { &mut rest };
        out.push_str(&format!("<symbol id=\"i-{name}\" viewBox=\"0 0 256 256\">{inner}</symbol>"));
    }
    let svg = |symbols: String| format!("<svg hidden aria-hidden=\"true\">{symbols}</svg>");
    Ok((svg(first), svg(rest)))
}
