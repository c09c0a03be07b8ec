//! Words that must not stand in what residents read: rankings and online-time counts (国办函〔2026〕12号), bare system errors,
//! threats; and markup that phones or elders cannot use.

use super::{Breach, sources};
use crate::Result;

/// Forbidden in wording, content and views.
const WORDS: &[&str] = &[
    "排行榜",
    "在线时长",
    "学习时长",
    "每日签到",
    "系统错误",
    "网络异常",
    "未知错误",
    "停水停电",
    "滞纳金",
    "点击",
    "user-scalable=no",
    "maximum-scale",
    "setFontSizeCallback",
];

/// Forbidden in views.
const MARKUP: &[&str] =
    &["target=\"_blank\"", "window.open", ".alert(", ".confirm(", "on:click=move |_| alert", "capture="];

/// All places where they stand.
pub(crate) fn check() -> Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    let read = [
        ("src", ".rs"),
        ("src", ".js"),
        ("data", ".toml"),
        ("public", ".html"),
        ("crates/server/src", ".rs"),
    ];
    for (folder, end) in read {
        for (file, text) in sources(folder, end)? {
            breaches.extend(found(&file, &text, WORDS));
            if folder == "src" {
                breaches.extend(found(&file, &text, MARKUP));
            }
        }
    }
    let index = std::fs::read_to_string(crate::sh::root().join("index.html"))?;
    breaches.extend(found("index.html", &index, WORDS));
    breaches.extend(found("index.html", &index, MARKUP));
    Ok(breaches)
}

fn found(file: &str, text: &str, words: &[&str]) -> Vec<Breach> {
    let lines = text.lines().enumerate();
    lines
        .flat_map(|(number, line)| {
            words
                .iter()
                .filter(move |w| line.contains(**w))
                .map(move |w| format!("{file}:{}: {w}", number + 1))
        })
        .collect()
}
