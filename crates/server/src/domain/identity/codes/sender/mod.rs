//! Sends codes. The embedded default writes to the log that one was asked for, never the code or the number.

use yunlin_api::identity::{CodeBy, Phone};

use super::way;
use crate::infra::ctx::Ctx;

/// Sends without holding up the answer, which is the same whether it works or not.
pub(super) fn in_background(_: &Ctx, by: CodeBy, _: &Phone, _: &str) {
    tracing::info!(by = way(by), "a sign-in code was asked for; no sender is configured");
}
