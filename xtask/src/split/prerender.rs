//! What comes from data in index.html: module tiles, published counters and phones.

use std::collections::BTreeMap;
use std::path::Path;

use yunlin_api::endpoint::encode_segment;
use yunlin_api::registry::{Group, MODULES, ModuleInfo, path};

use crate::Result;

/// Questions offered on the home page before anything is typed.
const ASKS: &[&str] = &["没单位怎么交社保", "老年证怎么办", "生孩子要登记吗", "失业了能领钱吗"];

/// Numbers that everybody may call, with what they are for.
const PHONES: &[(&str, &str, &str)] = &[
    ("12345", "12345 政务热线", "不知道找谁，先打这个"),
    ("110", "110 报警", "人身安全、被骗被偷"),
    ("119", "119 火警", "着火、被困"),
    ("120", "120 急救", "晕倒、受伤、急病"),
];

/// Groups that a phone of 780 px shows before anybody scrolls: they stand in the page as it is read, the others come after.
const FIRST_SCREEN: usize = 2;

/// Row of items.csv, as far as the page needs it.
pub(super) struct Row {
    /// Stable code, e.g. SB-07.
    pub(super) code: String,
    /// Name.
    pub(super) name: String,
    channel: String,
}

/// Text for each `<!--…-->` mark.
pub(crate) fn marks(root: &Path) -> Result<BTreeMap<&'static str, String>> {
    let rows = rows(root)?;
    let count = |channel: &str| rows.iter().filter(|r| r.channel == channel).count();
    let counts = [
        ("/guide/list", rows.len(), "全部事项"),
        ("/guide/list?channel=online", count("线上一次性办结"), "线上一次性办结"),
        ("/guide/list?channel=booking", count("线上预约"), "线上预约"),
    ];
    let counts =
        counts.map(|(href, n, label)| format!("<a href=\"{href}\"><b class=\"num\">{n}</b>{label}</a>"));
    let mut groups = groups();
    let rest = groups.split_off(FIRST_SCREEN.min(groups.len()));
    Ok(BTreeMap::from([
        ("home:asks", asks()),
        ("home:counts", counts.concat()),
        ("home:first", groups.concat()),
        ("home:groups", rest.concat()),
        ("home:phones", phones()),
    ]))
}

/// All items, in the order of the file.
pub(super) fn rows(root: &Path) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(root.join("data/catalogue/items.csv"))?;
    let row = |line: &str| {
        let mut cells = line.split(',');
        let (code, name) = (cells.next()?, cells.next()?);
        Some(Row { code: code.to_owned(), name: name.to_owned(), channel: cells.nth(2)?.to_owned() })
    };
    Ok(text.lines().skip(1).filter_map(row).collect())
}

fn asks() -> String {
    let link = |ask: &&str| {
        let mut href = String::from("/search?q=");
        encode_segment(ask, &mut href);
        format!("<a class=\"chip\" href=\"{href}\">{ask}</a>")
    };
    ASKS.iter().map(link).collect()
}

/// A card per group that has a module; a group appears with its first.
fn groups() -> Vec<String> {
    let card = |group: &Group| {
        let modules: Vec<_> = MODULES.iter().filter(|m| m.group == *group).collect();
        // A group's only tile has room to say what it is for.
        let alone = modules.len() == 1;
        let tile = |m: &&ModuleInfo| {
            let (href, icon, title) = (path(m), m.icon, m.title);
            let (class, more) =
                if alone { (" alone", format!("<small>{}</small>", m.summary)) } else { ("", String::new()) };
            format!(
                "<a class=\"tile{class}\" href=\"{href}\"><svg aria-hidden=\"true\"><use href=\"#i-{icon}\"/></svg><b>{title}{more}</b></a>"
            )
        };
        let tiles: String = modules.iter().map(tile).collect();
        if tiles.is_empty() {
            return None;
        }
        let (slug, title) = (group.slug(), group.title());
        Some(format!(
            "<section class=\"card group g-{slug}\"><h2>{title}</h2><div class=\"tiles\">{tiles}</div></section>"
        ))
    };
    Group::ALL.iter().filter_map(card).collect()
}

fn phones() -> String {
    let cell = |(number, title, what): &(&str, &str, &str)| {
        format!(
            "<li><a class=\"cell\" href=\"tel:{number}\"><svg aria-hidden=\"true\"><use href=\"#i-phone-call\"/></svg><span>{title}<small>{what}</small></span></a></li>"
        )
    };
    PHONES.iter().map(cell).collect()
}
