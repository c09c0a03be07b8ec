//! What is still to be typed or chosen before an act can be done.

/// The standing text on what one can do against a refusal; a draft to be looked through.
pub const REMEDIES: &str = "如不服本决定，可以自收到之日起60日内依法申请行政复议，或者自收到之日起6个月内依法向人民法院提起行政诉讼。";
/// Reason that a mark 看不清 puts in.
pub const UNREADABLE: &str = "照片看不清，请在光线好的地方重新拍一张";

/// Decline.
pub const DECLINE: &str = "请填写不予受理的原因，以及申请人可以去哪里办。";
/// Route.
pub const NO_QUEUE: &str = "请选择转到哪个科室。";
/// Assign.
pub const NO_STAFF: &str = "请选择转给哪位同事。";
/// Pause.
pub const PAUSE: &str = "请填写是哪个特殊环节。";
/// Pause.
pub const NO_END: &str = "请填写特殊环节预计哪天结束。到那天还没结束，会提醒您和社区书记。";
/// Grant.
pub const GRANT: &str = "请填写办理结果，申请人会看到。";
/// Refuse.
pub const REFUSE: &str = "请填写不予办理的原因和依据。";
/// Refuse.
pub const NO_REMEDIES: &str = "请填写申请人可以怎样申请复议或诉讼。";
/// Correct.
pub const CORRECT: &str = "请填写冲正的理由，会留在记录里。";
/// Message.
pub const MESSAGE: &str = "请填写要发的话。";
/// Number in the bureau's own system.
pub const OFFICIAL_NO: &str = "请填写部门系统里的编号。";
/// Withdraw.
pub const WITHDRAW: &str = "请填写申请人怎样提出撤回（当面、电话）。";
/// Call back.
pub const CALL_BACK: &str = "请填写回访了解到什么、怎样改进。";
/// No act of the desk.
pub const NOT_HERE: &str = "这一步在这里做不了。";
/// Nothing is on the list.
pub const NOTHING_MISSING: &str = "请先勾选要申请人补的内容。要一次说全，只能发一次。";
/// A second list.
pub const SECOND: &str = "已经发过一次补正。再发一次，请写明主管同意的理由。";

/// What is wrong with the reason of one thing on the list.
pub fn reason_of(label: &str, detail: &str) -> String {
    format!("「{label}」哪里不对：{detail}")
}
