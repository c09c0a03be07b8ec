//! Who runs this site: shown in the footer (主办单位, 备案号).

use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Endpoint, Nothing, Verb, Waiting};

/// Who runs this site, and whether it is a demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// 主办单位; empty in a demonstration.
    pub host_unit: String,
    /// 备案号; empty in a demonstration.
    pub filing_no: String,
    /// Phones and hours are made up.
    pub demo: bool,
}

/// Read who runs this site.
pub struct GetSite;
impl Endpoint for GetSite {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/api/site";
    const ID: &'static str = "site";
    const SUMMARY: &'static str = "Who runs this site, and whether it is a demonstration";
    const ACCESS: Access = Access::Guest;
    const WAITING: Waiting = Waiting::Read;
    type In = Nothing;
    type Out = Site;
}
