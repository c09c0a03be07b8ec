//! Filling a form, without views: what is asked in which order, what was answered, what is shown of it.

mod again;
mod counter;
mod draft;
mod flow;
mod input;
mod key;
mod lines;
#[cfg(test)]
mod samples;

pub use again::{asked_again, page_again};
pub use counter::for_counter;
pub use draft::Draft;
pub use flow::{Told, checked, errors_of, shown_steps, step_errors};
pub use input::{DateParts, MonthParts, grouped};
pub use key::Key;
pub use lines::{Line, lines};
