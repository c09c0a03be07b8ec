//! What the browser gives: history, network, storage, clock; and what redraws a part of a page. Knows nothing of modules or of what a page shows.

pub mod announce;
pub mod browser;
pub mod clock;
#[expect(clippy::disallowed_methods, reason = "this is the app's only way to the network")]
pub mod http;
pub mod kept;
pub mod kv;
pub mod live;
pub mod nav;
pub mod panic;
pub mod prefs;
pub mod pwa;
pub mod scroll;
pub mod speech;
pub mod style;
