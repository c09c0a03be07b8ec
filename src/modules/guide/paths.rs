//! Addresses of the guide. The only place that builds or reads them.

use yunlin_api::endpoint::encode_segment;
use yunlin_api::guide::{Channel, Event, Filter, Person};

/// The pages of this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Where to start: life events, people, bureaus.
    Start,
    /// Items of a filter; the filter stands in the query.
    List,
    /// One item.
    Item(String),
    /// 我能办吗
    Check(String),
    /// Report an error in the guide.
    Report(String),
}

impl Page {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/guide").filter(|r| r.is_empty() || r.starts_with('/'))?;
        let parts: Vec<&str> = rest.split('/').filter(|p| !p.is_empty()).collect();
        match parts[..] {
            [] => Some(Self::Start),
            ["list"] => Some(Self::List),
            ["item", code] => Some(Self::Item(code.to_owned())),
            ["item", code, "check"] => Some(Self::Check(code.to_owned())),
            ["item", code, "report"] => Some(Self::Report(code.to_owned())),
            _ => None,
        }
    }

    /// The path of a page.
    pub fn href(&self) -> String {
        match self {
            Self::Start => "/guide".to_owned(),
            Self::List => "/guide/list".to_owned(),
            Self::Item(code) => format!("/guide/item/{code}"),
            Self::Check(code) => format!("/guide/item/{code}/check"),
            Self::Report(code) => format!("/guide/item/{code}/report"),
        }
    }
}

/// Pages that look through the catalogue.
pub fn lists(path: &str) -> Option<Page> {
    Page::parse(path).filter(|p| matches!(p, Page::Start | Page::List))
}

/// The code of an item's page.
pub fn item(path: &str) -> Option<String> {
    match Page::parse(path)? {
        Page::Item(code) => Some(code),
        _ => None,
    }
}

/// Questions and forms about an item.
pub fn forms(path: &str) -> Option<Page> {
    Page::parse(path).filter(|p| matches!(p, Page::Check(_) | Page::Report(_)))
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
    if query.is_empty() { Page::List.href() } else { format!("{}?{}", Page::List.href(), query.join("&")) }
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
        for page in [
            Page::Start,
            Page::List,
            Page::Item("SB-07".into()),
            Page::Check("SB-07".into()),
            Page::Report("SB-07".into()),
        ] {
            assert_eq!(Page::parse(&page.href()), Some(page));
        }
        assert_eq!(Page::parse("/guidebook"), None);
        assert_eq!(Page::parse("/guidelist"), None);
        assert_eq!(Page::parse("/guide/item"), None);
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
