//! Rows of the places.

pub(super) mod community;
pub(super) mod estate;
pub(super) mod place_current;
pub(super) mod place_version;
