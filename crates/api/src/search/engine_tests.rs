//! What the engine ranks first, by rule.

use super::{Engine, Entry, Kind};

fn entry(key: &str, title: &str, words: &[&str]) -> Entry {
    Entry {
        kind: Kind::Item,
        key: key.to_owned(),
        title: title.to_owned(),
        sub: String::new(),
        words: words.iter().map(|w| (*w).to_owned()).collect(),
        weak: String::new(),
    }
}

fn first(entries: Vec<Entry>, query: &str) -> Option<String> {
    let engine = Engine::new(entries);
    let best = engine.search(query).first().map(|f| f.entry);
    best.map(|entry| engine.entries()[entry].key.clone())
}

#[test]
fn characters_that_stand_together_nowhere_are_taken_by_their_sound() {
    let entries = vec![
        entry("wage", "底薪争议", &["底薪太低"]),
        entry("relief", "最低生活保障", &["吃低保", "低保户"]),
    ];
    assert_eq!(first(entries, "底宝").as_deref(), Some("relief"));
}

#[test]
fn a_phrase_of_the_same_sound_counts_as_the_phrase() {
    let entries =
        vec![entry("long", "失业保险金申领指南", &["失业的人"]), entry("short", "求职", &["失业金"])];
    assert_eq!(first(entries, "shiyejin").as_deref(), Some("short"));
}

#[test]
fn initials_mean_the_name_before_anything_else() {
    let entries = vec![entry("said", "换领", &["草鸡人照"]), entry("named", "残疾人证", &["残废本"])];
    assert_eq!(first(entries, "cjrz").as_deref(), Some("named"));
}

#[test]
fn what_is_said_in_two_ways_wins_over_what_is_said_once() {
    let entries = vec![
        entry("once", "甲事项", &["老人洗澡", "别的话"]),
        entry("twice", "乙事项", &["老人洗澡", "上门洗澡"]),
    ];
    assert_eq!(first(entries, "给老人洗澡").as_deref(), Some("twice"));
}

#[test]
fn an_entry_about_the_topic_wins_over_one_that_names_it_in_passing() {
    let entries = vec![
        entry("passing", "甲事项", &["医保名字错了", "名字错了", "错了怎么改", "改银行卡"]),
        entry("about", "乙事项", &["医保名字错了", "医保电话", "医保单位", "医保地址"]),
    ];
    assert_eq!(first(entries, "医保名字错了").as_deref(), Some("about"));
}
