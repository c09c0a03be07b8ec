//! Parts that every page is made of. They know nothing of any module.

pub mod copy;
pub mod field;
pub mod icon;
pub mod page;
pub mod state;
pub mod wording;
