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

use super::sealed::Sealed;

/// Columns of sealed values.
pub const SEALED: &[Sealed] = &[
    Sealed { table: "person", key: "id", seq: None, column: "name_sealed" },
    Sealed { table: "person", key: "id", seq: None, column: "id_sealed" },
    Sealed { table: "person_home", key: "person", seq: None, column: "sealed" },
    Sealed { table: "phone", key: "id", seq: None, column: "sealed" },
    Sealed { table: "sign_in_code", key: "id", seq: None, column: "phone_sealed" },
    Sealed { table: "staff", key: "id", seq: None, column: "totp_sealed" },
];
