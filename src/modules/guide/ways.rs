//! Ways into the catalogue, and further into a list: each with the filter that it sets and the number of items behind it.

use yunlin_api::guide::{Event, Filter, ItemCard, Person};

/// One way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What a resident reads.
    pub label: String,
    /// The filter behind it.
    pub filter: Filter,
    /// How many items that filter leaves.
    pub count: usize,
}

impl Way {
    fn new(label: &str, filter: Filter, items: &[ItemCard]) -> Self {
        let count = items.iter().filter(|i| filter.accepts(i)).count();
        Self { label: label.to_owned(), filter, count }
    }
}

/// By life event, within a filter.
pub fn events(items: &[ItemCard], within: &Filter) -> Vec<Way> {
    let way = |e: &Event| Way::new(e.label(), Filter { event: Some(*e), ..within.clone() }, items);
    Event::ALL.iter().map(way).collect()
}

/// By person, likewise.
pub fn persons(items: &[ItemCard], within: &Filter) -> Vec<Way> {
    let way = |p: &Person| Way::new(p.label(), Filter { person: Some(*p), ..within.clone() }, items);
    Person::ALL.iter().map(way).collect()
}

/// By bureau, likewise; in the order of the catalogue.
pub fn bureaus(items: &[ItemCard], within: &Filter) -> Vec<Way> {
    let mut names: Vec<&str> = Vec::new();
    for item in items {
        if !names.contains(&item.bureau.as_str()) {
            names.push(&item.bureau);
        }
    }
    let way = |name: &&str| {
        let filter = Filter { bureau: Some((*name).to_owned()), ..within.clone() };
        Way::new(name, filter, items)
    };
    names.iter().map(way).collect()
}

/// The ways that narrow a list down: what leaves nothing leads nowhere, and what leaves everything changes nothing.
pub fn narrower(ways: Vec<Way>, now: usize) -> Vec<Way> {
    ways.into_iter().filter(|way| way.count > 0 && way.count < now).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use yunlin_api::guide::{Channel, Mode};

    fn card(bureau: &str, event: Event, persons: &[Person]) -> ItemCard {
        ItemCard {
            code: String::new(),
            name: String::new(),
            category: String::new(),
            bureau: bureau.into(),
            channel: Channel::Notice,
            mode: Mode::Inform,
            summary: String::new(),
            persons: persons.to_vec(),
            events: vec![event],
            words: vec![],
        }
    }

    #[test]
    fn a_list_offers_only_what_narrows_it_down() {
        let items = [
            card("区民政局", Event::Illness, &[Person::Elder, Person::Anyone]),
            card("区医保分局", Event::Illness, &[Person::Child, Person::Anyone]),
            card("区残联", Event::School, &[Person::Child]),
        ];
        let within = Filter { event: Some(Event::Illness), ..Filter::default() };
        let labels = |ways: Vec<Way>| -> Vec<(String, usize)> {
            narrower(ways, 2).into_iter().map(|w| (w.label, w.count)).collect()
        };
        let of = |label: &str| (label.to_owned(), 1);
        assert_eq!(labels(persons(&items, &within)), [of(Person::Elder.label()), of(Person::Child.label())]);
        assert_eq!(labels(bureaus(&items, &within)), [of("区民政局"), of("区医保分局")]);
        let first = bureaus(&items, &within).remove(0);
        assert_eq!((first.filter.event, first.filter.bureau.as_deref()), (within.event, Some("区民政局")));
    }
}
