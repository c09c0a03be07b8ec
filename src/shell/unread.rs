//! A mark at 我的 in the tab bar while there are messages that nobody has read.

use leptos::prelude::*;

use super::wording as w;
use crate::domain::session;
use crate::infra::{browser, prefs, style};

/// The dot stands beside the icon; the words are for those who hear the page.
const STYLE: &str = ".tabs a[data-unread] { position: relative; }\n\
    .tabs a[data-unread]::after { content: \"\"; position: absolute; top: 7px; left: calc(50% + 9px); width: 10px; height: 10px; \
    border-radius: 50%; background: var(--bad); box-shadow: 0 0 0 2px var(--card); }";

/// Id of the words in the tab.
const WORDS: &str = "unread";

/// Follows whoever is signed in, as long as the page lives.
pub fn watch() {
    // Asks the server only where somebody has signed in; a browser that keeps nothing cannot tell, and is not asked for a dot.
    if !prefs::works() {
        return;
    }
    style::need("unread", STYLE);
    let _ = session::session();
    Effect::new(|_| mark(session::me().map_or(0, |me| me.unread)));
}

fn mark(count: u32) {
    let Ok(Some(tab)) = browser::document().query_selector(".tabs a[href=\"/me\"]") else { return };
    if let Some(words) = browser::by_id(WORDS) {
        words.remove();
    }
    if count == 0 {
        return tab.remove_attribute("data-unread").unwrap_or_default();
    }
    tab.set_attribute("data-unread", "").unwrap_or_default();
    if let Ok(words) = browser::document().create_element("span") {
        words.set_id(WORDS);
        words.set_class_name("sr");
        words.set_text_content(Some(&w::unread(count)));
        tab.append_child(&words).map(drop).unwrap_or_default();
    }
}
