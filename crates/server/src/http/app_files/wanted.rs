//! What a path asks for. Only plain names pass, so no path leads out of the folder.

/// How long a browser may keep a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Asks each time.
    Asked,
    /// A day.
    Day,
    /// Its name changes with its content.
    ForEver,
}

impl Kept {
    /// Value of `Cache-Control`.
    pub(super) const fn header(self) -> &'static str {
        match self {
            Self::Asked => "no-cache",
            Self::Day => "public, max-age=86400",
            Self::ForEver => "public, max-age=31536000, immutable",
        }
    }
}

/// A file of a build.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// A build by name, or the newest one.
    pub(super) build: Option<String>,
    /// Path within the build.
    pub(super) path: String,
    /// How long it may be kept.
    pub(super) kept: Kept,
}

/// Files of the newest build that are served at the root.
const ROOT_FILES: [(&str, Kept); 6] = [
    ("sw.js", Kept::Asked),
    ("version.json", Kept::Asked),
    ("manifest.webmanifest", Kept::Asked),
    ("robots.txt", Kept::Day),
    ("favicon.ico", Kept::Day),
    ("offline.html", Kept::Asked),
];

impl Wanted {
    /// Reads a raw (still percent-encoded) path; none when it names nothing that is served.
    pub(super) fn of(path: &str) -> Option<Self> {
        let rest = path.strip_prefix('/')?;
        let newest = |path: &str, kept| Some(Self { build: None, path: path.to_owned(), kept });
        if let Some((_, kept)) = ROOT_FILES.iter().find(|(name, _)| *name == rest) {
            return newest(rest, *kept);
        }
        let segments: Vec<&str> = rest.split('/').collect();
        let plain = segments.iter().all(|s| is_plain_name(s));
        match segments.as_slice() {
            ["icons", _, ..] if plain => newest(rest, Kept::Day),
            ["app", build, inner @ ..] if plain && !inner.is_empty() => {
                Some(Self { build: Some((*build).to_owned()), path: inner.join("/"), kept: Kept::ForEver })
            }
            ["app" | "icons", _, ..] => None,
            _ if is_page(&segments) => newest("index.html", Kept::Asked),
            _ => None,
        }
    }
}

/// A page has no file ending in its last part, and no part that steps out or hides a separator.
fn is_page(segments: &[&str]) -> bool {
    let last = segments.last().copied().unwrap_or_default();
    let steps = |s: &&str| {
        let low = s.to_ascii_lowercase();
        *s == "."
            || s.contains("..")
            || ["%2e", "%2f", "%5c", "%00", "\\"].iter().any(|bad| low.contains(bad))
    };
    !last.contains('.') && !segments.iter().any(steps)
}

/// Letters, digits, `-`, `_` and inner dots.
pub(super) fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && !name.contains("..")
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// Media type by the ending.
pub(super) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(raw: &str) -> Option<String> {
        Wanted::of(raw).map(|w| w.path)
    }

    #[test]
    fn pages_get_the_app_and_unknown_files_do_not() {
        assert_eq!(path("/").as_deref(), Some("index.html"));
        assert_eq!(path("/guide/SB-07").as_deref(), Some("index.html"));
        assert_eq!(path("/nope.png"), None);
    }

    #[test]
    fn no_path_leads_out_of_a_build() {
        for raw in [
            "/app/x/../../etc/passwd",
            "/app/x/%2e%2e/y",
            "/app/..%2fy",
            "/app/x/.env",
            "/%2e%2e/etc",
            "//etc",
        ] {
            assert!(path(raw).is_none_or(|p| p == "index.html" && raw == "//etc"), "{raw}");
        }
    }

    #[test]
    fn a_file_of_a_build_is_kept_for_ever() {
        assert_eq!(Wanted::of("/app/abc/a/b.wasm").unwrap().kept, Kept::ForEver);
        assert_eq!(Wanted::of("/app/abc"), None);
    }
}
