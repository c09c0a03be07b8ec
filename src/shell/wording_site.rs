//! Words of who runs the site.

use yunlin_api::site::Site;

/// The units that are named, in one line.
pub fn units(site: &Site) -> String {
    if site.host_unit.is_empty() {
        return "演示系统，主办、承办和技术支持单位未设置".to_owned();
    }
    let all =
        [("主办单位", &site.host_unit), ("承办单位", &site.organiser_unit), ("技术支持", &site.support_unit)];
    let named = all.iter().filter(|(_, name)| !name.is_empty());
    named.map(|(what, name)| format!("{what}：{name}")).collect::<Vec<_>>().join("　")
}

/// The number of the filing, as a link.
pub fn filing(number: &str) -> String {
    if number.is_empty() { "演示系统，备案号未设置".to_owned() } else { number.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(host: &str, support: &str) -> Site {
        Site {
            host_unit: host.to_owned(),
            organiser_unit: String::new(),
            support_unit: support.to_owned(),
            filing_no: String::new(),
            police_filing_no: String::new(),
            demo: true,
        }
    }

    #[test]
    fn only_units_that_are_named_are_shown() {
        assert_eq!(
            units(&site("某某街道办事处", "某某公司")),
            "主办单位：某某街道办事处　技术支持：某某公司"
        );
        assert_eq!(units(&site("某某街道办事处", "")), "主办单位：某某街道办事处");
    }

    #[test]
    fn a_site_that_nobody_signs_for_says_that_it_is_a_demonstration() {
        assert!(units(&site("", "某某公司")).starts_with("演示系统"));
        assert!(filing("").starts_with("演示系统"));
        assert_eq!(filing("苏ICP备00000000号"), "苏ICP备00000000号");
    }
}
