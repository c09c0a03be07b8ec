//! Who runs this site: shown in the footer (主办、承办、技术支持单位, 备案号). And what goes wrong on phones, told without a word about people.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Endpoint, Nothing, Verb, Waiting};
use crate::text::Text;

/// Who runs this site, and whether it is a demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// 主办单位; empty in a demonstration.
    pub host_unit: String,
    /// 承办单位; empty where there is none of its own.
    pub organiser_unit: String,
    /// 技术支持; empty where it is not named.
    pub support_unit: String,
    /// 备案号 (ICP); empty in a demonstration.
    pub filing_no: String,
    /// 公网安备号; empty until the site has one.
    pub police_filing_no: String,
    /// Phones and hours are made up.
    pub demo: bool,
}

/// Where anybody may look a 备案号 (ICP) up.
pub const FILINGS: &str = "https://beian.miit.gov.cn/";

/// Where a 公网安备号 is looked up: its own entry where the number holds a code, else the front page.
///
/// ```
/// use yunlin_api::site::police_filing;
/// assert_eq!(police_filing("苏公网安备32050000000000号"), "https://beian.mps.gov.cn/#/query/webSearch?code=32050000000000");
/// assert_eq!(police_filing("办理中"), "https://beian.mps.gov.cn/");
/// ```
pub fn police_filing(number: &str) -> String {
    let code: String = number.chars().filter(char::is_ascii_digit).collect();
    if code.is_empty() {
        return "https://beian.mps.gov.cn/".to_owned();
    }
    format!("https://beian.mps.gov.cn/#/query/webSearch?code={code}")
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

/// What kept the app from running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TroubleKind {
    /// Not up twenty seconds after the page.
    Slow,
    /// The engine is too old for the app.
    Old,
    /// The app ended; the page shows the same `id`.
    Crash,
}

/// Where the page was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Surface {
    /// Inside WeChat.
    Wechat,
    /// From the home screen.
    Pwa,
    /// In a browser.
    Browser,
}

/// A page that did not come up. Holds no account, no address, no text of anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Trouble {
    /// What happened.
    pub kind: TroubleKind,
    /// Short id that the error page shows; residents read it out on the phone. `0` where there is none.
    pub id: Text<8>,
    /// Where.
    pub surface: Surface,
    /// Major version of Chromium, 0 where it is another engine.
    pub chrome: u16,
    /// 长辈版
    pub elder: bool,
}

/// Tell that a page did not come up.
pub struct PostTrouble;
impl Endpoint for PostTrouble {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/api/site/troubles";
    const ID: &'static str = "site_trouble";
    const SUMMARY: &'static str = "Tell that the app did not start or ended, without personal data";
    const ACCESS: Access = Access::Guest;
    const WAITING: Waiting = Waiting::Now;
    type In = Trouble;
    type Out = Nothing;
}
