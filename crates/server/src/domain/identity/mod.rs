//! Who asks: residents and staff, as scopes that every store function takes first.

pub mod codes;
mod device;
mod migrations;
pub mod people;
mod scope;
pub mod sessions;
pub mod sign_in;
pub mod staffing;
mod tries;

pub use migrations::MIGRATIONS;
pub use scope::{Grant, Resident, Staff, resident, resident_of, staff, staff_in_any_state, staff_of};
