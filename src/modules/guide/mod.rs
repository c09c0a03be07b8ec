//! 办事公示: a resident finds the service item that applies, checks whether they qualify, and sees what to bring and where to go.

mod components;
mod pages;
pub mod paths;
mod state;
mod wording;

// Two parts: whoever looks through the lists does not wait for the code of the full guide.
crate::modules::room!(LISTS, guide, preload_lists, load_lists, paths::lists => paths::Page, pages::lists);
crate::modules::room!(ITEMS, item, preload_items, load_items, paths::items => paths::Page, pages::items);
