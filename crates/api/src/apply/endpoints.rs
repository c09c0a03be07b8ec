//! What a resident may ask about applications.

use uuid::Uuid;

use crate::cases::{CaseEvent, CaseNumber, CaseResult, CaseState, Clocks, Grade, Holder, SupplementRequest};
use crate::endpoint::Nothing;
use crate::files::FileLink;
use crate::forms::{Answers, Forms};
use crate::identity::Done;
use crate::privacy::ReasonText;
use crate::text::Text;
use crate::wire::{endpoints, wire};

/// What a resident writes about a rating.
pub type CommentText = Text<300>;

wire! {
    /// An application, filled and confirmed.
    #[serde(deny_unknown_fields)]
    pub struct Submit {
        /// Made on the phone; becomes the primary key of the case.
        pub id: Uuid,
        /// Item code.
        pub item: String,
        /// Version of the form that was filled.
        pub form_version: u32,
        /// Community whose counter takes it in (slug).
        pub community: String,
        /// Answers by field key; uploads are ids of stored files.
        pub answers: Answers,
        /// The declaration of the form was confirmed.
        pub confirmed: bool,
        /// Clock of the phone when 提交 was tapped, RFC 3339. Told, never counted: arrival counts.
        pub filled_at: String,
    }

    /// It has arrived.
    pub struct Submitted {
        /// As sent.
        pub id: Uuid,
        /// Number of the case.
        pub number: CaseNumber,
        /// Arrival, UTC, RFC 3339.
        pub received_at: String,
        /// The counter looks through it by this day (`YYYY-MM-DD`).
        pub check_due: String,
        /// Its year has no holiday table yet: 预计.
        #[serde(default)]
        pub check_estimated: bool,
        /// The phone's clock was more than five minutes off.
        pub phone_clock_wrong: bool,
        /// Whom to ask.
        pub holder: Holder,
    }

    /// One line of 我的办件.
    pub struct MyCase {
        /// Names it.
        pub id: Uuid,
        /// Number.
        pub number: CaseNumber,
        /// Item code.
        pub item: String,
        /// Item name when it was submitted.
        pub item_name: String,
        /// Where it stands.
        pub state: CaseState,
        /// The resident must do something, by this day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub todo_by: Option<String>,
        /// Promised day, where known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub due: Option<String>,
        /// The year of that day has no holiday table yet: 预计.
        #[serde(default)]
        pub estimated: bool,
        /// Last change, UTC, RFC 3339.
        pub changed_at: String,
    }

    /// 我的办件
    pub struct MyCases {
        /// What needs the resident first, then newest first.
        pub cases: Vec<MyCase>,
    }

    /// One answer as shown: label and value, masked where the resident's own rule masks it.
    pub struct ShownAnswer {
        /// Key of the field.
        pub field: String,
        /// Label.
        pub label: String,
        /// Value; choices by their label.
        pub value: String,
        /// Photos.
        pub files: Vec<FileLink>,
    }

    /// A case as its applicant sees it.
    pub struct CaseView {
        /// The line of the list.
        pub case: MyCase,
        /// Version seen; sent back with every act.
        pub version: u32,
        /// All three clocks.
        pub clocks: Clocks,
        /// Who holds it.
        pub holder: Holder,
        /// What is missing, if something is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub supplement: Option<SupplementRequest>,
        /// Timeline, newest first.
        pub events: Vec<CaseEvent>,
        /// What was submitted.
        pub answers: Vec<ShownAnswer>,
        /// What came out, when it is closed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub result: Option<CaseResult>,
        /// Grade given, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub rated: Option<Grade>,
        /// 催办 is possible now.
        pub may_urge: bool,
        /// 撤回 is possible now.
        pub may_withdraw: bool,
        /// Number in the bureau's own system, and where to look it up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub official_no: Option<String>,
    }

    /// Completes what was missing.
    #[serde(deny_unknown_fields)]
    pub struct Complete {
        /// Version seen.
        pub version: u32,
        /// The fields of the list, answered anew.
        pub answers: Answers,
    }

    /// Takes the application back.
    #[serde(deny_unknown_fields)]
    pub struct Withdraw {
        /// Version seen.
        pub version: u32,
        /// Why, if one wants to say.
        #[serde(default)]
        pub reason: Option<ReasonText>,
    }

    /// 好差评: voluntary, once, nothing preselected.
    #[serde(deny_unknown_fields)]
    pub struct Rate {
        /// One of five.
        pub grade: Grade,
        /// In words.
        #[serde(default)]
        pub comment: Option<CommentText>,
    }

    /// Progress by number and the last four digits of the phone, without signing in.
    #[serde(deny_unknown_fields)]
    pub struct AskProgress {
        /// Number on the slip.
        pub number: CaseNumber,
        /// Last four digits of the phone that was given; where none was, the last four characters of the ID number.
        pub phone_last4: Text<8>,
    }

    /// No personal data.
    pub struct Progress {
        /// Item name.
        pub item_name: String,
        /// Where it stands.
        pub state: CaseState,
        /// What happens next, in words.
        pub next: String,
        /// Promised day, where known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub due: Option<String>,
        /// Its year has no holiday table yet: 预计.
        #[serde(default)]
        pub estimated: bool,
        /// Whom to ask.
        pub holder: Holder,
    }
}

endpoints! {
    /// All current forms, for filling without a signal.
    GetForms: Get "/api/apply/forms", "apply_forms", "Forms of all items that can be applied for online", Guest, Read, Nothing => Forms;
    /// Submit an application.
    PostCase: Post "/api/apply/cases", "apply_submit", "Submit an application; sent again with the same id it has one effect", Resident, MayWait, Submit => Submitted;
    /// 我的办件
    GetMyCases: Get "/api/apply/cases", "apply_my_cases", "The resident's cases", Resident, Read, Nothing => MyCases;
    /// One of them.
    GetMyCase: Get "/api/apply/cases/{id}", "apply_my_case", "One case of the resident", Resident, Read, Nothing => CaseView;
    /// Complete it.
    PostComplete: Post "/api/apply/cases/{id}/complete", "apply_complete", "Complete what was missing (补正)", Resident, MayWait, Complete => CaseView;
    /// Take it back.
    PostWithdraw: Post "/api/apply/cases/{id}/withdraw", "apply_withdraw", "Withdraw the application", Resident, Now, Withdraw => CaseView;
    /// 催办
    PostUrge: Post "/api/apply/cases/{id}/urge", "apply_urge", "Ask the holder to hurry, once a day", Resident, Now, Nothing => CaseView;
    /// 好差评
    PostRate: Post "/api/apply/cases/{id}/rate", "apply_rate", "Rate the service, once", Resident, Now, Rate => Done;
    /// Progress without signing in.
    PostProgress: Post "/api/apply/progress", "apply_progress", "Progress by number and last four digits of the phone; no personal data", Guest, Now, AskProgress => Progress;
}
