//! How the papers of an item are checked after they came in, and what silence means then (requirement G04).

use serde::{Deserialize, Serialize};

use super::{ItemText, Matter};
use crate::cases::CHECK_DAYS;

/// The rule of an item for the check of its papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Working days in which everything that is missing is told.
    pub days: u16,
    /// Whether saying nothing in that time is acceptance as of the day on which the papers came in.
    pub silence: bool,
    /// Where that stands; empty where no document fixes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// Where everybody's rule stands: five days to tell what is missing, and silence accepts.
const LICENSING_LAW: &str = "参照《中华人民共和国行政许可法》第三十二条";

impl ItemText {
    /// The item's own rule; else that of the licensing law, which the state's services follow. What the Party, a mass
    /// organisation or the residents' committee decides is never decided by a clock.
    pub fn acceptance(&self) -> Acceptance {
        if let Some(own) = &self.acceptance {
            return own.clone();
        }
        let silence =
            !matches!(self.matter, Matter::PartyAffair | Matter::MassService | Matter::SelfGovernance);
        let source = if silence { LICENSING_LAW.to_owned() } else { String::new() };
        Acceptance { days: CHECK_DAYS, silence, source }
    }
}
