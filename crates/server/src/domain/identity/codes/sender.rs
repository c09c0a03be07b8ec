//! Sends codes.

use yunlin_api::identity::{CodeBy, Phone};

use crate::infra::ctx::Ctx;
use crate::infra::sms::{self, Said, Stamp};

/// Sends without holding up the answer, which is the same whether it works or not. A code that is lost is asked for again.
pub(super) fn in_background(ctx: &Ctx, by: CodeBy, to: &Phone, code: &str) {
    let said = match by {
        CodeBy::Sms => Said::Code(code.to_owned()),
        CodeBy::Voice => Said::SpokenCode(code.to_owned()),
    };
    let stamp = Stamp { unix: ctx.now().timestamp(), nonce: ctx.random_id().to_string() };
    let (config, to) = (ctx.config.clone(), to.clone());
    tokio::spawn(async move {
        if let Err(error) = sms::send(&config, &stamp, to.as_str(), &said).await {
            tracing::error!(?error, "a sign-in code could not be sent");
        }
    });
}
