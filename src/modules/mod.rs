//! The registry of rooms: each module's pages, and the shell's own, are a part of the app that loads when first opened.

pub mod apply;
pub mod community;
pub mod guide;

use futures::future::LocalBoxFuture;
use leptos::prelude::AnyView;

use crate::desk;
use crate::infra::nav;
use crate::shell;

/// Why a part of the app did not load.
pub type ChunkError = leptos::wasm_split::SplitLoaderError;

/// Builds a page; runs inside its own reactive owner.
pub type Opened = Box<dyn FnOnce() -> AnyView>;

/// A page on its way from the network.
pub type Opening = LocalBoxFuture<'static, Result<Opened, ChunkError>>;

/// A part of the app with its addresses.
pub struct Room {
    /// The page of a path, if the room knows the path.
    pub open: fn(&str) -> Option<Opening>,
    /// Fetches the room's code without showing anything.
    pub preload: fn() -> LocalBoxFuture<'static, ()>,
}

/// All rooms; the first that knows a path shows it.
pub const ROOMS: &[&Room] = &[
    &guide::LISTS,
    &guide::ITEM,
    &guide::CHECK,
    &guide::REPORT,
    &apply::FILL,
    &apply::FOLLOW,
    &community::ROOM,
    &shell::search::ROOM,
    &shell::me::ROOM,
    &shell::account::ROOM,
    &shell::rights::ROOM,
    &shell::about::ROOM,
];

/// Rooms of the staff: never fetched before they are opened, never kept on a resident's phone.
pub const STAFF_ROOMS: &[&Room] = &[&desk::COUNTER, &desk::ROOM];

/// The page of a path.
pub fn open(path: &str) -> Option<Opening> {
    ROOMS.iter().chain(STAFF_ROOMS).find_map(|room| (room.open)(path))
}

/// Tries a second time before giving up: one lost packet must not show an error page.
pub async fn with_retry(first: Opening, path: &str) -> Result<Opened, ChunkError> {
    match first.await {
        Ok(opened) => Ok(opened),
        Err(error) => match open(path) {
            Some(again) if nav::path() == path => again.await,
            _ => Err(error),
        },
    }
}

/// Defines a room: its split point, its preload, and the constant for the registry.
///
/// `room!(ROOM, guide, preload_guide, load_guide, Page::parse => Page, pages::view)`: the part `guide` holds everything
/// reachable from `pages::view(page)`.
macro_rules! room {
    ($room:ident, $part:ident, $preload:ident, $load:ident, $parse:path => $page:ty, $view:path) => {
        /// Pages of this room.
        pub const $room: crate::modules::Room = crate::modules::Room {
            open: |path| $parse(path).map(|page| Box::pin($load(page)) as crate::modules::Opening),
            preload: || Box::pin(async { drop($preload().await) }),
        };

        #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, preload($preload), fallible)]
        fn $load(page: $page) -> Result<crate::modules::Opened, crate::modules::ChunkError> {
            Ok(Box::new(move || $view(page)))
        }
    };
}
pub(crate) use room;
