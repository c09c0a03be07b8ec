//! What the app may ask of the guide.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Catalogue, Item, Texts};
use crate::endpoint::{Access, Endpoint, Nothing, Verb, Waiting};
use crate::text::Text;

/// All cards with their search words.
pub struct GetCatalogue;
impl Endpoint for GetCatalogue {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/api/guide/catalogue";
    const ID: &'static str = "guide_catalogue";
    const SUMMARY: &'static str = "Cards and search words of all current service items";
    const ACCESS: Access = Access::Guest;
    const WAITING: Waiting = Waiting::Read;
    type In = Nothing;
    type Out = Catalogue;
}

/// All guides, for reading without a signal.
pub struct GetTexts;
impl Endpoint for GetTexts {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/api/guide/texts";
    const ID: &'static str = "guide_texts";
    const SUMMARY: &'static str = "Full guides of all current service items, in one file for offline use";
    const ACCESS: Access = Access::Guest;
    const WAITING: Waiting = Waiting::Read;
    type In = Nothing;
    type Out = Texts;
}

/// One item, for a shared link opened on a cold phone.
pub struct GetItem;
impl Endpoint for GetItem {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/api/guide/items/{code}";
    const ID: &'static str = "guide_item";
    const SUMMARY: &'static str = "One service item with its full guide";
    const ACCESS: Access = Access::Guest;
    const WAITING: Waiting = Waiting::Read;
    type In = Nothing;
    type Out = Item;
}

/// What is wrong in a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// 材料写得不对
    Materials,
    /// 条件写得不对
    Conditions,
    /// 地点、时间或电话不对
    Place,
    /// 看不懂
    Unclear,
    /// 其他
    Other,
}

impl ReportKind {
    /// All, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Materials, Self::Conditions, Self::Place, Self::Unclear, Self::Other];

    /// Name on the form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Materials => "材料写得不对",
            Self::Conditions => "条件写得不对",
            Self::Place => "地点、时间或电话不对",
            Self::Unclear => "看不懂",
            Self::Other => "其他",
        }
    }
}

/// Longest report, in characters.
pub const REPORT_MAX: usize = 300;

/// A report in the resident's words. (An alias, because the schema derive reads a constant argument as a type.)
pub type ReportText = Text<REPORT_MAX>;

/// A resident reports an error in a guide (纠错). Holds no personal data, and the form says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportError {
    /// Made on the phone; becomes the primary key.
    pub id: Uuid,
    /// Item code.
    pub item_code: String,
    /// What is wrong.
    pub kind: ReportKind,
    /// In the resident's words.
    pub text: ReportText,
}

/// The report is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reported {
    /// The id sent.
    pub id: Uuid,
    /// Arrival at the server, UTC, RFC 3339.
    pub received_at: String,
}

/// Report an error in a guide.
pub struct PostReport;
impl Endpoint for PostReport {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/api/guide/error-reports";
    const ID: &'static str = "guide_report_error";
    const SUMMARY: &'static str = "Report an error in a guide, without signing in";
    const ACCESS: Access = Access::Guest;
    const WAITING: Waiting = Waiting::MayWait;
    type In = ReportError;
    type Out = Reported;
}
