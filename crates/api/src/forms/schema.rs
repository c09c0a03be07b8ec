//! The schema of a form. `data/forms/<item>.toml` holds one each; a published version never changes.

use std::collections::BTreeMap;

use crate::privacy::Tag;
use crate::wire::wire;

/// Days for which an older version is still accepted from a phone that was offline.
pub const ACCEPTED_DAYS: i64 = 90;

/// Value of a separate consent that is given.
pub const AGREE: &str = "agree";

/// Value of one that is not.
pub const REFUSE: &str = "refuse";

wire! {
    /// The form of an item, one version of it.
    #[serde(deny_unknown_fields)]
    pub struct Form {
        /// Item code.
        pub item: String,
        /// Grows with each change.
        pub version: u32,
        /// Day of publication, `YYYY-MM-DD`.
        pub published_on: String,
        /// Short title for the bar, at most 12 characters.
        pub title: String,
        /// Least level: whether name and ID number are needed before submitting.
        pub real_name: bool,
        /// What the applicant confirms when submitting.
        pub declaration: String,
        /// Which community's counter takes it in, where that is not the one of the applicant's home; then none is chosen
        /// beforehand.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub counter: String,
        /// Pages, in order.
        pub steps: Vec<FormStep>,
    }

    /// One page: a question, or a small group of them.
    #[serde(deny_unknown_fields)]
    pub struct FormStep {
        /// Stable key.
        pub id: String,
        /// The question, or what the group is about.
        pub title: String,
        /// Help below the title.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub hint: String,
        /// Shown only when this holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub when: Option<When>,
        /// The fields may be filled several times (family members, for example).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub repeat: Option<Repeat>,
        /// In order.
        pub fields: Vec<FormField>,
    }

    /// How often a group may be filled. Its answer is [`Answer::Rows`] under the key of the step.
    #[serde(deny_unknown_fields)]
    pub struct Repeat {
        /// At least.
        pub min: u8,
        /// At most.
        pub max: u8,
        /// What one is called, e.g. 家庭成员
        pub one: String,
    }

    /// One question.
    #[serde(deny_unknown_fields)]
    pub struct FormField {
        /// Stable key, unique in the form.
        pub id: String,
        /// The question or label.
        pub label: String,
        /// Help below the label.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub hint: String,
        /// What kind of answer.
        pub kind: FieldKind,
        /// May stay empty.
        #[serde(default)]
        pub optional: bool,
        /// Shown only when this holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub when: Option<When>,
        /// What it holds.
        pub tag: Tag,
        /// What it is needed for; every personal field says so (requirement G26).
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub purpose: String,
        /// Law or rule that asks for it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub basis: String,
        /// Known already: filled in, never asked again (WCAG 3.3.7).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub known: Option<Known>,
        /// Asks for the separate consent that sensitive data need (PIPL article 29): a choice of [`AGREE`] and [`REFUSE`], whose
        /// answer the server records beside the case. Other fields hang on it by their condition.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub separate_consent: bool,
    }

    /// A condition on other fields of the form.
    #[serde(untagged, deny_unknown_fields)]
    pub enum When {
        /// On one field.
        One(FieldIs),
        /// On several: all of them hold.
        All {
            /// The conditions.
            all: Vec<FieldIs>,
        },
        /// On several: at least one of them holds.
        Any {
            /// The conditions.
            any: Vec<FieldIs>,
        },
    }

    /// What is asked of one other field.
    #[serde(deny_unknown_fields)]
    pub struct FieldIs {
        /// Key of the other field.
        pub field: String,
        /// It has one of these values (for several choices: contains one).
        pub is: Vec<String>,
    }

    /// What the server knows of the person.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum Known {
        /// Name.
        Name,
        /// ID number.
        IdNumber,
        /// Phone.
        Phone,
    }

    /// One thing to choose.
    #[serde(deny_unknown_fields)]
    pub struct Choice {
        /// What is stored.
        pub value: String,
        /// What is shown.
        pub label: String,
        /// Help, if any.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub hint: String,
    }

    /// Kinds of answers.
    #[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
    pub enum FieldKind {
        /// Free text.
        Text {
            /// Most characters.
            max: u16,
            /// Several lines.
            #[serde(default)]
            lines: bool,
        },
        /// A person's name.
        Name,
        /// GB 11643.
        IdNumber,
        /// Mainland mobile.
        Phone,
        /// Mobile, or a landline with or without its area code: many old people have no mobile.
        AnyPhone,
        /// Bank card, 12 to 19 digits, Luhn.
        BankCard,
        /// Account of a passbook, 8 to 30 digits: banks check these each in their own way.
        BankAccount,
        /// An amount of money in yuan; the answer has two decimals, the bounds are fen.
        Money {
            /// Least, in fen.
            min: i64,
            /// Most, in fen.
            max: i64,
        },
        /// `YYYY-MM-DD`, as eight digits or three boxes.
        Date {
            /// Whether days before today, after today, or both are right.
            range: DateRange,
            /// The first day that is right, counted from today.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            min_days: Option<i32>,
            /// The last day that is right, counted from today.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            max_days: Option<i32>,
        },
        /// `YYYY-MM`.
        Month {
            /// As above.
            range: DateRange,
        },
        /// A whole number.
        Number {
            /// Least.
            min: i64,
            /// Most.
            max: i64,
            /// e.g. 人
            #[serde(default)]
            unit: String,
        },
        /// One of several.
        Choice {
            /// In order.
            options: Vec<Choice>,
        },
        /// Any of several.
        Many {
            /// In order.
            options: Vec<Choice>,
        },
        /// Address: building and room in words.
        Address,
        /// One of the communities that the server serves (slug).
        Community,
        /// Photos.
        Upload {
            /// At least.
            min: u8,
            /// At most, no more than nine.
            max: u8,
            /// Carries the watermark 仅用于××事项 (ID cards and the like).
            #[serde(default)]
            watermark: bool,
        },
    }

    /// Which days are right.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum DateRange {
        /// Today or before.
        Past,
        /// Today or later.
        Future,
        /// Any.
        Any,
    }

    /// All current forms.
    pub struct Forms {
        /// Grows with each publication.
        pub version: i64,
        /// In catalogue order.
        pub forms: Vec<Form>,
    }

    /// An answer. A date is `YYYY-MM-DD`, a number is its digits, uploads are file ids.
    #[serde(untagged)]
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub enum Answer {
        /// One value.
        Text(String),
        /// Several values.
        Many(Vec<String>),
        /// Rows of a repeated group.
        Rows(Vec<BTreeMap<String, Answer>>),
    }
}

wire! {
    /// A question that can be asked again, answered or not.
    pub struct Askable {
        /// Key, in a repeated group `step.row.field`.
        pub field: String,
        /// Label; in a repeated group with its number.
        pub label: String,
        /// It is answered by photos.
        pub photo: bool,
    }
}

/// Answers by key of field (or of a repeated step).
pub type Answers = BTreeMap<String, Answer>;

impl Answer {
    /// The single value, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl When {
    /// A condition on one field.
    pub fn on(field: &str, is: &[&str]) -> Self {
        let is = is.iter().map(|value| (*value).to_owned()).collect();
        Self::One(FieldIs { field: field.to_owned(), is })
    }

    /// What it asks of other fields.
    pub fn parts(&self) -> &[FieldIs] {
        match self {
            Self::One(is) => std::slice::from_ref(is),
            Self::All { all } => all,
            Self::Any { any } => any,
        }
    }
}

impl Form {
    /// Whether an answer of this key belongs to the form: a field, or a repeated page.
    pub fn asks(&self, key: &str) -> bool {
        self.steps.iter().any(|step| match step.repeat {
            Some(_) => step.id == key,
            None => step.fields.iter().any(|field| field.id == key),
        })
    }

    /// The field of a key as errors name it: `field`, or `step.row.field`.
    pub fn field(&self, key: &str) -> Option<&FormField> {
        let mut parts = key.split('.');
        let (first, last) = (parts.next()?, parts.nth(1));
        match last {
            None => {
                let single = self.steps.iter().filter(|s| s.repeat.is_none());
                single.flat_map(|s| &s.fields).find(|f| f.id == first)
            }
            Some(last) => {
                let step = self.steps.iter().find(|s| s.id == first && s.repeat.is_some())?;
                step.fields.iter().find(|f| f.id == last)
            }
        }
    }
}

impl FormField {
    /// Whether no answer is an answer: an upload of at least none.
    pub fn may_be_empty(&self) -> bool {
        self.optional || matches!(self.kind, FieldKind::Upload { min: 0, .. })
    }
}
