//! Forms as data: one schema drives the pages on the phone and the check on the server, by the same code.

mod changes;
mod check;
mod days;
mod kinds;
mod lint;
mod schema;
mod shown;
mod visible;
mod wording;

#[cfg(test)]
mod published_tests;

pub use changes::changed_fields;
pub use check::{ANSWERS_MAX, FormErrors, check, check_filled, check_step};
pub use kinds::fen;
pub use schema::*;
pub use shown::{Shown, askable, long_day, long_month, shown};
pub use visible::{prune, steps_shown, visible, visible_in_row};
