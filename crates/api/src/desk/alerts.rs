//! Alerts: the rungs of the ladder that concern a member of staff.

use uuid::Uuid;

use crate::cases::CaseNumber;
use crate::endpoint::Nothing;
use crate::identity::Done;
use crate::text::Text;
use crate::wire::{endpoints, wire};

wire! {
    /// A rung of the ladder. Clocks climb from amber to overdue; a bad grade and a year without holidays have their own.
    #[derive(Copy, PartialOrd, Ord, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum Rung {
        /// Two working days or less.
        Amber,
        /// Due today.
        Red,
        /// Over.
        Overdue,
        /// A bad grade has not been called back for ten working days.
        CallBackDue,
        /// Nor within the fifteen.
        CallBackOverdue,
        /// A year has no holiday table.
        Missing,
        /// Nobody works in the bureau that should have the case: it waits at the window.
        Unserved,
        /// A special step has lasted longer than was expected.
        PauseOver,
        /// No short message reaches the applicant: somebody rings or visits them. Known means that they have been told.
        ToTell,
    }

    /// An alert. It stands until its matter is mended; knowing it takes it from the count, not from the list.
    pub struct DeskAlert {
        /// What it is about: the id of a case, or `calendar`.
        pub subject: String,
        /// How far the matter has come.
        pub rung: Rung,
        /// The day that counts (`YYYY-MM-DD`).
        pub due: String,
        /// What is asked of whom, in words.
        pub told: String,
        /// Since when: UTC, RFC 3339.
        pub at: String,
        /// The case, if it is about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub case: Option<AlertCase>,
        /// Whoever asks has said that they know.
        pub known: bool,
    }

    /// The case that an alert is about: no personal value.
    pub struct AlertCase {
        /// Names it.
        pub id: Uuid,
        /// Number.
        pub number: CaseNumber,
        /// Item name.
        pub item_name: String,
        /// Its community.
        pub community_name: String,
    }

    /// The alerts of a member of staff.
    pub struct DeskAlerts {
        /// The latest first, known or not; at most 200.
        pub rows: Vec<DeskAlert>,
        /// Of them not known yet.
        pub unknown: u32,
    }

    /// «I know»: names an alert.
    #[serde(deny_unknown_fields)]
    pub struct KnowAlert {
        /// What it is about.
        pub subject: Text<40>,
        /// Which rung.
        pub rung: Rung,
        /// Of which day.
        pub due: Text<10>,
    }
}

endpoints! {
    /// The alerts.
    GetAlerts: Get "/api/desk/alerts", "desk_alerts", "Alerts of the ladder that concern whoever asks and are not mended yet", Staff, Read, Nothing => DeskAlerts;
    /// Know one.
    PostKnowAlert: Post "/api/desk/alerts/known", "desk_know_alert", "Note that an alert is known; it stays until its matter is mended", Staff, Now, KnowAlert => Done;
}
