//! The page that needs no app: service halls with phones and hours, and the names of all items.
//!
//! A phone that cannot run the app shows it below the home page, and a browser without scripts by a link.

use std::path::Path;

use yunlin_api::community::{Community, Hall, Opening};

use super::prerender::{Row, rows};
use crate::Result;

/// The server's switch for made-up phones and hours; `false` leaves them out here too.
const DEMO_DATA: &str = "YUNLIN_DEMO_DATA";

const HEAD: &str = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>社区大厅和全部事项名称 - 云邻</title>\
    <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"></head>";

/// Where a tap leads on a phone that cannot open what it asks for.
const WHAT_NOW: &str = "<section><h2>功能点不开怎么办</h2>\
    <p>没有打开完整版时，页面上的功能暂时点不开。可以打电话、到社区大厅当面办，或者先看事项名称。</p>\
    <p class=\"quick\"><a class=\"chip\" href=\"#halls\">看社区大厅</a> <a class=\"chip\" href=\"#items\">看事项名称</a> \
    <a class=\"chip\" href=\"tel:12345\">12345</a></p></section>";

#[derive(serde::Deserialize)]
struct PlacesFile {
    communities: Vec<Community>,
}

/// The whole page.
pub(crate) fn page(root: &Path) -> Result<String> {
    let demo = std::env::var(DEMO_DATA).map_or(true, |v| v != "false");
    let file: PlacesFile = toml::from_str(&std::fs::read_to_string(root.join("data/places.toml"))?)?;
    let (halls, items) = (halls(&file.communities, demo), items(&rows(root)?));
    Ok(format!("{HEAD}<body><main>{WHAT_NOW}{halls}{items}</main></body></html>"))
}

fn items(rows: &[Row]) -> String {
    let names: String = rows.iter().map(|r| format!("<li>{} {}</li>", r.code, r.name)).collect();
    format!(
        "<section id=\"items\"><h2>全部事项名称</h2><p>示例目录，以主管部门公布为准。办理请到社区大厅，或拨打 \
         <a href=\"tel:12345\">12345</a>。</p><ol>{names}</ol></section>"
    )
}

fn halls(communities: &[Community], demo: bool) -> String {
    let cards: String = communities.iter().map(|c| card(c, demo)).collect();
    format!(
        "<section id=\"halls\"><h2>社区大厅</h2><p>按小区名找到您的社区，打电话或当面办理。</p><ul>{cards}</ul></section>"
    )
}

/// A community: what its sources do not say is left out.
fn card(community: &Community, demo: bool) -> String {
    let hall = &community.hall;
    let mut lines = vec![format!("<b>{}</b> {}", community.name, hall.name)];
    lines.extend(hall.address.as_ref().map(|address| format!("地址：{address}")));
    lines.extend(community.bounds.as_ref().map(|bounds| {
        let side = |(side, roads): (&str, &[String])| format!("{side}至{}", roads.join("、"));
        format!("范围：{}", bounds.sides().map(side).join("，"))
    }));
    if !community.estates.is_empty() {
        let names: Vec<&str> = community.estates.iter().map(|e| e.name.as_str()).collect();
        lines.push(format!("小区：{}", names.join("、")));
    }
    if demo || !hall.demo {
        lines.extend(reach(hall));
    }
    format!("<li>{}</li>", lines.join("<br>"))
}

/// When the hall is open and how to call it.
fn reach(hall: &Hall) -> Vec<String> {
    let mark = if hall.demo { "（示例）" } else { "" };
    let mut lines = Vec::new();
    if !hall.phone.is_empty() {
        lines.push(format!("电话：<a href=\"tel:{0}\">{0}</a>{mark}", hall.phone));
    }
    if !hall.hours.is_empty() {
        let hours: Vec<String> = hall.hours.iter().map(opening).collect();
        lines.push(format!("时间：{}{mark}", hours.join("，")));
    }
    lines
}

fn opening(opening: &Opening) -> String {
    let day = |day: u8| {
        ["一", "二", "三", "四", "五", "六"].get(usize::from(day).wrapping_sub(1)).copied().unwrap_or("日")
    };
    let (from, to) = (day(opening.from_day), day(opening.to_day));
    let days = if from == to { format!("周{from}") } else { format!("周{from}至周{to}") };
    format!("{days} {}–{}", opening.opens, opening.closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn communities() -> Vec<Community> {
        let text = std::fs::read_to_string(crate::sh::root().join("data/places.toml")).unwrap();
        toml::from_str::<PlacesFile>(&text).unwrap().communities
    }

    #[test]
    fn every_hall_stands_there_with_phone_and_hours_and_made_up_ones_are_marked() {
        let communities = communities();
        let html = halls(&communities, true);
        for c in &communities {
            assert!(html.contains(&c.hall.name) && html.contains(&format!("href=\"tel:{}\"", c.hall.phone)));
        }
        assert!(html.contains("时间：周一至周五 09:00–17:30，周六 09:00–12:00（示例）"), "{html}");
    }

    #[test]
    fn without_demonstration_data_no_made_up_phone_stands_there() {
        let html = halls(&communities(), false);
        assert!(html.contains("汉源社区党群服务中心"));
        assert!(!html.contains("tel:") && !html.contains("09:00"), "{html}");
    }
}
