//! Cases (办件): states, who may do what when, events, numbers. Pure rules; both sides run them.

mod number;
mod rules;
mod types;

pub use number::{CaseNumber, NumberError};
pub use rules::*;
pub use types::*;
