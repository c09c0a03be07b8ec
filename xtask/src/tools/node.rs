//! Node and npm: installed where they are missing, refused where they are too old for what is to be done.

use super::apt;
use crate::Result;
use crate::sh::{found, output};

/// What needs Node, and the least major version that it runs on.
#[derive(Clone, Copy)]
pub(super) struct Need {
    what: &'static str,
    least: u32,
}

/// binaryen and `xtask/src/split/optimise.mjs`: modules and await at their top.
pub(super) const FOR_BUILD: Need = Need { what: "building the app", least: 18 };

/// playwright-core asks for 20 in its `engines`; the stories use arrays' `toSorted`, which came with 20.
pub(super) const FOR_BROWSER: Need = Need { what: "the browser tests", least: 20 };

/// Makes sure of both programs and of their age.
pub(super) fn at_least(need: Need) -> Result {
    // One after the other: some packages of Node bring npm along, Debian's does not.
    for (program, package) in [("node", "nodejs"), ("npm", "npm")] {
        if !found(program) {
            apt::install(&[package])?;
        }
    }
    judge(&output("node", &["--version"]).unwrap_or_default(), need)
}

fn judge(version: &str, need: Need) -> Result {
    let Need { what, least } = need;
    match major(version) {
        Some(found) if found >= least => Ok(()),
        Some(_) => Err(format!(
            "Node {version} is too old: {what} needs {least} or newer. Install a newer one (https://nodejs.org), put it \
             first on PATH and start again"
        )
        .into()),
        None => Err(format!("`node --version` says {version:?}, which is no version; {what} needs {least}").into()),
    }
}

/// 20 of "v20.11.1".
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_refused_with_what_it_is_and_what_is_needed() {
        let said = judge("v18.20.4", FOR_BROWSER).unwrap_err().to_string();
        assert!(said.contains("v18.20.4") && said.contains("needs 20"), "{said}");
        assert!(judge("v18.20.4", FOR_BUILD).is_ok());
        assert!(judge("v100.0.0", FOR_BROWSER).is_ok());
    }

    #[test]
    fn a_node_that_says_nothing_is_refused() {
        assert!(judge("", FOR_BUILD).is_err());
    }

    #[test]
    fn the_tests_ask_for_no_older_node_than_their_packages() {
        let lock = std::fs::read_to_string(crate::sh::root().join("tests/package-lock.json")).unwrap();
        let engines = lock.lines().filter_map(|l| l.trim().strip_prefix("\"node\": \">=")?.strip_suffix('"'));
        let most = engines.map(|e| e.split('.').next().unwrap().parse::<u32>().unwrap()).max();
        assert!(most.unwrap() <= FOR_BROWSER.least, "a package of the tests needs Node {most:?}");
    }
}
