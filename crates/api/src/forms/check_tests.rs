use super::super::{changed_fields, prune, shown, steps_shown};
use super::*;

const TODAY: &str = "2026-03-15";

/// One of everything that the pages do: a condition, a chain of conditions, a repeated group, a known value.
const TRIAL: &str = r#"
item = "XX-01"
version = 1
published_on = "2026-01-01"
title = "试填"
real_name = true
declaration = "都是真的。"
[[steps]]
id = "who"
title = "给谁办？"
[[steps.fields]]
id = "name"
label = "您的姓名"
kind = { type = "name" }
tag = "name"
purpose = "p"
basis = "b"
known = "name"
[[steps.fields]]
id = "whom"
label = "给谁办？"
kind = { type = "choice", options = [{ value = "self", label = "自己" }, { value = "other", label = "别人" }] }
tag = "open"
[[steps.fields]]
id = "relation"
label = "您是他的什么人？"
kind = { type = "choice", options = [{ value = "child", label = "子女" }, { value = "friend", label = "朋友" }] }
tag = "personal"
purpose = "p"
basis = "b"
when = { field = "whom", is = ["other"] }
[[steps]]
id = "letter"
title = "委托书"
when = { field = "relation", is = ["friend"] }
[[steps.fields]]
id = "paper"
label = "委托书"
kind = { type = "upload", min = 1, max = 1 }
tag = "personal"
purpose = "p"
basis = "b"
[[steps]]
id = "kin"
title = "家里还有谁？"
repeat = { min = 1, max = 2, one = "家人" }
[[steps.fields]]
id = "kin_name"
label = "姓名"
kind = { type = "name" }
tag = "name"
purpose = "p"
basis = "b"
[[steps.fields]]
id = "kin_phone"
label = "电话"
kind = { type = "any_phone" }
tag = "phone"
purpose = "p"
basis = "b"
optional = true
"#;

fn form() -> Form {
    toml::from_str(TRIAL).unwrap()
}

fn answers(json: &str) -> Answers {
    serde_json::from_str(json).unwrap()
}

#[track_caller]
fn keys(json: &str) -> Vec<String> {
    let errors = check(&form(), &answers(json), TODAY).unwrap_err();
    assert!(errors.iter().all(|e| e.detail.ends_with('。')), "{errors:?}");
    errors.into_iter().map(|e| e.field).collect()
}

#[test]
fn good_answers_come_back_in_one_shape() {
    let given = r#"{"whom":"self","kin":[{"kin_name":"李　四","kin_phone":"１３８ 0013 8000"}]}"#;
    let good = check(&form(), &answers(given), TODAY).unwrap();
    assert_eq!(good, answers(r#"{"whom":"self","kin":[{"kin_name":"李四","kin_phone":"13800138000"}]}"#));
    assert_eq!(check(&form(), &good, TODAY).unwrap(), good, "checking twice changes nothing");
}

#[test]
fn errors_come_in_the_order_of_the_form_and_name_the_row() {
    let given = r#"{"zzz":"1","kin":[{"kin_name":"李四"},{"kin_name":"5","more":"x"}]}"#;
    assert_eq!(keys(given), ["whom", "kin.1.kin_name", "kin.1.more", "zzz"]);
    assert_eq!(form().field("kin.1.kin_name").unwrap().label, "姓名");
}

#[test]
fn missing_answers_are_asked_for_by_their_label() {
    let errors = check(&form(), &answers(r#"{"kin":[{"kin_name":"李四"}]}"#), TODAY).unwrap_err();
    assert_eq!(errors[0].detail, "请选择「给谁办」。");
}

#[test]
fn hidden_answers_are_dropped_along_the_whole_chain() {
    let id = uuid::Uuid::from_u128(7);
    let given =
        format!(r#"{{"whom":"self","relation":"friend","paper":["{id}"],"kin":[{{"kin_name":"李四"}}]}}"#);
    let good = check(&form(), &answers(&given), TODAY).unwrap();
    assert!(!good.contains_key("relation") && !good.contains_key("paper"));
    assert_eq!(prune(&form(), &answers(&given)), good);
    assert_eq!(steps_shown(&form(), &answers(&given)).len(), 2);
}

#[test]
fn what_shows_must_be_answered() {
    assert_eq!(keys(r#"{"whom":"other","kin":[{"kin_name":"李四"}]}"#), ["relation"]);
    assert_eq!(keys(r#"{"whom":"other","relation":"friend","kin":[{"kin_name":"李四"}]}"#), ["paper"]);
}

#[test]
fn rows_are_counted_and_blank_ones_forgiven() {
    assert_eq!(keys(r#"{"whom":"self"}"#), ["kin"]);
    assert_eq!(keys(r#"{"whom":"self","kin":[{}]}"#), ["kin.0.kin_name"]);
    assert_eq!(keys(r#"{"whom":"self","kin":"x"}"#), ["kin"]);
    let three = r#"{"whom":"self","kin":[{"kin_name":"李四"},{"kin_name":"王五"},{"kin_name":"赵六"}]}"#;
    assert_eq!(keys(three), ["kin"]);
    let blank =
        r#"{"whom":"self","kin":[{"kin_name":""},{"kin_name":"李四"},{"kin_name":" ","kin_phone":""}]}"#;
    let good = check(&form(), &answers(blank), TODAY).unwrap();
    assert_eq!(good["kin"], answers(r#"{"kin":[{"kin_name":"李四"}]}"#)["kin"]);
}

#[test]
fn known_fields_may_wait_for_the_server() {
    let given = answers(r#"{"whom":"self","kin":[{"kin_name":"李四"}]}"#);
    assert!(check(&form(), &given, TODAY).is_ok());
    assert_eq!(check_filled(&form(), &given, TODAY).unwrap_err()[0].field, "name");
    assert_eq!(keys(r#"{"name":"3","whom":"self","kin":[{"kin_name":"李四"}]}"#), ["name"]);
}

#[test]
fn a_page_is_checked_alone() {
    let form = form();
    let given = answers(r#"{"whom":"other","relation":"friend"}"#);
    assert_eq!(check_step(&form.steps[0], &given, TODAY).unwrap(), given);
    assert_eq!(check_step(&form.steps[1], &given, TODAY).unwrap_err()[0].field, "paper");
    let hidden = answers(r#"{"whom":"self","relation":"nobody"}"#);
    assert_eq!(check_step(&form.steps[0], &hidden, TODAY).unwrap(), answers(r#"{"whom":"self"}"#));
}

#[test]
fn a_flood_of_answers_is_refused() {
    let mut given = answers(r#"{"whom":"self"}"#);
    given.insert("kin".into(), Answer::Rows(vec![answers(r#"{"kin_name":"李四李四李四"}"#); 2000]));
    assert_eq!(check(&form(), &given, TODAY).unwrap_err()[0].field, "answers");
    assert!(check_step(&form().steps[2], &given, TODAY).is_err());
}

#[test]
fn answers_are_shown_in_words() {
    let given = r#"{"name":"张三","whom":"self","relation":"child","kin":[{"kin_name":"李四","kin_phone":"13800138000"}]}"#;
    let lines = shown(&form(), &answers(given));
    let pairs: Vec<(&str, &str, &str)> =
        lines.iter().map(|l| (l.label.as_str(), l.value.as_str(), l.masked.as_str())).collect();
    assert_eq!(
        pairs,
        [
            ("您的姓名", "张三", "张*"),
            ("给谁办？", "自己", "自己"),
            ("家人1 · 姓名", "李四", "李*"),
            ("家人1 · 电话", "138 0013 8000", "138****8000"),
        ]
    );
}

#[test]
fn changed_questions_are_named_and_help_texts_are_not() {
    let old = form();
    let mut new = form();
    new.steps[0].fields[1].hint = "帮您选".into();
    assert!(changed_fields(&old, &new).is_empty());
    new.steps[0].fields[1].label = "替谁办？".into();
    new.steps[2].fields[1].optional = false;
    new.steps[1].fields[0].optional = true;
    assert_eq!(changed_fields(&old, &new), ["whom", "kin"]);
    let mut more = new.steps[0].fields[1].clone();
    more.id = "again".into();
    new.steps[0].fields.push(more);
    assert_eq!(changed_fields(&old, &new), ["whom", "again", "kin"]);
}
