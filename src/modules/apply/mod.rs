//! 在线办理: a resident fills a form page by page, also with no signal, sends it, and follows it until it is done and rated.

mod components;
mod keep;
mod pages;
pub mod paths;
mod wording;

// Two parts: whoever looks how far their case is does not wait for the form renderer.
crate::modules::room!(FILL, apply, preload_fill, load_fill, paths::Fill::parse => paths::Fill, pages::fill);
crate::modules::room!(FOLLOW, cases, preload_follow, load_follow, paths::Follow::parse => paths::Follow, pages::follow);
