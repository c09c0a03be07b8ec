//! Styles that come with a room, so that the home page does not carry them. Rules go into the last sheet of the page through
//! the object model, which the security policy leaves alone; a `<style>` of our own would need a hash in it.

use std::cell::RefCell;

use super::browser::document;

thread_local! {
    static THERE: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Adds the sheet of this name once.
pub fn need(name: &'static str, css: &str) {
    if THERE.with_borrow(|t| t.contains(&name)) {
        return;
    }
    THERE.with_borrow_mut(|t| t.push(name));
    let sheets = document().style_sheets();
    let sheet = sheets.length().checked_sub(1).and_then(|last| sheets.get(last));
    let Some(sheet) = sheet.and_then(|s| wasm_bindgen::JsCast::dyn_into::<web_sys::CssStyleSheet>(s).ok())
    else {
        return;
    };
    for rule in rules(css) {
        let end = sheet.css_rules().map_or(0, |r| r.length());
        // A rule that an old browser does not know is left out, as it would be in a file.
        sheet.insert_rule_with_index(rule, end).unwrap_or_default();
    }
}

/// The rules of a sheet, comments apart.
fn rules(css: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_u32, 0);
    let bytes = css.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            let end = css[at..].find("*/").map_or(bytes.len(), |e| at + e + 2);
            if depth == 0 && css[start..at].trim().is_empty() {
                start = end;
            }
            at = end;
            continue;
        }
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    found.push(css[start..=at].trim());
                    start = at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::rules;

    #[test]
    fn a_sheet_is_taken_apart_into_rules_with_nested_ones_whole() {
        let css = "/* 甲 { */\n.a { b: c }\n@media print { .a { d: e } .f { g: h } }\n.last{x:y}";
        assert_eq!(rules(css), [".a { b: c }", "@media print { .a { d: e } .f { g: h } }", ".last{x:y}"]);
    }
}
