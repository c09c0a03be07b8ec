//! Forms as data: one schema drives the pages on the phone and the check on the server, by the same code.

mod check;
mod schema;

pub use check::{FormErrors, check, check_step, visible};
pub use schema::*;
