//! The text of one item as it stands in `catalogue/items/<CODE>.toml` (docs/catalogue-content.md).

use serde::{Deserialize, Serialize};
use yunlin_api::guide::{
    Acceptance, Basis, Check, Event, Faq, Fee, ItemText, Limits, Material, Matter, Outcome, Pace, Person,
    Step, Twin, UrgentCall, Where,
};

/// The file; an unknown key is refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemFile {
    pub(super) code: String,
    pub(super) summary: String,
    audience: String,
    pub(super) persons: Vec<Person>,
    pub(super) events: Vec<Event>,
    matter: Matter,
    pace: Pace,
    #[serde(default)]
    urgent: Vec<UrgentCall>,
    conditions: Vec<String>,
    not_accepted: Vec<String>,
    pub(super) words: Vec<String>,
    materials: Vec<Material>,
    steps: Vec<Step>,
    limits: Limits,
    acceptance: Option<Acceptance>,
    fee: Fee,
    result: Outcome,
    #[serde(rename = "where")]
    location: Where,
    basis: Vec<Basis>,
    faq: Vec<Faq>,
    route: RouteText,
    #[serde(default)]
    check: Vec<Check>,
    #[serde(default)]
    twins: Vec<Twin>,
    pub(super) handbook: Option<Handbook>,
}

/// Who handles it after intake.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RouteText {
    text: String,
}

/// Notes for social workers; never sent to phones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handbook {
    /// What to check at the counter, in order.
    pub intake: String,
    /// What goes wrong most.
    pub traps: String,
    /// To whom, with what, by when.
    pub handover: String,
}

impl ItemFile {
    /// The guide as residents get it.
    pub(super) fn text(self) -> ItemText {
        ItemText {
            code: self.code,
            audience: self.audience,
            matter: self.matter,
            pace: self.pace,
            urgent: self.urgent,
            conditions: self.conditions,
            not_accepted: self.not_accepted,
            materials: self.materials,
            steps: self.steps,
            limits: self.limits,
            acceptance: self.acceptance,
            fee: self.fee,
            result: self.result,
            location: self.location,
            basis: self.basis,
            faq: self.faq,
            route: self.route.text,
            check: self.check,
            twins: self.twins,
        }
    }
}
