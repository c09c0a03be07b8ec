use super::*;
use crate::privacy::Tag;

const TODAY: &str = "2026-03-15";

fn field(kind: FieldKind) -> FormField {
    FormField {
        id: "f".into(),
        label: "您的回答？".into(),
        hint: String::new(),
        kind,
        optional: false,
        when: None,
        tag: Tag::Open,
        purpose: String::new(),
        basis: String::new(),
        known: None,
        separate_consent: false,
    }
}

fn good(kind: FieldKind, raw: &str) -> String {
    let answer =
        value(&field(kind), &Answer::Text(raw.into()), TODAY).unwrap_or_else(|e| panic!("{raw}: {e}"));
    answer.text().unwrap().to_owned()
}

#[track_caller]
fn bad(kind: FieldKind, raw: &str) -> String {
    let sentence = value(&field(kind), &Answer::Text(raw.into()), TODAY).expect_err(raw);
    assert!(sentence.ends_with('。'), "{sentence}");
    sentence
}

fn options() -> Vec<Choice> {
    ["a", "b", "c"].map(|v| Choice { value: v.into(), label: v.to_uppercase(), hint: String::new() }).to_vec()
}

#[test]
fn text_is_trimmed_and_bounded() {
    let kind = |lines| FieldKind::Text { max: 6, lines };
    assert_eq!(good(kind(false), "　木工\t瓦工 "), "木工 瓦工");
    assert_eq!(good(kind(false), "木工\r\n瓦工"), "木工 瓦工");
    assert_eq!(good(kind(true), "木工\r\n瓦工"), "木工\n瓦工");
    assert_eq!(bad(kind(true), "一二三四五六七"), "「您的回答」最多6个字，请删短一些。");
    for hidden in ["a\u{0}b", "a\u{202e}b", "a\u{200b}b"] {
        assert!(bad(kind(false), hidden).contains("特殊符号"));
    }
}

#[test]
fn names_of_all_people_are_taken() {
    for (raw, name) in [
        ("张三", "张三"),
        (" 张　三 ", "张三"),
        ("阿卜杜•热合曼", "阿卜杜·热合曼"),
        ("买买提.吐尔逊", "买买提·吐尔逊"),
        ("𠮷野", "𠮷野"),
        ("John O'Neil-Smith Jr.", "John O'Neil-Smith Jr."),
    ] {
        assert_eq!(good(FieldKind::Name, raw), name);
    }
    for raw in ["张", "张3", "张三（女）", "·张三", "--", "张\u{202e}三", &"张".repeat(41)] {
        bad(FieldKind::Name, raw);
    }
}

#[test]
fn id_numbers_are_checked_to_the_last_character() {
    assert_eq!(good(FieldKind::IdNumber, "１１０１０５ 19491231 002x"), "11010519491231002X");
    assert!(bad(FieldKind::IdNumber, "110105194912310021").contains("第18位"));
    assert!(bad(FieldKind::IdNumber, "1101051949123100").contains("18位"));
    // Well-formed, but born after today.
    assert!(bad(FieldKind::IdNumber, "110105204912310026").contains("出生日期"));
}

#[test]
fn phones_are_taken_in_any_width() {
    assert_eq!(good(FieldKind::Phone, "１３８ 0013-8000"), "13800138000");
    bad(FieldKind::Phone, "0471-1234567");
    for (raw, kept) in [
        ("１３８ 0013-8000", "13800138000"),
        ("0471-1234567", "04711234567"),
        ("（010）８７６５４３２１", "01087654321"),
        ("6543210", "6543210"),
    ] {
        assert_eq!(good(FieldKind::AnyPhone, raw), kept);
    }
    for raw in ["12345", "1380013800", "00471123456", "没有", "1234567"] {
        bad(FieldKind::AnyPhone, raw);
    }
}

#[test]
fn cards_pass_luhn_or_are_refused() {
    assert_eq!(good(FieldKind::BankCard, "4111 1111 1111 1111"), "4111111111111111");
    assert_eq!(good(FieldKind::BankCard, "４１１１-1111-1111-1111"), "4111111111111111");
    for raw in
        ["4111 1111 1111 1112", "41111111111", "000000000000", "6222xx0000000000", "41111111111111111111"]
    {
        bad(FieldKind::BankCard, raw);
    }
}

#[test]
fn days_lie_where_they_should() {
    let day = |range| FieldKind::Date { range, min_days: None, max_days: None };
    assert_eq!(good(day(DateRange::Past), "２０２６0315"), TODAY);
    assert_eq!(good(day(DateRange::Future), "2026年3月15日"), TODAY);
    assert_eq!(good(day(DateRange::Any), "1949-10-1"), "1949-10-01");
    assert_eq!(bad(day(DateRange::Past), "20260316"), "「您的回答」不能晚于今天，请核对。");
    assert_eq!(bad(day(DateRange::Future), "20260314"), "「您的回答」不能早于今天，请核对。");
    bad(day(DateRange::Any), "2026-02-29");
}

#[test]
fn days_lie_within_their_bounds_around_today() {
    let day = || FieldKind::Date { range: DateRange::Any, min_days: Some(-30), max_days: Some(310) };
    for raw in ["20260213", "20260315", "20270119"] {
        good(day(), raw);
    }
    assert_eq!(bad(day(), "20260212"), "「您的回答」不能早于2026年2月13日，请核对。");
    assert_eq!(bad(day(), "20270120"), "「您的回答」不能晚于2027年1月19日，请核对。");
    let adult = || FieldKind::Date { range: DateRange::Past, min_days: None, max_days: Some(-1) };
    assert!(bad(adult(), "20260315").contains("3月14日"));
}

#[test]
fn money_is_taken_to_the_fen_and_reads_the_same_again() {
    let wage = || FieldKind::Money { min: 0, max: 1_000_000 };
    for (raw, kept) in
        [("3000", "3000.00"), ("１，２３４．５元", "1234.50"), ("0.01", "0.01"), ("1234.50", "1234.50")]
    {
        assert_eq!(good(wage(), raw), kept, "{raw}");
    }
    assert_eq!(bad(wage(), "10000.01"), "「您的回答」请填写0.00到10000.00元之间的金额，最多两位小数。");
    for raw in ["1.234", "-5", "三千", "1e3", ".5", "99999999999999"] {
        bad(wage(), raw);
    }
}

#[test]
fn passbooks_are_taken_without_the_check_digit_of_cards() {
    assert_eq!(good(FieldKind::BankAccount, "05 123 4567 8901"), "0512345678901");
    for raw in ["1234567", "00000000", "12345678a", &"1".repeat(31)] {
        bad(FieldKind::BankAccount, raw);
    }
}

#[test]
fn this_month_is_neither_past_nor_future() {
    let month = |range| FieldKind::Month { range };
    assert_eq!(good(month(DateRange::Past), "2026年3月"), "2026-03");
    assert_eq!(good(month(DateRange::Future), "202603"), "2026-03");
    assert!(bad(month(DateRange::Future), "202602").contains("这个月"));
    bad(month(DateRange::Past), "2026-04");
    bad(month(DateRange::Any), "2026");
}

#[test]
fn numbers_keep_to_their_bounds() {
    let age = || FieldKind::Number { min: 60, max: 120, unit: "岁".into() };
    assert_eq!(good(age(), "０７２岁"), "72");
    assert_eq!(bad(age(), "59"), "「您的回答」请填写60到120岁之间的整数。");
    for raw in ["七十", "7.5", "1e2", "", "99999999999999999999"] {
        bad(age(), raw);
    }
    let cold = || FieldKind::Number { min: -5, max: 5000, unit: String::new() };
    assert_eq!(good(cold(), "－3"), "-3");
    assert_eq!(good(cold(), "1,200"), "1200");
    bad(cold(), "-6");
}

#[test]
fn only_listed_choices_are_taken() {
    assert_eq!(good(FieldKind::Choice { options: options() }, "b"), "b");
    bad(FieldKind::Choice { options: options() }, "B");
    let many = |values: &[&str]| {
        let answer = Answer::Many(values.iter().map(|v| (*v).to_owned()).collect());
        value(&field(FieldKind::Many { options: options() }), &answer, TODAY)
    };
    assert_eq!(many(&["c", "a", "c"]), Ok(Answer::Many(vec!["a".into(), "c".into()])));
    assert!(many(&["a", "x"]).is_err());
}

#[test]
fn addresses_say_enough_to_find_the_door() {
    assert_eq!(good(FieldKind::Address, " 和平小区3号楼501\n"), "和平小区3号楼501");
    assert_eq!(bad(FieldKind::Address, "三楼"), crate::forms::wording::ADDRESS);
    bad(FieldKind::Address, &"长".repeat(121));
}

#[test]
fn communities_are_slugs() {
    assert_eq!(good(FieldKind::Community, "hanyuan"), "hanyuan");
    for raw in ["汉源", "Hanyuan", "../etc", "-a"] {
        bad(FieldKind::Community, raw);
    }
}

#[test]
fn photos_are_ids_within_their_number() {
    let ids: Vec<String> = (0..3).map(|i| Uuid::from_u128(i).to_string()).collect();
    let send = |ids: &[String]| {
        let kind = FieldKind::Upload { min: 1, max: 2, watermark: true };
        value(&field(kind), &Answer::Many(ids.to_vec()), TODAY)
    };
    assert_eq!(send(&ids[..1]), Ok(Answer::Many(ids[..1].to_vec())));
    assert_eq!(send(&[ids[0].clone(), ids[0].to_uppercase()]), Ok(Answer::Many(ids[..1].to_vec())));
    assert!(send(&ids).unwrap_err().contains("最多2张"));
    assert!(send(&["../../x".to_owned()]).is_err());
    let two = field(FieldKind::Upload { min: 2, max: 2, watermark: false });
    assert!(value(&two, &Answer::Many(ids[..1].to_vec()), TODAY).unwrap_err().contains("至少2张"));
}

#[test]
fn an_answer_of_another_shape_is_refused() {
    let list = Answer::Many(vec!["a".into()]);
    assert!(value(&field(FieldKind::Name), &list, TODAY).is_err());
    assert!(value(&field(FieldKind::Many { options: options() }), &Answer::Text("a".into()), TODAY).is_err());
    assert!(
        value(&field(FieldKind::Name), &Answer::Rows(vec![[("x".to_owned(), list)].into()]), TODAY).is_err()
    );
}
