//! Parts of the guide's pages.

pub mod actions;
pub mod item_cell;
pub mod item_loader;
pub mod linked;
pub mod next;
pub mod papers;
pub mod print;
pub mod sections;
pub mod urgent;
