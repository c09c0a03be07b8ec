//! One file per action.

pub(super) mod places;
