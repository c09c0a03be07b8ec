//! The endpoints of the community cards.

use super::handlers;
use crate::infra::web::{About, Routes};

/// All of them.
pub(super) fn routes() -> Routes {
    Routes::default().mount(handlers::places::get, About::default())
}
