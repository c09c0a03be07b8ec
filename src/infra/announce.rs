//! Says changes to screen readers through the polite live region of index.html.

use super::browser::by_id;

/// Reads the text aloud where a screen reader runs.
pub fn say(text: &str) {
    if let Some(live) = by_id("live") {
        live.set_text_content(Some(text));
    }
}
