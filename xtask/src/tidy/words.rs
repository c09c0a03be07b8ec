//! Words that must not stand in what residents read: rankings and online-time counts (国办函〔2026〕12号), bare system errors,
//! threats; and markup that phones or elders cannot use.

use super::{Breach, sources};
use crate::Result;

/// Forbidden in wording, content and views.
const WORDS: &[&str] = &[
    "排行榜",
    "积分排名",
    "在线时长",
    "学习时长",
    "每日签到",
    "连续签到",
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

/// Folders, and the endings of the files there that hold what residents or staff read.
const READ: &[(&str, &str)] = &[
    ("src", ".rs"),
    ("src", ".js"),
    ("style", ".css"),
    ("data", ".toml"),
    ("data", ".csv"),
    ("public", ".html"),
    ("public", ".webmanifest"),
    ("crates/api/src", ".rs"),
    ("crates/server/src", ".rs"),
    ("xtask/src/split", ".rs"),
];

/// All places where they stand.
pub(crate) fn check() -> Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for &(folder, end) in READ {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_with_words_for_residents_is_read() {
        for file in [
            "src/modules/guide/wording.rs",
            "src/boot/boot.js",
            "style/desk.css",
            "data/catalogue/items.csv",
            "data/catalogue/items/SB-07.toml",
            "crates/api/src/registry.rs",
            "crates/server/src/infra/web/wording.rs",
            "xtask/src/split/prerender.rs",
        ] {
            assert!(crate::sh::root().join(file).is_file(), "{file} is not there");
            assert!(
                READ.iter().any(|(folder, end)| file.starts_with(folder) && file.ends_with(end)),
                "{file}"
            );
        }
    }

    #[test]
    fn a_word_is_told_with_its_place() {
        assert_eq!(found("a.csv", "x\n志愿者排行榜\n", WORDS), ["a.csv:2: 排行榜"]);
    }
}
