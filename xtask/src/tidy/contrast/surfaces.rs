//! What a style sheet does not say itself: on which surface a text without a background of its own stands, and which texts
//! stand on a surface that sets no colour. The first line whose word is part of the selector counts.

/// Pages and cards: where text stands unless a line below says otherwise.
const ANYWHERE: &[&str] = &["paper", "card"];

/// A part of a selector, and the surfaces that such an element stands on.
const STANDS_ON: &[(&str, &[&str])] = &[
    (".top", &["bar", "bar-2"]),
    (".pill", &["bar", "bar-2"]),
    (".tile", &["gov-tint", "daily-tint", "vol-tint", "prop-tint", "pub-tint", "com-tint", "card"]),
    (".facts dt", &["brand-tint"]),
    (".tabs", &["card"]),
    (".switch a[aria-current]", &["card"]),
    (".switch", &["line"]),
    (".track i", &["line"]),
    (".todo", &["wait-tint"]),
    (".known", &["good-tint"]),
    (".wrongs", &["bad-tint"]),
    (".d-nav[aria-current]", &["rail-on"]),
    (".d-nav", &["rail", "rail-on"]),
    (".d-rail", &["rail", "rail-on"]),
    (".d-me", &["rail"]),
    (".d-wait-for", &["wait-tint"]),
    (".d-viewer", &["night"]),
    (".d-table", &["card", "paper", "brand-tint"]),
    (".d-open", &["card", "paper", "brand-tint"]),
    (".pick small", &["card", "brand-tint"]),
    (".tag.good", &["good-tint"]),
];

/// A part of a selector, and the texts on its background where the rule sets no colour of its own.
const HOLDS: &[(&str, &[&str])] = &[
    (".skip", &["brand-ink"]),
    (".facts > div", &["ink", "ink-2"]),
    (".todo", &["wait"]),
    (".known", &["ink", "ink-2"]),
    (".wait-tag", &["wait"]),
    (".tag.good", &["good"]),
    (".tag.plain", &["ink-2"]),
    (".seek", &["ink-2"]),
    (".d-nav", &["rail-ink"]),
    (".d-gate", &["rail-ink"]),
    (".d-cover", &["rail-ink"]),
    (".d-btn:hover", &["brand-ink"]),
    (".d-table", &["ink", "ink-2"]),
    (".d-wait-for", &["ink", "wait"]),
];

/// Drawn, not written: bars and bones.
const DRAWN: &[&str] = &[".track", ".bone"];

/// Grounds that are seen and carry no text themselves: around everything, and behind the icon of a tile.
const BARE: &[&str] = &["html", ".d-gate", ".d-cover", ".tile svg"];

/// Rules whose colour is that of an icon; its words have colours of their own.
const ICONS: &[&str] = &[".tile", "svg"];

/// Rules that only 长辈版 shows.
const ELDER_ONLY: &[&str] = &["[data-mode=\"elder\"]", ".only-elder", ".callbig"];

/// Colours that carry no meaning: lines between rows, and the grey of what is not there yet (1.4.11 asks nothing of them).
pub(super) const DECORATION: &[&str] = &["line"];

/// Selectors that may write a colour out, and why.
pub(super) const WRITTEN_OUT: &[(&str, &str)] = &[
    (".d-qr", "a scanner wants black on white in every mode"),
    ("::backdrop", "a shade over the page behind a dialog"),
];

/// Whether a word of the tables means this selector: an element by its name, everything else by being part of it.
pub(super) fn names(selector: &str, word: &str) -> bool {
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return selector == word || selector.ends_with(&format!(" {word}"));
    }
    selector.contains(word)
}

fn any(table: &[&str], selector: &str) -> bool {
    table.iter().any(|word| names(selector, word))
}

fn first(table: &'static [(&str, &[&str])], selector: &str) -> Option<&'static [&'static str]> {
    table.iter().find(|(word, _)| names(selector, word)).map(|(_, names)| *names)
}

/// Surfaces below an element.
pub(super) fn below(selector: &str) -> &'static [&'static str] {
    first(STANDS_ON, selector).unwrap_or(ANYWHERE)
}

/// Texts on a background.
pub(super) fn upon(selector: &str) -> &'static [&'static str] {
    first(HOLDS, selector).unwrap_or(&["ink"])
}

/// Whether the background is a drawing and no ground for text.
pub(super) fn is_drawn(selector: &str) -> bool {
    any(DRAWN, selector)
}

/// Whether the background carries no text itself.
pub(super) fn is_bare(selector: &str) -> bool {
    selector == "html" || any(&BARE[1..], selector)
}

/// Whether the colour is that of an icon.
pub(super) fn is_icon(selector: &str) -> bool {
    selector == ICONS[0] || any(&ICONS[1..], selector)
}

/// Whether the rule counts in 长辈版 alone.
pub(super) fn is_elder_only(selector: &str) -> bool {
    any(ELDER_ONLY, selector) && !selector.contains(":not([data-mode=\"elder\"])")
}

/// Every word of the tables, for a check that each still stands in a style sheet.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    let tables = STANDS_ON.iter().chain(HOLDS).map(|(word, _)| *word);
    let lists = [DRAWN, BARE, ICONS, ELDER_ONLY].into_iter().flatten().copied();
    tables.chain(lists).chain(WRITTEN_OUT.iter().map(|(word, _)| *word))
}
