//! 搜索: plain words over service items, modules, communities and phones.

mod page;
mod results;
mod wording;

crate::modules::room!(ROOM, search, preload_search, load_search, Page::parse => Page, page::view);

/// The only page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page;

impl Page {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        (path == "/search").then_some(Self)
    }
}
