//! Item codes as they may stand in a path or a report.

use crate::infra::web::PathParam;

/// The path parameter of one item.
pub(super) const PARAM: PathParam =
    PathParam { name: "code", pattern: "^[A-Za-z0-9-]{1,20}$", example: "SB-07" };

/// A text that may be an item code: nothing else reaches the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ItemCode(String);

impl ItemCode {
    /// Checks the form.
    pub(super) fn parse(raw: &str) -> Option<Self> {
        let fits =
            (1..=20).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        fits.then(|| Self(raw.to_owned()))
    }

    /// The code.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}
