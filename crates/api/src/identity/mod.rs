//! Who somebody is: phone sign-in, sessions, real name. Person, account and phone number are three different things:
//! a couple shares a phone, an old person has none, a number gets a new owner.

mod endpoints;
mod id_number;
mod phone;

pub use endpoints::*;
pub use id_number::{IdNumber, IdNumberError, half_width};
pub use phone::{Phone, PhoneError};

/// How sure we are of a person (requirement G13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// L1: has proven to hold a phone number.
    Phone,
    /// L2: name and ID number given; checked as far as the verifier can.
    RealName,
}
