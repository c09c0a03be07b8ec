//! The pairs of colours that a rule puts together.

use super::colour::{self, Tokens, colour};
use super::css::Rule;
use super::surfaces;

/// What is seen on the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Long text.
    Reading,
    /// Text.
    Text,
    /// Borders, marks and icons.
    Drawing,
}

/// Names of two tokens, one upon the other.
#[derive(Debug)]
pub(super) struct Pair {
    kind: Kind,
    upper: String,
    ground: String,
    /// What shines through a thin ground.
    below: Option<String>,
    /// Counts in 长辈版 alone.
    pub(super) elder_only: bool,
    /// Sheet, line and selector.
    pub(super) place: String,
}

const GROUND: &[&str] = &["background", "background-color"];

const LINES: &[&str] = &[
    "border",
    "border-color",
    "border-left",
    "border-top",
    "border-bottom",
    "border-right",
    "outline",
    "outline-color",
    "fill",
    "stroke",
];

/// All pairs of a rule.
pub(super) fn of(place: &str, rule: &Rule) -> Vec<Pair> {
    rule.selectors.iter().flat_map(|selector| of_selector(place, rule, selector)).collect()
}

fn of_selector(place: &str, rule: &Rule, selector: &str) -> Vec<Pair> {
    let grounds = names(rule.value(GROUND).unwrap_or_default());
    let texts = names(rule.value(&["color"]).unwrap_or_default());
    let below = surfaces::below(selector);
    let mut pairs = Vec::new();
    let mut add = |kind, upper: &str, ground: &str, below: Option<&str>| {
        pairs.push(Pair {
            kind,
            upper: upper.to_owned(),
            ground: ground.to_owned(),
            below: below.map(str::to_owned),
            elder_only: surfaces::is_elder_only(selector),
            place: format!("{place} {selector}"),
        });
    };
    // A dot or a line; one with a number in it sets the number's colour.
    let is_mark = selector.contains("::before") || selector.contains("::after");
    let is_drawn = surfaces::is_drawn(selector) || is_mark && texts.is_empty();
    let kind = if surfaces::is_icon(selector) { Kind::Drawing } else { Kind::Text };
    if is_drawn {
        for ground in meaningful(&grounds) {
            below.iter().for_each(|b| add(Kind::Drawing, ground, b, None));
        }
    } else if !surfaces::is_bare(selector) {
        let upon: Vec<&str> =
            if texts.is_empty() { surfaces::upon(selector).to_vec() } else { texts.clone() };
        for ground in &grounds {
            for text in &upon {
                below.iter().for_each(|b| add(kind, text, ground, Some(b)));
            }
        }
    }
    if grounds.is_empty() {
        for text in &texts {
            below.iter().for_each(|b| add(kind, text, b, None));
        }
    }
    for (_, value) in rule.declarations.iter().filter(|(name, _)| LINES.contains(&name.as_str())) {
        for line in meaningful(&names(value)) {
            below.iter().for_each(|b| add(Kind::Drawing, line, b, None));
        }
    }
    pairs
}

/// Tokens that a value names.
fn names(value: &str) -> Vec<&str> {
    value.split("var(--").skip(1).filter_map(|rest| rest.split([')', ',']).next()).collect()
}

fn meaningful<'a>(names: &[&'a str]) -> Vec<&'a str> {
    names.iter().filter(|n| !surfaces::DECORATION.contains(n)).copied().collect()
}

impl Pair {
    /// Text that is read for long.
    pub(super) fn reading(upper: &str, ground: &str) -> Self {
        let (upper, ground) = (upper.to_owned(), ground.to_owned());
        Self {
            kind: Kind::Reading,
            upper,
            ground,
            below: None,
            elder_only: false,
            place: "reading".to_owned(),
        }
    }

    /// The tokens to look the pair up in: once, or once for each group that gives its names a meaning.
    pub(super) fn tokens(&self, all: &Tokens, groups: &[Tokens]) -> Vec<Tokens> {
        let own = |name: &String| !all.contains_key(name);
        let missing: Vec<&String> = [&self.upper, &self.ground].into_iter().filter(|n| own(n)).collect();
        if missing.is_empty() {
            return vec![all.clone()];
        }
        let fit = groups.iter().filter(|g| missing.iter().all(|n| g.contains_key(*n)));
        let joined: Vec<Tokens> =
            fit.map(|g| all.iter().chain(g).map(|(k, v)| (k.clone(), v.clone())).collect()).collect();
        // Without a group, the look-up says which token is missing.
        if joined.is_empty() { vec![all.clone()] } else { joined }
    }

    /// Contrast of the two.
    pub(super) fn ratio(&self, tokens: &Tokens) -> Result<f64, String> {
        let find =
            |name: &str| colour(tokens, target(tokens, name)).map_err(|e| format!("{}: {e}", self.place));
        let mut ground = find(&self.ground)?;
        if let (true, Some(below)) = (ground.is_thin(), &self.below) {
            ground = ground.over(find(below)?);
        }
        Ok(colour::ratio(find(&self.upper)?.over(ground), ground))
    }

    /// What the pair must reach.
    pub(super) fn least(&self, elder: bool) -> f64 {
        match (self.kind, elder) {
            (Kind::Drawing, false) => 3.0,
            (Kind::Drawing, true) | (Kind::Text, false) => 4.5,
            (Kind::Reading, _) | (Kind::Text, true) => 7.0,
        }
    }

    /// The pair for people.
    pub(super) fn shown(&self, tokens: &Tokens) -> String {
        let show = |name: &str| match target(tokens, name) {
            same if same == name => name.to_owned(),
            other => format!("{name} ({other})"),
        };
        format!("{} on {}", show(&self.upper), show(&self.ground))
    }
}

/// The token behind a name of a group.
fn target<'a>(tokens: &'a Tokens, name: &'a str) -> &'a str {
    let value = tokens.get(name).and_then(|v| v.strip_prefix("var(--")?.strip_suffix(')'));
    value.unwrap_or(name)
}
