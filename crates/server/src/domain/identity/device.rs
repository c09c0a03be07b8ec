//! Devices of residents: what one is called in the list of sessions (the browser's full description is not kept), and the mark of
//! one on which a number has signed in before. Codes for that number are counted apart there: a stranger who asks or guesses
//! from elsewhere uses up what is for elsewhere, and keeps nobody out («device cookies» of OWASP).

use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, HeaderValue};
use yunlin_api::identity::Phone;

use crate::infra::ctx::Ctx;
use crate::infra::web::{ApiError, Cookie, cookie, fresh_token};

/// Kind of the keyed hash that makes a mark ours.
const KIND: &str = "device";

/// How long a device is known, in seconds: half a year.
const KNOWN_FOR: i64 = 180 * 24 * 3600;

/// Numbers that one device is known for: a family's phone.
const NUMBERS: usize = 3;

/// The mark of the device, where it carries one that was given for this number.
pub(super) fn known(ctx: &Ctx, headers: &HeaderMap, phone: &Phone) -> Option<String> {
    let (mark, seals) = carried(ctx, headers)?;
    seals.iter().any(|seal| ctx.keys.is_blind_of(KIND, &place(phone, mark), seal)).then(|| mark.to_owned())
}

/// The cookie by which the device is known for this number from now on, beside those before.
pub(super) fn mark(ctx: &Ctx, headers: &HeaderMap, phone: &Phone) -> Result<HeaderValue, ApiError> {
    let (mark, before) = match carried(ctx, headers) {
        Some((mark, seals)) => (mark.to_owned(), seals),
        None => (fresh_token(), Vec::new()),
    };
    let seal = ctx.keys.blind(KIND, &place(phone, &mark));
    let others = before.into_iter().filter(|other| *other != seal).take(NUMBERS - 1);
    let all: Vec<&str> = [mark.as_str(), seal.as_str()].into_iter().chain(others).collect();
    Cookie::Device.set(&ctx.config, &all.join("."), KNOWN_FOR)
}

/// What the device carries: its mark, and what it was given for each number.
fn carried<'h>(ctx: &Ctx, headers: &'h HeaderMap) -> Option<(&'h str, Vec<&'h str>)> {
    let mut parts = cookie(headers, &ctx.config, Cookie::Device)?.split('.');
    let mark = parts.next().filter(|mark| mark.len() == fresh_token().len())?;
    Some((mark, parts.take(NUMBERS).collect()))
}

fn place(phone: &Phone, mark: &str) -> String {
    format!("{}/{mark}", phone.as_str())
}

/// e.g. 微信 · 安卓手机
pub(super) fn label(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let first = |list: &[(&str, &'static str)], other: &'static str| {
        list.iter().find(|(mark, _)| agent.contains(mark)).map_or(other, |(_, name)| name)
    };
    let app = first(&[("MicroMessenger", "微信"), ("AlipayClient", "支付宝")], "浏览器");
    let kinds = [
        ("iPhone", "苹果手机"),
        ("iPad", "苹果平板"),
        ("OpenHarmony", "鸿蒙手机"),
        ("Android", "安卓手机"),
        ("Windows", "电脑"),
        ("Macintosh", "电脑"),
        ("Linux", "电脑"),
    ];
    format!("{app} · {}", first(&kinds, "其他设备"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_a_name_that_its_owner_knows() {
        let named = |agent: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(USER_AGENT, agent.parse().unwrap());
            label(&headers)
        };
        assert_eq!(named("Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0"), "微信 · 安卓手机");
        assert_eq!(named("Mozilla/5.0 (iPhone; CPU iPhone OS 17)"), "浏览器 · 苹果手机");
        assert_eq!(named(""), "浏览器 · 其他设备");
    }
}
