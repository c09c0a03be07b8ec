//! A service item (事项): its card in lists and search, and its full guide text. Shapes follow docs/catalogue-content.md.

use serde::{Deserialize, Serialize};

use super::{Acceptance, Channel, Event, Matter, Mode, Pace, PaperForm, PaperSource, Person, Place};

/// What lists and the search index need of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemCard {
    /// Item code, an opaque text such as `SB-07`.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Category of the catalogue, e.g. 社会保险.
    pub category: String,
    /// Lead bureau.
    pub bureau: String,
    /// Online channel.
    pub channel: Channel,
    /// Who does what after intake.
    pub mode: Mode,
    /// One plain sentence.
    pub summary: String,
    /// For whom.
    pub persons: Vec<Person>,
    /// When in life.
    pub events: Vec<Event>,
    /// Words that residents really use for it.
    pub words: Vec<String>,
}

/// The published catalogue: all current items, and its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Catalogue {
    /// Version of the rows: grows with each publication.
    pub version: i64,
    /// Day of publication, `YYYY-MM-DD` in the business zone (+08:00).
    pub published_on: String,
    /// All current items in catalogue order.
    pub items: Vec<ItemCard>,
}

/// How sure we are of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Limit {
    /// Fixed by the document in `source`, in working days.
    Known {
        /// Working days (工作日).
        days: u16,
        /// Document and article.
        source: String,
    },
    /// Usual practice; shown without a figure.
    Typical,
    /// Decided locally; shown without a figure.
    Local,
    /// There is no statutory limit for this matter.
    None,
}

/// Statutory (法定) and promised (承诺) time limits; promised ≤ statutory where both are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    /// Statutory limit.
    pub statutory: Limit,
    /// Promised limit.
    pub promised: Limit,
    /// What does not count, or when money arrives.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Certainty of a fee or a basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// A national document fixes it.
    Known,
    /// Usual practice.
    Typical,
    /// Decided locally.
    Local,
}

/// What it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fee {
    /// How sure.
    pub kind: Certainty,
    /// True only when known to be free.
    #[serde(default)]
    pub free: bool,
    /// Document that fixes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Sentence for the resident.
    pub text: String,
}

/// A paper to bring (申请材料).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Material {
    /// Name of the paper.
    pub name: String,
    /// Original, copy, form …
    pub form: PaperForm,
    /// How many.
    pub copies: u8,
    /// Where it comes from.
    pub source: PaperSource,
    /// Always, or only in a case.
    pub need: Need,
    /// In which case, when `need` is `case`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub case: String,
    /// May follow later by promise (可容缺).
    #[serde(default)]
    pub deferrable: bool,
    /// A clear photo is accepted online.
    #[serde(default)]
    pub photo: bool,
    /// Which certificate or data check replaces it (免交).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub waived_by: String,
    /// One practical hint.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Whether a paper is always needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Always.
    Must,
    /// Only in the case named.
    Case,
}

/// One step from the resident's side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// Short heading.
    pub title: String,
    /// What happens.
    pub text: String,
}

/// What the resident holds in the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// Name of the result.
    pub name: String,
    /// How it arrives.
    pub delivery: String,
}

/// Where it is done and how often one must come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Where {
    /// Kind of place.
    pub place: Place,
    /// Where to go and whom to ask for.
    pub detail: String,
    /// Visits in person: `0`, `1`, or `local` where it is decided locally.
    pub visits: String,
}

/// Legal or policy basis (设定依据).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Basis {
    /// How sure.
    pub kind: Certainty,
    /// Real name of the document.
    pub title: String,
    /// Article, if certain.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub article: String,
}

/// A question that people really ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Faq {
    /// Question.
    pub q: String,
    /// Answer.
    pub a: String,
}

/// One yes/no question of 「我能办吗」.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Check {
    /// Question.
    pub q: String,
    /// The answer that goes on.
    pub ok: YesNo,
    /// What to do with the other answer.
    #[serde(rename = "else")]
    pub otherwise: String,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum YesNo {
    /// 是
    Yes,
    /// 否
    No,
}

/// A number to call at once, before the guide is read on: somebody may be in danger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UrgentCall {
    /// A number that holds nationwide, such as `120`.
    pub number: String,
    /// In which need.
    pub when: String,
}

/// How a near twin differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Twin {
    /// Code of the other item.
    pub code: String,
    /// The difference.
    pub text: String,
}

/// The full guide of an item, without what its card already says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemText {
    /// Item code.
    pub code: String,
    /// 服务对象.
    pub audience: String,
    /// 事项类型.
    pub matter: Matter,
    /// 办件类型.
    pub pace: Pace,
    /// 马上打电话; only where waiting is a danger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urgent: Vec<UrgentCall>,
    /// 申请条件.
    pub conditions: Vec<String>,
    /// 不予办理的情形.
    pub not_accepted: Vec<String>,
    /// 申请材料.
    pub materials: Vec<Material>,
    /// 办理流程.
    pub steps: Vec<Step>,
    /// 办理时限.
    pub limits: Limits,
    /// The item's own rule for the check of its papers; most have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Acceptance>,
    /// 收费.
    pub fee: Fee,
    /// 办理结果.
    pub result: Outcome,
    /// 办理地点.
    #[serde(rename = "where")]
    pub location: Where,
    /// 设定依据.
    pub basis: Vec<Basis>,
    /// 常见问题.
    pub faq: Vec<Faq>,
    /// Who handles it after intake.
    pub route: String,
    /// 我能办吗; may be empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub check: Vec<Check>,
    /// Near twins; may be empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub twins: Vec<Twin>,
}

/// An item as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// Card.
    pub card: ItemCard,
    /// Guide.
    pub text: ItemText,
    /// Version of the catalogue that it comes from.
    pub version: i64,
    /// Day of publication, `YYYY-MM-DD`.
    pub published_on: String,
}

/// All guides in one file, fetched after idle for offline use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Texts {
    /// Version of the catalogue.
    pub version: i64,
    /// Day of publication.
    pub published_on: String,
    /// One per item, in catalogue order.
    pub items: Vec<ItemText>,
}
