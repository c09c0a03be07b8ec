//! What the desk may ask about cases.

use uuid::Uuid;

use super::{
    CalendarYears, FindPerson, FoundPeople, Intake, Look, Reveal, RevealAll, Revealed, RevealedAll,
    SetCalendar,
};
use crate::apply::{ShownAnswer, Submitted};
use crate::cases::{
    CaseAction, CaseEvent, CaseNumber, CaseState, Clocks, Grade, Holder, Missing, Queue, SupplementRequest,
};
use crate::endpoint::Nothing;
use crate::files::FileLink;
use crate::forms::{Answers, Askable};
use crate::identity::Done;
use crate::privacy::ReasonText;
use crate::text::Text;
use crate::wire::{endpoints, wire};

/// What staff writes to an applicant.
pub type NoteText = Text<500>;
/// Number in a bureau's own system.
pub type OfficialText = Text<60>;

wire! {
    /// Filters of the inbox; all optional. They stand in the URL of the desk.
    #[serde(deny_unknown_fields)]
    pub struct InboxFilter {
        /// Community slug.
        #[serde(default)]
        pub community: Option<String>,
        /// `window`, or the name of a bureau; absent for all queues of the own grants.
        #[serde(default)]
        pub queue: Option<String>,
        /// `mine` (held), `handled` (all in which one had a hand), `due` (amber or worse), `closed`, `callback` (bad grades to call
        /// back) or absent for all open ones.
        #[serde(default)]
        pub show: Option<String>,
        /// Case number, exact.
        #[serde(default)]
        pub number: Option<String>,
        /// Keyset: the cursor of the last page.
        #[serde(default)]
        pub after: Option<String>,
    }

    /// Colour of the clock.
    #[derive(Copy, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum Light {
        /// Time enough.
        Green,
        /// Two working days or less.
        Amber,
        /// Due today.
        Red,
        /// Over.
        Overdue,
        /// The clock stands: waiting for the applicant or a special step.
        Standing,
    }

    /// One line of the inbox.
    pub struct InboxRow {
        /// Names the case.
        pub id: Uuid,
        /// Number.
        pub number: CaseNumber,
        /// Item code.
        pub item: String,
        /// Item name.
        pub item_name: String,
        /// 张*
        pub applicant_masked: String,
        /// Community slug.
        pub community: String,
        /// Its name.
        pub community_name: String,
        /// Where it stands.
        pub state: CaseState,
        /// Colour.
        pub light: Light,
        /// The next day that counts (`YYYY-MM-DD`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub due: Option<String>,
        /// Its year has no holiday table yet: 预计.
        #[serde(default)]
        pub estimated: bool,
        /// Working days left to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub left: Option<i32>,
        /// Where it came from.
        pub source: Source,
        /// Queue that holds it.
        pub queue: Queue,
        /// It has left the own queues: nothing but this line is to be read.
        #[serde(default)]
        pub elsewhere: bool,
        /// Held by this colleague; empty for nobody yet.
        pub held_by: String,
        /// The applicant asked to hurry since the last act.
        pub urged: bool,
        /// A bad grade is to be called back by this day; only those who may call back see it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub callback_by: Option<String>,
        /// Version.
        pub version: u32,
    }

    /// How a case came in.
    #[derive(Copy, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum Source {
        /// 手机
        Phone,
        /// 窗口
        Counter,
        /// 电话
        Call,
        /// 上门
        Visit,
    }

    /// The inbox by due day.
    pub struct DeskInbox {
        /// At most 50.
        pub rows: Vec<InboxRow>,
        /// Cases that the filter shows, on all pages.
        pub open: u32,
        /// Of them open and overdue.
        pub overdue: u32,
        /// Where the next page starts; absent on the last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<String>,
    }

    /// A case as staff see it: everything personal masked.
    pub struct DeskCase {
        /// The line of the inbox.
        pub row: InboxRow,
        /// Applicant, masked, and which of it can be revealed.
        pub personal: Vec<PersonalField>,
        /// All three clocks.
        pub clocks: Clocks,
        /// Day on which the desk is reminded of it, where the item publishes no limit; promised to nobody (`YYYY-MM-DD`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub target: Option<String>,
        /// Queue that holds it.
        pub queue: Queue,
        /// The same in words, with a phone.
        pub holder: Holder,
        /// Answers, personal ones masked; photos without their links: `desk_look` gives one and logs it.
        pub answers: Vec<ShownAnswer>,
        /// Asked for, if something is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub supplement: Option<SupplementRequest>,
        /// What may stand on a list of what is missing, in the order of the form; empty where no list can be sent.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub askable: Vec<Askable>,
        /// Timeline, newest first.
        pub events: Vec<CaseEvent>,
        /// What this member of staff may do now.
        pub may: Vec<CaseAction>,
        /// Queues to which it may be routed.
        pub routes: Vec<Queue>,
        /// Handbook notes for this item, if it is one of the 67.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub handbook: Option<String>,
        /// Result papers, without their links as well.
        pub results: Vec<FileLink>,
        /// Number in the bureau's own system.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub official_no: Option<String>,
        /// Grade only, never by whom; absent for those whose work is rated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub rated: Option<Grade>,
        /// What was said with the grade, for whoever calls back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub rating_comment: Option<String>,
        /// What came of the call.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub call_back_note: Option<String>,
    }

    /// A personal value, masked.
    pub struct PersonalField {
        /// `name`, `phone`, `id_number`, or `answer:<field>`; what [`Reveal`] takes.
        pub key: String,
        /// Label.
        pub label: String,
        /// Masked value.
        pub masked: String,
    }

    /// An act on a case. Unknown fields are refused by [`DeskAct`]: serde cannot do so on both sides of a `flatten`.
    pub struct Act {
        /// Version seen; another one means somebody was faster.
        pub version: u32,
        /// What.
        #[serde(flatten)]
        pub act: DeskAct,
    }

    /// What staff can do.
    #[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
    pub enum DeskAct {
        /// One complete list of what is missing.
        AskSupplement {
            /// All of it.
            missing: Vec<Missing>,
            /// A second list needs a supervisor's reason.
            #[serde(default)]
            second_reason: Option<ReasonText>,
        },
        /// 受理
        Accept {
            /// For the applicant.
            #[serde(default)]
            note: Option<NoteText>,
        },
        /// 不予受理
        Decline {
            /// Why, and where to go instead.
            reason: NoteText,
        },
        /// To another queue.
        Route {
            /// Where to.
            queue: Queue,
            /// For the colleague.
            #[serde(default)]
            note: Option<NoteText>,
        },
        /// To a colleague.
        Assign {
            /// Who.
            staff: Uuid,
        },
        /// 特殊环节 begins.
        Pause {
            /// Which one: 现场核查, 公示 …
            reason: ReasonText,
            /// The day on which it will be over, as far as one can say (`YYYY-MM-DD`); then somebody is asked what became of it.
            until: Text<10>,
        },
        /// 特殊环节 ends.
        Unpause {},
        /// 办结: granted.
        Grant {
            /// For the applicant.
            note: NoteText,
            /// Result papers, stored before.
            #[serde(default)]
            files: Vec<Uuid>,
        },
        /// 办结: refused.
        Refuse {
            /// Why.
            reason: NoteText,
            /// 行政复议、行政诉讼 …
            remedies: NoteText,
        },
        /// Takes the last step back.
        Correct {
            /// Why.
            reason: ReasonText,
        },
        /// To the applicant.
        Message {
            /// Text.
            text: NoteText,
        },
        /// Number in the bureau's own system.
        OfficialNo {
            /// As printed there.
            number: OfficialText,
        },
        /// At the applicant's wish, at the counter.
        Withdraw {
            /// How the wish was told.
            reason: ReasonText,
        },
        /// Completes what was missing, at the counter.
        Supplement {
            /// The fields of the list.
            answers: Answers,
        },
        /// Takes up a lapsed case.
        Resume {},
        /// A bad grade was called back.
        CallBack {
            /// What was found and mended.
            note: NoteText,
        },
    }
}

endpoints! {
    /// The inbox.
    GetInbox: Get "/api/desk/inbox", "desk_inbox", "Open cases of the own queues and areas, by due day", Staff, Read, InboxFilter => DeskInbox;
    /// One case.
    GetDeskCase: Get "/api/desk/cases/{id}", "desk_case", "One case, personal data masked", Staff, Read, Nothing => DeskCase;
    /// Act on it.
    PostAct: Post "/api/desk/cases/{id}/act", "desk_act", "Act on a case; carries the version seen", Staff, Now, Act => DeskCase;
    /// Show one value.
    PostReveal: Post "/api/desk/cases/{id}/reveal", "desk_reveal", "Show one personal value; logged as a privacy receipt", Staff, Now, Reveal => Revealed;
    /// Shows all personal values at once.
    PostRevealAll: Post "/api/desk/cases/{id}/reveal-all", "desk_reveal_all", "Show all personal values of a case; logged as one privacy receipt", Staff, Now, RevealAll => RevealedAll;
    /// Show one photo.
    PostLook: Post "/api/desk/cases/{id}/look", "desk_look", "Show one photo of the answers, or one paper of the result; logged as a privacy receipt", Staff, Now, Look => FileLink;
    /// Find a person.
    PostFindPerson: Post "/api/desk/people/find", "desk_find_person", "Find a known person by exact phone, ID number, slip number or room; logged", Staff, Now, FindPerson => FoundPeople;
    /// Take in.
    PostIntake: Post "/api/desk/cases", "desk_intake", "Take a matter in at the counter", Staff, Now, Intake => Submitted;
    /// Holiday tables.
    GetCalendar: Get "/api/desk/calendar", "desk_calendar", "Holiday tables", Staff, Read, Nothing => CalendarYears;
    /// Set one.
    PostCalendar: Post "/api/desk/calendar", "desk_set_calendar", "Set the holiday table of a year", Staff, Now, SetCalendar => Done;
}
