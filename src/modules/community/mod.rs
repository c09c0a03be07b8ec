//! 社区名片: a resident finds their community by estate, road or building, and sees where it is, when it is open, whom to call.

mod pages;
pub mod paths;
mod wording;

crate::modules::room!(ROOM, community, preload_community, load_community, paths::Page::parse => paths::Page, pages::view);
