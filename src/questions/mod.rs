//! The questions of a form on the screen: a resident answers them page by page, a social worker all at once at the counter.
//! One storey between pages and domain: it draws what the form asks, and knows nothing of where the answers go.

mod choices;
mod dates;
mod field;
mod photos;
mod rows;
mod sheet;
mod shots;
mod step;
mod summary;
mod texts;
mod why;
mod wording;

pub use field::{Asked, field};
pub use sheet::{Photos, Saving, Sheet};
pub use shots::thumbnail;
pub use step::of_step;
pub use summary::{point_out, summary, to_summary};
pub use why::why;
