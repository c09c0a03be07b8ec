//! Reading style sheets: rules with their selectors and declarations. Enough for the sheets of this project, which nest
//! nothing but rules in `@media`.

/// A rule for one or more selectors.
#[derive(Debug)]
pub(super) struct Rule {
    /// Line of its brace.
    pub(super) line: usize,
    /// Whether it is for paper alone, which has no modes.
    pub(super) print: bool,
    /// What it is for.
    pub(super) selectors: Vec<String>,
    /// Property and value, in order.
    pub(super) declarations: Vec<(String, String)>,
}

impl Rule {
    /// The last value of one of the properties.
    pub(super) fn value(&self, properties: &[&str]) -> Option<&str> {
        let found = self.declarations.iter().rev().find(|(name, _)| properties.contains(&name.as_str()));
        found.map(|(_, value)| value.as_str())
    }
}

/// All rules of a sheet.
pub(super) fn rules(text: &str) -> Vec<Rule> {
    let text = without_comments(text);
    let (mut out, mut heads, mut start) = (Vec::new(), Vec::<String>::new(), 0);
    for (at, c) in text.char_indices() {
        match c {
            '{' => {
                heads.push(squeezed(&text[start..at]));
                start = at + 1;
            }
            '}' => {
                let head = heads.pop().unwrap_or_default();
                if !head.starts_with('@') && !heads.iter().any(|h| h.starts_with("@keyframes")) {
                    out.push(Rule {
                        line: text[..start].matches('\n').count() + 1,
                        print: heads.iter().any(|h| h.starts_with("@media") && h.contains("print")),
                        selectors: apart(&head),
                        declarations: declarations(&text[start..at]),
                    });
                }
                start = at + 1;
            }
            // `@import "…";` has no block.
            ';' if heads.last().is_none_or(|h| h.starts_with('@')) => start = at + 1,
            _ => {}
        }
    }
    out
}

fn declarations(block: &str) -> Vec<(String, String)> {
    let pairs = block.split(';').filter_map(|d| d.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

/// Blanks where comments stood; lines stay where they are.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        let (comment, after) = after.split_once("*/").unwrap_or((after, ""));
        out.push_str(before);
        out.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out + rest
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Selectors of a list; commas within parentheses belong to one selector.
fn apart(head: &str) -> Vec<String> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, c) in head.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                out.push(head[start..at].trim().to_owned());
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(head[start..].trim().to_owned());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_with_their_lines_within_media_and_without_comments() {
        let text = "/* a\n{ */ a, b:is(.x, .y) { color: red; }\n@media print { .p { top: 0 } }\n@keyframes k { to { top: 1px } }\n.z{}";
        let rules = rules(text);
        let seen: Vec<_> = rules.iter().map(|r| (r.line, r.print, r.selectors.join("|"))).collect();
        assert_eq!(
            seen,
            [
                (2, false, "a|b:is(.x, .y)".to_owned()),
                (3, true, ".p".to_owned()),
                (5, false, ".z".to_owned())
            ]
        );
        assert_eq!(rules[0].value(&["color"]), Some("red"));
    }
}
