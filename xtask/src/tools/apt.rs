//! Packages of the system: installed by name where there is apt, named to the developer where there is none.

use super::step;
use crate::Result;
use crate::sh::{command, found, output, run_command};

/// How this account may call apt-get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Root,
    Sudo,
}

/// Installs Debian packages, as root or through sudo.
pub(super) fn install(packages: &[&str]) -> Result {
    let root = output("id", &["-u"]).as_deref() == Some("0");
    let way = way(root, found("apt-get"), found("sudo"), packages)?;
    let apt = |args: &[&str]| {
        let mut command = command(if way == Way::Root { "apt-get" } else { "sudo" });
        if way == Way::Sudo {
            command.arg("apt-get");
        }
        run_command(command.env("DEBIAN_FRONTEND", "noninteractive").args(args))
    };
    step(&packages.join(" "), 2, || {
        apt(&["update", "-qq"])?;
        let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
        args.extend(packages);
        apt(&args)
    })
}

/// The way that works here, or the sentence that says what to do by hand.
fn way(root: bool, apt: bool, sudo: bool, packages: &[&str]) -> Result<Way> {
    let names = packages.join(" ");
    match (apt, root, sudo) {
        (false, _, _) => Err(format!(
            "this needs packages that are not here: {names} (Debian's names). There is no apt-get on this system: \
             install them by its own package manager and start again"
        )
        .into()),
        (true, true, _) => Ok(Way::Root),
        (true, false, true) => Ok(Way::Sudo),
        (true, false, false) => Err(format!(
            "this needs packages that are not here, and there is no sudo: run `apt-get install {names}` as root and \
             start again"
        )
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_apt_the_packages_are_named() {
        let said = way(true, false, true, &["nodejs", "npm"]).unwrap_err().to_string();
        assert!(said.contains("nodejs npm") && said.contains("no apt-get"), "{said}");
    }

    #[test]
    fn apt_is_called_as_root_or_through_sudo_or_not_at_all() {
        assert_eq!(way(true, true, false, &["npm"]).unwrap(), Way::Root);
        assert_eq!(way(false, true, true, &["npm"]).unwrap(), Way::Sudo);
        let said = way(false, true, false, &["npm"]).unwrap_err().to_string();
        assert!(said.contains("apt-get install npm"), "{said}");
    }
}
