//! Words of what several modules share: the outbox and consent.

/// Why an entry waits: the session is over.
pub const SIGN_IN_FIRST: &str = "请重新登录，登录后自动发送";
/// Why an entry waits: this page is older than the server.
pub const UPDATE_FIRST: &str = "页面版本旧了，请关闭后重新打开，会自动再发一次";
/// A photo is no longer on the phone.
pub const FILE_GONE: &str = "照片已不在这部手机上，请打开修改，重新拍一张。";

/// Heading of the notice before personal data is asked for.
pub const CONSENT: &str = "我们怎样使用您的信息";
/// What the notice says, in short (G23): who, what for, which, how long, rights.
pub const CONSENT_LINES: &[(&str, &str)] = &[
    ("谁在用", "本平台和经办您事项的社区、部门工作人员。"),
    (
        "用哪些",
        "手机号；办事时再按事项需要填写姓名、身份证号、住址和材料照片。身份证号、证件照片、健康和困难情况属于敏感信息，只给经办人看。",
    ),
    ("做什么", "只用来登录、办理您申请的事项和通知您进度，不做广告，不卖给别人。"),
    ("存多久", "办结后按档案规定保存；没提交的草稿只在您手机里，30天后自动删除。"),
    (
        "您可以",
        "随时在「我的」里查看、复制、更正、撤回同意、注销，也能看到谁看过您的信息。不同意也能查事项、查社区、打电话。",
    ),
];
/// Full text.
pub const CONSENT_FULL: &str = "看完整的隐私政策";
/// Agree.
pub const AGREE: &str = "同意";
/// Refuse.
pub const REFUSE: &str = "不同意（仅浏览）";
/// While it is told to the server.
pub const CONSENT_SENDING: &str = "正在保存，请稍候";
/// No signal while agreeing.
pub const CONSENT_OFFLINE: &str =
    "没有网络，同意还没有保存。请到有信号的地方再点一次「同意」，或到社区大厅办理。";
