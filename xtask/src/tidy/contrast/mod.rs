//! Contrast of every pair of colours that the style sheets put together, in light, dark and 长辈版; and no colour outside of
//! the tokens.

mod colour;
mod css;
mod pairs;
mod surfaces;

use std::collections::BTreeSet;

use self::colour::{Tokens, is_literal, tokens};
use self::css::Rule;
use self::pairs::Pair;
use super::{Breach, sources};
use crate::Result;

/// Where the tokens of a mode stand, and its name.
const MODES: &[(&str, &str)] =
    &[("light", ""), ("dark", ":root:not([data-mode=\"elder\"])"), ("长辈版", ":root[data-mode=\"elder\"]")];

/// Long reading: more than the standard modes ask of other text.
const READING: &[(&str, &str)] = &[("ink", "paper"), ("ink", "card")];

/// All rules with the sheet that they stand in.
type Sheets = Vec<(String, Vec<Rule>)>;

/// Pairs that fail, colours that are written out, and documented surfaces that no sheet names.
pub(crate) fn check() -> Result<Vec<Breach>> {
    let sheets: Sheets =
        sources("style", ".css")?.into_iter().map(|(f, text)| (f, css::rules(&text))).collect();
    let mut breaches = written_out(&sheets);
    breaches.extend(unknown_words(&sheets));
    breaches.extend(contrast(&sheets)?);
    Ok(breaches)
}

/// Rules of all sheets that are shown on a screen.
fn on_screen(sheets: &Sheets) -> impl Iterator<Item = (&str, &Rule)> {
    let all = sheets.iter().flat_map(|(file, rules)| rules.iter().map(move |rule| (file.as_str(), rule)));
    all.filter(|(_, rule)| !rule.print)
}

/// Colours that stand anywhere but in a token.
fn written_out(sheets: &Sheets) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (file, rule) in on_screen(sheets) {
        let may = |s: &String| surfaces::WRITTEN_OUT.iter().any(|(word, _)| s.contains(word));
        if rule.selectors.iter().all(may) {
            continue;
        }
        for (name, value) in rule.declarations.iter().filter(|(name, _)| !name.starts_with("--")) {
            if value.split([' ', ',']).any(is_literal) {
                let selectors = rule.selectors.join(", ");
                breaches.push(format!(
                    "{file}:{}: {selectors} writes {name}: {value}; colours are tokens",
                    rule.line
                ));
            }
        }
    }
    breaches
}

/// Lines of the tables that no selector needs any more.
fn unknown_words(sheets: &Sheets) -> Vec<Breach> {
    let selectors: Vec<&String> = on_screen(sheets).flat_map(|(_, rule)| &rule.selectors).collect();
    let unknown = surfaces::words().filter(|word| !selectors.iter().any(|s| surfaces::names(s, word)));
    unknown
        .map(|word| format!("xtask/src/tidy/contrast/surfaces.rs: {word} stands in no style sheet"))
        .collect()
}

/// All pairs in all modes; each is named once, with the first place that makes it.
fn contrast(sheets: &Sheets) -> Result<Vec<Breach>> {
    let mut found: Vec<Pair> = on_screen(sheets)
        .flat_map(|(file, rule)| pairs::of(&format!("{file}:{}", rule.line), rule))
        .collect();
    found.extend(READING.iter().map(|(text, ground)| Pair::reading(text, ground)));
    let roots = roots(sheets);
    let groups: Vec<Tokens> = on_screen(sheets).map(|(_, rule)| tokens(rule)).filter(is_group).collect();
    let mut breaches = Vec::new();
    for (mode, root) in MODES {
        let all = tokens_of(&roots, root);
        let mut seen = BTreeSet::new();
        for pair in found.iter().filter(|p| *mode == "长辈版" || !p.elder_only) {
            for tokens in pair.tokens(&all, &groups) {
                let (ratio, least) = (pair.ratio(&tokens)?, pair.least(*mode == "长辈版"));
                let told = format!("{mode}: {} is {ratio:.2}:1, needs {least}", pair.shown(&tokens));
                if ratio < least && seen.insert(told.clone()) {
                    breaches.push(format!("{told} ({})", pair.place));
                }
            }
        }
    }
    Ok(breaches)
}

/// Tokens that rules set for the whole page, by selector.
fn roots(sheets: &Sheets) -> Vec<(&str, Tokens)> {
    let rules = on_screen(sheets).filter(|(_, rule)| !is_group(&tokens(rule)));
    rules.flat_map(|(_, rule)| rule.selectors.iter().map(move |s| (s.as_str(), tokens(rule)))).collect()
}

/// Names for what is a token already, such as the colours of a group of tiles.
fn is_group(tokens: &Tokens) -> bool {
    !tokens.is_empty() && tokens.values().all(|value| value.starts_with("var(--"))
}

/// The tokens of a mode: those of every mode, and over them its own.
fn tokens_of(roots: &[(&str, Tokens)], own: &str) -> Tokens {
    let is_mode = |selector: &str| MODES.iter().any(|(_, s)| !s.is_empty() && *s == selector);
    let mut all = Tokens::new();
    for (_, tokens) in roots.iter().filter(|(s, _)| !is_mode(s)) {
        all.extend(tokens.clone());
    }
    for (_, tokens) in roots.iter().filter(|(s, _)| *s == own) {
        all.extend(tokens.clone());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = ":root { --paper: #fff; --card: #fff; --ink: #000; --pale: #999; }\n\
                          @media (prefers-color-scheme: dark) { :root:not([data-mode=\"elder\"]) { --ink: #fff; --paper: #000; --card: #000; } }\n";

    fn told(css: &str) -> Vec<Breach> {
        let sheets = vec![("a.css".to_owned(), css::rules(&format!("{TOKENS}{css}")))];
        let mut all = written_out(&sheets);
        all.extend(contrast(&sheets).unwrap());
        all
    }

    #[test]
    fn a_pair_that_a_rule_makes_is_judged_in_every_mode() {
        let found = told(".a { color: var(--pale); background: var(--card); }");
        assert_eq!(
            found,
            [
                "light: pale on card is 2.85:1, needs 4.5 (a.css:3 .a)",
                "长辈版: pale on card is 2.85:1, needs 7 (a.css:3 .a)"
            ]
        );
    }

    #[test]
    fn text_without_a_background_stands_on_page_and_card_and_a_background_holds_ink() {
        let found = told(".a { color: var(--pale); }").join("\n");
        assert!(found.contains("light: pale on paper") && found.contains("light: pale on card"), "{found}");
        let found = told(".a { background: var(--pale); }").join("\n");
        assert!(found.contains("dark: ink on pale is 2.85:1"), "{found}");
    }

    #[test]
    fn a_colour_outside_of_the_tokens_is_refused_but_on_paper() {
        let found = told(".a { color: #123; }");
        assert_eq!(found, ["a.css:3: .a writes color: #123; colours are tokens"]);
        assert!(told("@media print { .a { color: #123; } }").is_empty());
        assert_eq!(told(".a { box-shadow: 0 0 2px rgb(0 0 0 / 10%); }").len(), 1);
    }

    #[test]
    fn names_of_a_group_are_followed_to_their_tokens() {
        let found = told(".g { --c: var(--pale); }\n.a { color: var(--c); }").join("\n");
        assert!(found.contains("light: c (pale) on paper is 2.85:1"), "{found}");
    }

    #[test]
    fn a_border_is_judged_as_a_drawing() {
        let found = told(".a { border: 1px solid var(--pale); }").join("\n");
        assert!(found.contains("light: pale on paper is 2.85:1, needs 3 "), "{found}");
    }
}
