//! The computer at which a member of staff has signed in before. Its tries are counted apart: a stranger who guesses from
//! elsewhere uses up the tries of elsewhere, and keeps nobody out («device cookies» of OWASP).

use axum::http::{HeaderMap, HeaderValue};

use super::sign_in::lower;
use crate::infra::ctx::Ctx;
use crate::infra::web::{ApiError, Cookie, cookie, fresh_token};

/// Kind of the keyed hash that makes the mark ours.
const KIND: &str = "desk-device";

/// How long a computer is known, in seconds: half a year.
const KNOWN_FOR: i64 = 180 * 24 * 3600;

/// The mark of the computer, where it carries one that was given for this login.
pub(super) fn known(ctx: &Ctx, headers: &HeaderMap, login: &str) -> Option<String> {
    let (mark, seal) = cookie(headers, &ctx.config, Cookie::DeskDevice)?.split_once('.')?;
    ctx.keys.is_blind_of(KIND, &place(login, mark), seal).then(|| mark.to_owned())
}

/// The cookie by which the computer is known from now on.
pub(super) fn mark(ctx: &Ctx, login: &str) -> Result<HeaderValue, ApiError> {
    let mark = fresh_token();
    let seal = ctx.keys.blind(KIND, &place(login, &mark));
    Cookie::DeskDevice.set(&ctx.config, &format!("{mark}.{seal}"), KNOWN_FOR)
}

fn place(login: &str, mark: &str) -> String {
    format!("{}/{mark}", lower(login))
}
