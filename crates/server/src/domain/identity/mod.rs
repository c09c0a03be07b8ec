//! Who asks: residents and staff, as scopes that every store function takes first.

mod scope;

pub use scope::{Grant, Resident, Staff, resident, staff};
