//! A small form for the tests of this folder: known data, a condition, a repeated group, photos.

use yunlin_api::forms::{Choice, FieldKind, Form, FormField, FormStep, Known, Repeat, When};
use yunlin_api::identity::{Level, Me};
use yunlin_api::privacy::Tag;

use super::Told;

pub(super) fn field(id: &str, kind: FieldKind) -> FormField {
    FormField {
        id: id.into(),
        label: format!("{id}的问题"),
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

pub(super) fn choices(values: &[&str]) -> Vec<Choice> {
    let choice = |v: &&str| Choice { value: (*v).into(), label: format!("选{v}"), hint: String::new() };
    values.iter().map(choice).collect()
}

fn step(id: &str, fields: Vec<FormField>) -> FormStep {
    FormStep {
        id: id.into(),
        title: format!("{id}页"),
        hint: String::new(),
        when: None,
        repeat: None,
        fields,
    }
}

pub(super) fn form() -> Form {
    let mut name = field("name", FieldKind::Name);
    name.known = Some(Known::Name);
    let mut members = step("members", vec![field("name2", FieldKind::Name)]);
    members.repeat = Some(Repeat { min: 1, max: 3, one: "家庭成员".into() });
    members.when = Some(When::on("family", &["yes"]));
    Form {
        item: "SB-07".into(),
        version: 1,
        published_on: "2026-11-22".into(),
        title: "参保登记".into(),
        real_name: true,
        declaration: "以上情况属实。".into(),
        counter: String::new(),
        steps: vec![
            step("who", vec![name]),
            step("work", vec![field("family", FieldKind::Choice { options: choices(&["yes", "no"]) })]),
            members,
            step(
                "papers",
                vec![
                    field("card", FieldKind::BankCard),
                    field("photo", FieldKind::Upload { min: 1, max: 2, watermark: true }),
                ],
            ),
        ],
    }
}

pub(super) fn told() -> Told {
    Told::of(&Me {
        account: uuid::Uuid::nil(),
        level: Level::RealName,
        phone_masked: "138****8000".into(),
        name_masked: "张*".into(),
        id_masked: "320***********2314".into(),
        consent: None,
        notice: "2026-11".into(),
        unread: 0,
        mode: None,
        closing_since: None,
    })
}
