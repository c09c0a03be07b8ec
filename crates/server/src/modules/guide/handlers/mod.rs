//! One file per action.

pub(super) mod catalogue;
pub(super) mod item;
pub(super) mod report;
pub(super) mod texts;
