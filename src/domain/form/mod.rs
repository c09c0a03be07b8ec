//! Filling a form on the phone, without views: what is asked in which order, what was answered, what is shown of it.

mod draft;
mod flow;
mod input;
mod key;
mod lines;
#[cfg(test)]
mod samples;

pub use draft::Draft;
pub use flow::{Told, checked, errors_of, shown_steps, step_errors};
pub use input::{DateParts, MonthParts, grouped};
pub use key::Key;
pub use lines::{Line, lines};
