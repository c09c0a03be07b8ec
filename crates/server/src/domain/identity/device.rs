//! What a device is called in the list of sessions. The browser's full description is not kept.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

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
