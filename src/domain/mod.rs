//! What several modules need: the published catalogue and the places, kept for reading without a signal.

pub mod my_community;
pub mod published;
