//! Reading the paths that a source file names, without a parser.

/// Lines of code with their numbers; a `use` over several lines is one line, comments are left out.
pub(super) fn code(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//"));
    for (number, line) in lines {
        let line = line.trim();
        match out.last_mut().filter(|_| open) {
            Some((_, statement)) => statement.push_str(line),
            None => {
                open = line.starts_with("use ") || line.starts_with("pub use ");
                out.push((number + 1, line.to_owned()));
            }
        }
        open &= !line.ends_with(';');
    }
    out
}

/// The names that directly follow a prefix such as `crate::`, singly or in braces.
pub(super) fn follows<'a>(line: &'a str, prefix: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        if !line[..at].ends_with(is_word) {
            names.extend(first(&line[at + prefix.len()..]));
        }
    }
    names
}

/// The names that a chain of `super::` reaches when it leaves the module that holds the file.
///
/// `inner` is the file's path from the folder of the modules.
pub(super) fn climbed<'a>(line: &'a str, inner: &str) -> Vec<&'a str> {
    let depth = inner.trim_end_matches(".rs").split('/').filter(|s| *s != "mod").count();
    let mut names = Vec::new();
    for (at, _) in line.match_indices("super::") {
        let before = &line[..at];
        if before.ends_with("super::") || before.ends_with(is_word) {
            continue;
        }
        let rest = line[at..].trim_start_matches("super::");
        if (line.len() - at - rest.len()) / "super::".len() >= depth {
            names.extend(first(rest));
        }
    }
    names
}

/// The name at the start, or the first name of each entry of a group in braces.
fn first(rest: &str) -> Vec<&str> {
    let Some(group) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let (mut names, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(word(group[start..at].trim_start()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|n| !n.is_empty());
    names
}

fn word(text: &str) -> &str {
    text.split(|c| !is_word(c)).next().unwrap_or_default()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_a_prefix_singly_and_in_groups() {
        assert_eq!(follows("use crate::http_accept::x;", "crate::"), ["http_accept"]);
        assert_eq!(follows("use crate::{a::{b, c}, d as e, f};", "crate::"), ["a", "d", "f"]);
        assert_eq!(follows("use mycrate::a;", "crate::"), Vec::<&str>::new());
    }

    #[test]
    fn a_use_over_several_lines_is_one() {
        let text = "use crate::{\n    a,\n    // no\n    b,\n};\nlet x = 1;";
        assert_eq!(code(text), [(1, "use crate::{a,b,};".to_owned()), (6, "let x = 1;".to_owned())]);
        assert_eq!(follows(&code(text)[0].1, "crate::"), ["a", "b"]);
    }

    #[test]
    fn only_a_chain_that_leaves_the_module_climbs() {
        assert_eq!(climbed("use super::super::{a, b};", "guide/paths.rs"), ["a", "b"]);
        assert_eq!(climbed("use super::super::a;", "guide/pages/item.rs"), Vec::<&str>::new());
        assert_eq!(climbed("use super::a;", "guide/mod.rs"), ["a"]);
    }
}
