//! The catalogue as it is published: complete, and true to docs/catalogue-content.md.

use std::collections::{BTreeMap, BTreeSet};

use yunlin_api::guide::{Channel, limits_agree};
use yunlin_server::infra::config::Layers;
use yunlin_server::infra::data::DataFiles;
use yunlin_server::modules::guide::{SourceItem, read_source};

/// Short codes that hold nationwide.
const SHORT_CODES: [&str; 13] = [
    "12345", "12333", "12393", "12348", "12385", "12351", "12338", "12355", "12356", "12366", "110", "119",
    "120",
];

/// Near twins that must be there.
const TWINS: [&[&str]; 7] = [
    &["JY-02", "JY-03"],
    &["MZ-17", "MZ-18", "MZ-19"],
    &["WJ-01", "WJ-03"],
    &["SB-05", "SB-17"],
    &["MZ-14", "YB-13"],
    &["MZ-28", "DW-08"],
    &["SB-16", "WJ-12"],
];

fn items() -> Vec<SourceItem> {
    read_source(&DataFiles::new(&Layers::defaults().unwrap().finish().unwrap())).unwrap()
}

fn codes(items: &[SourceItem], keep: impl Fn(&SourceItem) -> bool) -> Vec<&str> {
    items.iter().filter(|i| keep(i)).map(|i| i.card.code.as_str()).collect()
}

#[test]
fn the_published_figures_hold() {
    let items = items();
    assert_eq!(items.len(), 148);
    assert_eq!(codes(&items, |i| i.card.channel == Channel::Online).len(), 30);
    assert_eq!(codes(&items, |i| i.card.channel == Channel::Booking).len(), 12);
    assert_eq!(codes(&items, |i| i.in_handbook).len(), 67);
    let unique: BTreeSet<_> = codes(&items, |_| true).into_iter().collect();
    assert_eq!(unique.len(), items.len());
}

#[test]
fn the_67_and_only_they_have_a_note_for_social_workers() {
    assert_eq!(codes(&items(), |i| i.in_handbook != i.handbook.is_some()), Vec::<&str>::new());
}

#[test]
fn promised_is_never_longer_than_statutory() {
    assert_eq!(codes(&items(), |i| !limits_agree(&i.text.limits)), Vec::<&str>::new());
}

#[test]
fn every_item_has_the_words_that_people_use() {
    let bad = |i: &SourceItem| {
        let unique: BTreeSet<_> = i.card.words.iter().collect();
        !(15..=50).contains(&i.card.words.len()) || unique.len() != i.card.words.len()
    };
    assert_eq!(codes(&items(), bad), Vec::<&str>::new());
}

#[test]
fn every_item_says_what_it_must() {
    let bad = |i: &SourceItem| {
        let t = &i.text;
        let counts = [
            ((2..=6), t.conditions.len()),
            ((1..=4), t.not_accepted.len()),
            ((1..=8), t.materials.len()),
            ((3..=6), t.steps.len()),
            ((1..=4), t.basis.len()),
            ((2..=4), t.faq.len()),
            ((1..=4), i.card.persons.len()),
            ((1..=3), i.card.events.len()),
        ];
        counts.iter().any(|(range, n)| !range.contains(n))
            || !["0", "1", "local"].contains(&t.location.visits.as_str())
    };
    assert_eq!(codes(&items(), bad), Vec::<&str>::new());
}

#[test]
fn online_and_booked_items_can_be_checked_beforehand() {
    let bad = |i: &SourceItem| {
        let n = i.text.check.len();
        if i.card.channel == Channel::Notice { n > 5 } else { !(2..=5).contains(&n) }
    };
    assert_eq!(codes(&items(), bad), Vec::<&str>::new());
}

#[test]
fn near_twins_name_each_other() {
    let items = items();
    let by_code: BTreeMap<_, _> = items.iter().map(|i| (i.card.code.as_str(), i)).collect();
    for (code, item) in &by_code {
        for twin in &item.text.twins {
            assert!(
                twin.code != *code && by_code.contains_key(twin.code.as_str()),
                "{code} names {}",
                twin.code
            );
        }
    }
    let of_groups =
        TWINS.iter().flat_map(|group| group.iter().flat_map(|a| group.iter().map(move |b| (*a, *b))));
    let mut due: BTreeSet<(&str, &str)> = of_groups.filter(|(a, b)| a != b).collect();
    // Whoever is named as easily confused says so too: residents come from either side.
    due.extend(
        items.iter().flat_map(|i| i.text.twins.iter().map(|t| (t.code.as_str(), i.card.code.as_str()))),
    );
    let names = |code: &str, other: &str| by_code[code].text.twins.iter().any(|t| t.code == other);
    let missing: Vec<_> = due.into_iter().filter(|(code, other)| !names(code, other)).collect();
    assert!(missing.is_empty(), "does not name: {missing:#?}");
}

#[test]
fn no_phone_number_but_the_national_short_codes() {
    let mut bad = Vec::new();
    for item in items() {
        let all = serde_json::to_string(&(&item.card, &item.text, &item.handbook)).unwrap();
        for run in all.split(|c: char| !c.is_ascii_digit() && c != '-').filter(|r| looks_like_a_phone(r)) {
            bad.push(format!("{}: {run}", item.card.code));
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn only_numbers_that_hold_nationwide_are_to_be_called_at_once() {
    let bad = |i: &SourceItem| {
        i.text.urgent.iter().any(|c| !SHORT_CODES.contains(&c.number.as_str()) || c.when.is_empty())
    };
    let items = items();
    assert_eq!(codes(&items, bad), Vec::<&str>::new());
    assert_eq!(codes(&items, |i| !i.text.urgent.is_empty()), ["MZ-07", "ZJ-09"]);
}

/// A mobile number, a landline with its area code, or a service number that is not nationwide.
fn looks_like_a_phone(run: &str) -> bool {
    let run = run.trim_matches('-');
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let mobile = digits.len() == 11 && digits.starts_with('1');
    let landline = digits.starts_with('0') && (10..=12).contains(&digits.len());
    let service = digits.len() == 5 && digits.starts_with("123") && !SHORT_CODES.contains(&run);
    mobile || landline || service || digits.starts_with("400") && digits.len() == 10
}
