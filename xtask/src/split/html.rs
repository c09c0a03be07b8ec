//! index.html of a build: marks filled, styles and boot script inlined, both hashed for the security policy.

use std::path::Path;

use base64::Engine as _;
use sha2::{Digest, Sha256};
use yunlin_api::endpoint::{Endpoint as _, FROM_APP, IDEMPOTENCY_KEY};
use yunlin_api::site::PostTrouble;

use super::{icons, prerender};
use crate::Result;

/// The page before its build has a name.
pub(crate) struct Page {
    /// HTML with `__BUILD__` and `__BASE__` open.
    pub(crate) template: String,
    style: String,
    mode: String,
    boot: String,
    load: String,
}

/// The finished page with the hashes of what stands inline.
pub(crate) struct Done {
    /// HTML.
    pub(crate) html: String,
    scripts: Vec<String>,
    styles: Vec<String>,
}

/// Fills every mark but the name of the build.
pub(crate) fn render(root: &Path) -> Result<Page> {
    let mut html = without_trunk(&std::fs::read_to_string(root.join("index.html"))?);
    for (mark, text) in prerender::marks(root)? {
        html = html.replace(&format!("<!--{mark}-->"), &text);
    }
    let (first, rest) = icons::sprites(root, &html)?;
    html = html.replace("<!--sprite-->", &first).replace("<!--sprite:rest-->", &rest);
    let style = style(root)?;
    let mode = squeeze_js(&std::fs::read_to_string(root.join("src/boot/mode.js"))?);
    let boot = squeeze_js(&std::fs::read_to_string(root.join("src/boot/boot.js"))?)
        .replace("__TROUBLE__", PostTrouble::PATH)
        .replace("__FROM_APP__", FROM_APP)
        .replace("__KEY__", IDEMPOTENCY_KEY);
    let load = squeeze_js(&std::fs::read_to_string(root.join("src/boot/load.js"))?);
    html = html
        .replace("<!--style-->", &format!("<style>{style}</style>"))
        .replace("<!--mode-->", &format!("<script>{mode}</script>"));
    Ok(Page { template: squeeze_html(&html), style, mode, boot, load })
}

impl Page {
    /// All that this page will be: another text is another build, and the worker of a phone fetches it.
    pub(crate) fn texts(&self) -> [&str; 3] {
        [&self.template, &self.boot, &self.load]
    }

    /// Names the build and where its files lie.
    pub(crate) fn named(&self, build: &str, base: &str) -> Done {
        let load = self
            .load
            .replace("__JS__", &format!("{base}app.js"))
            .replace("__WASM__", &format!("{base}app.wasm"))
            .replace("__CSS__", &format!("{base}pages.css"));
        // At the end of the page: the first paint shall not share the line with the app.
        let load_tags = format!(
            "<link rel=\"preload\" href=\"{base}pages.css\" as=\"style\"><link rel=\"modulepreload\" href=\"{base}app.js\"><link rel=\"preload\" href=\"{base}app.wasm\" as=\"fetch\" type=\"application/wasm\" crossorigin><script type=\"module\">{load}</script>"
        );
        let html = self
            .template
            .replace("<!--boot-->", &format!("<script>{}</script>", self.boot))
            .replace("<!--load-->", &load_tags)
            .replace("__NAMES__", &format!("{base}names.html"))
            .replacen("<html ", &format!("<html data-build=\"{build}\" "), 1);
        Done {
            html,
            scripts: vec![hash(&self.mode), hash(&self.boot), hash(&load)],
            styles: vec![hash(&self.style)],
        }
    }
}

impl Done {
    /// csp.json for the server.
    pub(crate) fn csp(&self) -> Result<String> {
        Ok(serde_json::to_string(&serde_json::json!({ "script": self.scripts, "style": self.styles }))?)
    }
}

fn hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)))
}

/// Styles of the first paint, inlined.
fn style(root: &Path) -> Result<String> {
    let mut css = String::new();
    for name in ["tokens", "base", "shell"] {
        css.push_str(&std::fs::read_to_string(root.join(format!("style/{name}.css")))?);
    }
    Ok(squeeze_css(&css))
}

/// Styles of everything behind the first paint: a file of the build that loads beside the wasm.
pub(crate) fn pages_style(root: &Path) -> Result<String> {
    let mut css = String::new();
    for folder in ["style/ui", "style/modules"] {
        for file in crate::sh::files(&root.join(folder)) {
            css.push_str(&std::fs::read_to_string(file)?);
        }
    }
    Ok(squeeze_css(&css))
}

/// Drops the lines that only Trunk reads.
fn without_trunk(html: &str) -> String {
    html.lines().filter(|l| !l.contains("data-trunk")).collect::<Vec<_>>().join("\n")
}

fn squeeze_html(html: &str) -> String {
    html.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Drops comments and needless blanks; strings of our styles hold neither `/*` nor double blanks.
fn squeeze_css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(open) = rest.find("/*") {
        out.push_str(&rest[..open]);
        rest = rest[open..].find("*/").map_or("", |close| &rest[open + close + 2..]);
    }
    out.push_str(rest);
    let joined = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut css = joined.replace("; }", "}").replace(" {", "{").replace("{ ", "{").replace("} ", "}");
    for (from, to) in [("; ", ";"), (": ", ":"), (", ", ",")] {
        css = css.replace(from, to);
    }
    css
}

/// Drops indentation and comment lines.
fn squeeze_js(js: &str) -> String {
    let mut out = String::new();
    let mut in_comment = false;
    for line in js.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}
