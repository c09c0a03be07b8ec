//! Shapes of a case as residents and staff see it.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::files::FileLink;
use crate::forms::FormField;
use crate::wire::wire;

wire! {
    /// Where a case stands (requirement G04). 草稿 lives on the phone only.
    #[derive(Copy, PartialOrd, Ord, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseState {
        /// 已提交（收件）: the acceptance check runs.
        Received,
        /// 待补正: the applicant must complete something; the check's clock stands.
        Supplement,
        /// 已受理: both clocks run.
        Accepted,
        /// 特殊环节: accepted, the clocks stand (hearing, inspection, public notice …).
        Paused,
        /// 办结：准予 / 已办成
        Granted,
        /// 办结：不予
        Refused,
        /// 不予受理
        NotAccepted,
        /// 已撤回
        Withdrawn,
        /// 逾期未补正
        Lapsed,
    }

    /// Who acts.
    #[derive(Copy, PartialOrd, Ord, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum Role {
        /// The applicant.
        Resident,
        /// 全科社工
        Worker,
        /// 条线科室
        Officer,
        /// 社区书记
        Secretary,
        /// 区管理员
        Admin,
        /// A timer.
        System,
    }

    /// What may be done to a case.
    #[derive(Copy, PartialOrd, Ord, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseAction {
        /// Ask once for everything that is missing (一次性告知).
        AskSupplement,
        /// Complete it.
        Supplement,
        /// Take up again after 逾期未补正.
        Resume,
        /// 受理
        Accept,
        /// 不予受理, with a reason.
        Decline,
        /// To another queue (转科室), or back to the window.
        Route,
        /// To a colleague of the same queue.
        Assign,
        /// 特殊环节 begins.
        Pause,
        /// 特殊环节 ends.
        Unpause,
        /// 办结, granted, with a result.
        Grant,
        /// 办结, refused, with reason and remedies.
        Refuse,
        /// 撤回
        Withdraw,
        /// Takes the last step back with a reason (冲正).
        Correct,
        /// 催办
        Urge,
        /// A message to the applicant.
        Message,
        /// Note the number in the bureau's own system.
        OfficialNo,
        /// 好差评
        Rate,
        /// Timer: the check's days are over in silence.
        AcceptBySilence,
        /// Timer: the days for completing are over.
        Lapse,
        /// Timer: amber, red, overdue.
        Escalate,
        /// Timer: the holiday table changed, the days are counted anew.
        Recount,
        /// 差评回访, by somebody who is not the rated one.
        CallBack,
    }

    /// One line of the timeline.
    pub struct CaseEvent {
        /// 1, 2, 3 … within the case; also the version of the case after it.
        pub seq: u32,
        /// What happened; absent for the submission itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub action: Option<CaseAction>,
        /// State after it.
        pub state: CaseState,
        /// UTC, RFC 3339.
        pub at: String,
        /// Who, as a unit: 汉源社区综合窗口, 本人, 系统. No personal name.
        pub by: String,
        /// Staff did it, for the applicant where it is theirs to do.
        #[serde(default)]
        pub by_staff: bool,
        /// What the applicant should know of it, in words.
        pub note: String,
        /// Taken back by a later event.
        #[serde(default)]
        pub reversed: bool,
    }

    /// One of the two clocks, or the acceptance check.
    pub struct Clock {
        /// Working days allowed; absent where no document fixes a number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub days: Option<u16>,
        /// Due on this day (`YYYY-MM-DD`), end of day; absent while it does not run.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub due: Option<String>,
        /// Working days left; negative when over; absent while it does not run.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub left: Option<i32>,
        /// The year has no holiday table yet: 预计.
        #[serde(default)]
        pub estimated: bool,
    }

    /// The clocks of a case.
    pub struct Clocks {
        /// Acceptance check (5 working days, or the item's own).
        pub check: Clock,
        /// 承诺时限
        pub promised: Clock,
        /// 法定时限
        pub statutory: Clock,
        /// They stand: why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub standing: String,
    }

    /// One thing that is missing.
    #[serde(deny_unknown_fields)]
    pub struct Missing {
        /// Key of the form field.
        pub field: String,
        /// What is wrong with it, e.g. 照片看不清卡号
        pub reason: crate::privacy::ReasonText,
    }

    /// A list of what is missing, with its day.
    pub struct SupplementRequest {
        /// All of it, once.
        pub missing: Vec<MissingShown>,
        /// To be completed by this day (`YYYY-MM-DD`).
        pub by: String,
        /// The year has no holiday table yet: 预计.
        #[serde(default)]
        pub estimated: bool,
        /// The questions of the form that was filled, by the keys of the list. What has none is a paper for the counter; then
        /// the whole list is completed there.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub fields: BTreeMap<String, FormField>,
    }

    /// One thing that is missing, as shown.
    pub struct MissingShown {
        /// Key of the form field.
        pub field: String,
        /// Its label.
        pub label: String,
        /// What is wrong.
        pub reason: String,
    }

    /// Who holds the case.
    pub struct Holder {
        /// e.g. 汉源社区
        pub unit: String,
        /// e.g. 综合窗口, 人社局
        pub desk: String,
        /// Its phone; empty where none is known.
        pub phone: String,
        /// The phone is made up for demonstration.
        pub demo: bool,
    }

    /// What came out.
    pub struct CaseResult {
        /// Granted or refused: the reason or the note.
        pub note: String,
        /// What one can do against a refusal.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub remedies: String,
        /// Result papers.
        pub files: Vec<FileLink>,
    }

    /// The five grades of 好差评.
    #[derive(Copy, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum Grade {
        /// 非常不满意
        VeryBad,
        /// 不满意
        Bad,
        /// 基本满意
        Fair,
        /// 满意
        Good,
        /// 非常满意
        VeryGood,
    }
}

impl CaseState {
    /// All, in order.
    pub const ALL: [Self; 9] = [
        Self::Received,
        Self::Supplement,
        Self::Accepted,
        Self::Paused,
        Self::Granted,
        Self::Refused,
        Self::NotAccepted,
        Self::Withdrawn,
        Self::Lapsed,
    ];

    /// Name that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Received => "已提交",
            Self::Supplement => "待补正",
            Self::Accepted => "已受理",
            Self::Paused => "特殊环节",
            Self::Granted => "已办结",
            Self::Refused => "不予办理",
            Self::NotAccepted => "不予受理",
            Self::Withdrawn => "已撤回",
            Self::Lapsed => "逾期未补正",
        }
    }

    /// 办结: something came out.
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Granted | Self::Refused)
    }

    /// Nothing more happens but rating, correcting or taking up again, and a remark where something came out.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Granted | Self::Refused | Self::NotAccepted | Self::Withdrawn | Self::Lapsed)
    }
}

impl Role {
    /// All, in order.
    pub const ALL: [Self; 6] =
        [Self::Resident, Self::Worker, Self::Officer, Self::Secretary, Self::Admin, Self::System];
}

impl CaseAction {
    /// All, in order.
    pub const ALL: [Self; 22] = [
        Self::AskSupplement,
        Self::Supplement,
        Self::Resume,
        Self::Accept,
        Self::Decline,
        Self::Route,
        Self::Assign,
        Self::Pause,
        Self::Unpause,
        Self::Grant,
        Self::Refuse,
        Self::Withdraw,
        Self::Correct,
        Self::Urge,
        Self::Message,
        Self::OfficialNo,
        Self::Rate,
        Self::AcceptBySilence,
        Self::Lapse,
        Self::Escalate,
        Self::Recount,
        Self::CallBack,
    ];
}

/// A unit of staff work: the general counter of a community, or a bureau.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", content = "name", rename_all = "snake_case")]
pub enum Queue {
    /// 综合窗口 of the case's community.
    Window,
    /// A bureau by its name in the catalogue, e.g. 人社.
    Bureau(String),
}

/// Names a case in URLs of the app and of the API.
pub type CaseId = Uuid;
