//! Addresses of the guide. The only place that builds or reads them.

use yunlin_api::endpoint::encode_segment;
use yunlin_api::guide::{Channel, Event, Filter, Person};

use crate::infra::nav::Address;

/// Pages that look through the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListPage {
    /// Where to start: life events, people, bureaus.
    Start,
    /// Items of a filter; the filter stands in the query.
    List,
}

impl ListPage {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        match parts(path)?[..] {
            [] => Some(Self::Start),
            ["list"] => Some(Self::List),
            _ => None,
        }
    }

    /// The path of a page.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Start => "/guide",
            Self::List => "/guide/list",
        }
    }
}

/// The page of an item, by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPage(pub String);

impl ItemPage {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        match parts(path)?[..] {
            ["item", code] => Some(Self(code.to_owned())),
            _ => None,
        }
    }

    /// The path of the page.
    pub fn href(&self) -> String {
        format!("/guide/item/{}", self.0)
    }

    /// The same with its view: the full guide or the short one, and papers that a shared link ticks.
    pub fn view_href(&self, full: bool, have: Option<&str>) -> String {
        let pairs = [full.then(|| "view=full".to_owned()), have.map(|have| format!("{HAVE}={have}"))];
        let query = pairs.into_iter().flatten().collect::<Vec<_>>().join("&");
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{query}", self.href())
    }
}

/// The part of an item's address that holds the papers of a shared link.
pub const HAVE: &str = "have";

/// Whether the full guide is asked for.
pub fn is_full(address: &Address) -> bool {
    address.param("view").as_deref() == Some("full")
}

/// 我能办吗, for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckPage(pub String);

impl CheckPage {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        about(path, "check").map(Self)
    }

    /// The path of the page.
    pub fn href(&self) -> String {
        format!("/guide/item/{}/check", self.0)
    }
}

/// 指南纠错, for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPage(pub String);

impl ReportPage {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        about(path, "report").map(Self)
    }

    /// The path of the page.
    pub fn href(&self) -> String {
        format!("/guide/item/{}/report", self.0)
    }
}

/// The item of a page that lies below it.
fn about(path: &str, page: &str) -> Option<String> {
    match parts(path)?[..] {
        ["item", code, below] if below == page => Some(code.to_owned()),
        _ => None,
    }
}

/// What stands behind `/guide`, if the path is one of the guide.
fn parts(path: &str) -> Option<Vec<&str>> {
    let rest = path.strip_prefix("/guide").filter(|r| r.is_empty() || r.starts_with('/'))?;
    Some(rest.split('/').filter(|p| !p.is_empty()).collect())
}

/// Address of the list under a filter; `shown` rows when more than the first lot are open.
pub fn list_href(filter: &Filter, shown: Option<usize>) -> String {
    let mut query = Vec::new();
    let mut add = |name: &str, value: &str| {
        let mut pair = format!("{name}=");
        encode_segment(value, &mut pair);
        query.push(pair);
    };
    if let Some(event) = filter.event {
        add("event", event.wire());
    }
    if let Some(person) = filter.person {
        add("person", person.wire());
    }
    if let Some(bureau) = &filter.bureau {
        add("bureau", bureau);
    }
    if let Some(channel) = filter.channel {
        add("channel", channel.wire());
    }
    if let Some(shown) = shown {
        add("n", &shown.to_string());
    }
    let list = ListPage::List.href();
    if query.is_empty() { list.to_owned() } else { format!("{list}?{}", query.join("&")) }
}

/// The filter that an address names; unknown values count as not set.
pub fn filter_of(param: impl Fn(&str) -> Option<String>) -> Filter {
    Filter {
        event: param("event").and_then(|v| Event::from_wire(&v)),
        person: param("person").and_then(|v| Person::from_wire(&v)),
        bureau: param("bureau"),
        channel: param("channel").and_then(|v| Channel::from_wire(&v)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_under_its_own_address() {
        for page in [ListPage::Start, ListPage::List] {
            assert_eq!(ListPage::parse(page.href()), Some(page));
        }
        let item = ItemPage("SB-07".into());
        assert_eq!(ItemPage::parse(&item.href()), Some(item));
        let (check, report) = (CheckPage("SB-07".into()), ReportPage("SB-07".into()));
        assert_eq!(CheckPage::parse(&report.href()), None);
        assert_eq!(CheckPage::parse(&check.href()), Some(check));
        assert_eq!(ReportPage::parse(&report.href()), Some(report));
    }

    #[test]
    fn no_room_takes_the_address_of_another_or_one_that_only_looks_alike() {
        for path in ["/guidebook", "/guidelist", "/guide/item", "/guide/item/SB-07/else", "/community"] {
            assert_eq!(ListPage::parse(path), None, "{path}");
            assert_eq!(ItemPage::parse(path), None, "{path}");
            assert_eq!(CheckPage::parse(path), None, "{path}");
            assert_eq!(ReportPage::parse(path), None, "{path}");
        }
        assert_eq!(ListPage::parse("/guide/item/SB-07"), None);
        assert_eq!(ItemPage::parse("/guide/item/SB-07/check"), None);
        assert_eq!(CheckPage::parse("/guide/item/SB-07"), None);
    }

    #[test]
    fn an_item_keeps_its_view_and_its_shared_papers_in_one_address() {
        let item = ItemPage("SB-07".into());
        assert_eq!(item.view_href(false, None), "/guide/item/SB-07");
        assert_eq!(item.view_href(true, None), "/guide/item/SB-07?view=full");
        assert_eq!(item.view_href(true, Some("0a.1b")), "/guide/item/SB-07?view=full&have=0a.1b");
        assert_eq!(item.view_href(false, Some("0a")), "/guide/item/SB-07?have=0a");
    }

    #[test]
    fn a_filter_survives_the_address() {
        let filter =
            Filter { event: Some(Event::Birth), channel: Some(Channel::Online), ..Filter::default() };
        assert_eq!(list_href(&filter, None), "/guide/list?event=birth&channel=online");
        let pairs = [("event", "birth"), ("channel", "online")];
        let found = filter_of(|name| pairs.iter().find(|(k, _)| *k == name).map(|(_, v)| (*v).to_owned()));
        assert_eq!(found, filter);
    }

    #[test]
    fn chinese_values_are_percent_encoded() {
        let filter = Filter { bureau: Some("区残联".into()), ..Filter::default() };
        assert_eq!(list_href(&filter, None), "/guide/list?bureau=%E5%8C%BA%E6%AE%8B%E8%81%94");
    }
}
