//! Parts that every page is made of. They know nothing of any module.

pub mod copy;
pub mod field;
pub mod icon;
pub mod live;
pub mod page;
pub mod state;
pub mod wording;
