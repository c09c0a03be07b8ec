//! Pure rules of the places: find a community by estate, road or building, and say whether the hall is open.

use super::{Community, Opening, Places};

/// Why a community matches what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit<'a> {
    /// Its own name.
    Name(&'a Community),
    /// An estate of it; the building and room that were typed are ignored.
    Estate(&'a Community, &'a str),
    /// A road that bounds it; such a road may bound two communities.
    Road(&'a Community, &'a str),
}

impl<'a> Hit<'a> {
    /// The community found.
    pub const fn community(&self) -> &'a Community {
        match self {
            Self::Name(c) | Self::Estate(c, _) | Self::Road(c, _) => c,
        }
    }
}

/// Communities that match an estate, a road, a building address or a name; estates first.
///
/// A house number behind the estate does no harm: 「泊林公馆二期3幢2单元」 finds 泊林公馆二期.
pub fn find<'a>(places: &'a Places, typed: &str) -> Vec<Hit<'a>> {
    let typed = squeeze(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for community in &places.communities {
        for estate in &community.estates {
            let names = std::iter::once(&estate.name).chain(&estate.aliases);
            if names.map(|n| squeeze(n)).any(|n| touches(&typed, &n)) {
                hits.push(Hit::Estate(community, &estate.name));
            }
        }
    }
    for community in &places.communities {
        if touches(&typed, &squeeze(&community.name)) {
            hits.push(Hit::Name(community));
        }
    }
    for community in &places.communities {
        let roads = community.bounds.iter().flat_map(|b| b.sides()).flat_map(|(_, roads)| roads);
        for road in roads.filter(|r| touches(&typed, &squeeze(r))) {
            hits.push(Hit::Road(community, road));
        }
    }
    hits
}

/// One contains the other, with at least two characters in common.
fn touches(typed: &str, name: &str) -> bool {
    let long_enough = |s: &str| s.chars().count() >= 2;
    (long_enough(typed) && name.contains(typed)) || (long_enough(name) && typed.contains(name))
}

/// Drops spaces and punctuation, so that 「泊林公馆 二期」 equals 「泊林公馆二期」.
fn squeeze(s: &str) -> String {
    s.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// Opening hours that hold on a weekday (1 = Monday … 7 = Sunday).
pub fn openings_on(hours: &[Opening], weekday: u8) -> Vec<&Opening> {
    hours.iter().filter(|o| (o.from_day..=o.to_day).contains(&weekday)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::community::{Bounds, Estate, Hall};

    fn places() -> Places {
        let estate = |name: &str| Estate { slug: "e".into(), name: name.into(), aliases: vec![] };
        let hall = Hall {
            name: String::new(),
            address: None,
            hours: vec![],
            phone: String::new(),
            demo: true,
            services: vec![],
        };
        let community = |name: &str, estates: Vec<Estate>, bounds| Community {
            slug: "c".into(),
            name: name.into(),
            street: None,
            bounds,
            households: None,
            workers: None,
            estates,
            rooms: vec![],
            hall: hall.clone(),
        };
        let bounds = Bounds {
            east: vec!["汉风路".into()],
            south: vec!["昆仑大道".into()],
            west: vec!["彭祖大道".into()],
            north: vec!["峨眉路".into()],
        };
        Places {
            version: 1,
            published_on: "2026-01-01".into(),
            communities: vec![
                community("太行路社区", vec![estate("泊林公馆一期"), estate("泊林公馆二期")], Some(bounds)),
                community("汉风社区", vec![], None),
            ],
        }
    }

    #[test]
    fn find_ignores_the_building_behind_an_estate() {
        let places = places();
        let hits = find(&places, "泊林公馆二期 3幢2单元");
        assert_eq!(hits.len(), 1);
        assert!(matches!(hits[0], Hit::Estate(_, "泊林公馆二期")));
    }

    #[test]
    fn find_lists_all_phases_of_an_estate() {
        assert_eq!(find(&places(), "泊林公馆").len(), 2);
    }

    #[test]
    fn find_by_road_names_the_road() {
        let places = places();
        assert!(matches!(find(&places, "峨眉路")[..], [Hit::Road(_, "峨眉路")]));
    }

    #[test]
    fn find_gives_nothing_for_an_estate_from_elsewhere() {
        assert!(find(&places(), "阳光花园").is_empty());
        assert!(find(&places(), "  ").is_empty());
    }
}
