//! Words of the resident's own pages.

/// Guests see this instead of somebody's data.
pub const SIGN_IN_FIRST: &str = "这一页是您自己的信息，请先用手机号登录。查事项、查社区、打电话都不用登录。";
/// Leads to the sign-in page.
pub const SIGN_IN: &str = "登录";
/// Leads home.
pub const HOME: &str = "返回首页";
/// A write that cannot wait has no signal.
pub const NEEDS_NETWORK: &str =
    "没有网络，这一步还没有完成。请到有信号的地方再点一次，也可以拨打12345或到社区大厅办理。";
/// The page and the server are of different versions.
pub const OLD_PAGE: &str = "页面版本旧了，请关闭后重新打开再试。";
/// On its way.
pub const SENDING: &str = "正在提交，请稍候";
/// Goes on.
pub const GO_ON: &str = "继续";
/// Leaves without doing it.
pub const CANCEL: &str = "不了，返回";
