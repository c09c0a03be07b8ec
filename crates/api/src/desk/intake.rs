//! Shapes of intake, of finding people, of showing a value or a photo, and of the holiday tables.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{NoteText, Source};
use crate::cases::{CaseNumber, CaseState};
use crate::community::RoomKey;
use crate::forms::Answers;
use crate::identity::{IdNumber, NameText, Phone};
use crate::privacy::ReasonText;
use crate::text::Text;
use crate::wire::wire;

wire! {
    /// Shows one personal value; logged, and the resident can read that.
    #[serde(deny_unknown_fields)]
    pub struct Reveal {
        /// Key of a `PersonalField`.
        pub key: String,
        /// Why.
        #[serde(default)]
        pub reason: Option<ReasonText>,
    }

    /// The value in clear.
    pub struct Revealed {
        /// As given by the resident.
        pub value: String,
    }

    /// Shows all personal values of a case at once; one entry in the log, which the resident can read.
    #[serde(deny_unknown_fields)]
    pub struct RevealAll {
        /// Why.
        #[serde(default)]
        pub reason: Option<ReasonText>,
    }

    /// The values in clear, by the keys of the `PersonalField`s.
    pub struct RevealedAll {
        /// As given by the resident.
        pub values: BTreeMap<String, String>,
    }

    /// Shows one photo or paper of the answers; logged, and the resident can read that.
    #[serde(deny_unknown_fields)]
    pub struct Look {
        /// As listed among the answers.
        pub file: Uuid,
        /// Why.
        #[serde(default)]
        pub reason: Option<ReasonText>,
    }

    /// Finds a known person by something exact; never by name.
    #[serde(deny_unknown_fields)]
    pub struct FindPerson {
        /// By what.
        pub by: FindBy,
        /// The value; a room as `estate/building/unit/room`.
        pub value: Text<100>,
    }

    /// What a person can be found by.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum FindBy {
        /// Phone.
        Phone,
        /// ID number.
        IdNumber,
        /// Case number on a slip.
        Slip,
        /// Room that they told a counter they live in; only rooms of the own communities.
        Room,
    }

    /// People found, masked.
    pub struct FoundPeople {
        /// None, one, or those who share a phone or a room.
        pub people: Vec<FoundPerson>,
    }

    /// Somebody, masked.
    pub struct FoundPerson {
        /// To be sent with the intake.
        pub person: Uuid,
        /// 张*
        pub name_masked: String,
        /// 138****8000
        pub phone_masked: String,
        /// 320***********2314
        pub id_masked: String,
        /// Their matters as far as this member of staff may see them, the last changed first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub cases: Vec<FoundCase>,
    }

    /// A matter of somebody who was found.
    pub struct FoundCase {
        /// Opens its panel.
        pub id: Uuid,
        /// For the phone.
        pub number: CaseNumber,
        /// Name of the item.
        pub item_name: String,
        /// Where it stands.
        pub state: CaseState,
    }

    /// Who stands at the counter: known, or new; a phone is not needed.
    #[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
    pub enum IntakePerson {
        /// Found before.
        Known {
            /// As found.
            person: Uuid,
        },
        /// Not known yet.
        New {
            /// As on the ID card, which was seen.
            name: NameText,
            /// GB 11643.
            id_number: IdNumber,
            /// If there is one.
            #[serde(default)]
            phone: Option<Phone>,
        },
    }

    /// Takes a matter in at the counter, on the phone, or on a visit.
    #[serde(deny_unknown_fields)]
    pub struct Intake {
        /// Made on the device; becomes the primary key.
        pub id: Uuid,
        /// Item code; any item that is not 告知.
        pub item: String,
        /// Version of the form, where the item has one.
        #[serde(default)]
        pub form_version: Option<u32>,
        /// Community of the counter (slug).
        pub community: String,
        /// How it came in.
        pub source: Source,
        /// For whom.
        pub person: IntakePerson,
        /// Where they live, if they say so: to find them again. A room of the community of the counter.
        #[serde(default)]
        pub home: Option<RoomKey>,
        /// Answers; what the counter has seen on paper may be left out.
        #[serde(default)]
        pub answers: Answers,
        /// Papers seen, and anything a colleague should know.
        #[serde(default)]
        pub note: Option<NoteText>,
        /// The applicant was told about the privacy notice and agreed.
        pub consent: bool,
    }

    /// Holiday table of a year.
    pub struct CalendarYear {
        /// e.g. 2026
        pub year: u16,
        /// Notice that it follows; empty when the year has none yet.
        pub source: String,
        /// Days off that are weekdays, `YYYY-MM-DD`.
        pub off: Vec<String>,
        /// Weekend days that are worked, `YYYY-MM-DD`.
        pub work: Vec<String>,
    }

    /// All years known.
    pub struct CalendarYears {
        /// Oldest first.
        pub years: Vec<CalendarYear>,
        /// The next year has no table yet, or this one.
        pub alarm: bool,
    }

    /// Sets the table of a year.
    #[serde(deny_unknown_fields)]
    pub struct SetCalendar {
        /// e.g. 2027
        pub year: u16,
        /// Notice that it follows.
        pub source: Text<200>,
        /// Days off that are weekdays.
        pub off: Vec<String>,
        /// Weekend days that are worked.
        pub work: Vec<String>,
    }
}
