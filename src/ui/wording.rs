//! Words of the parts that every page is made of.

/// Name of the app, behind every page title.
pub const APP: &str = "云邻";
/// Back button, for screen readers.
pub const BACK: &str = "返回";
/// Leaves 长辈版.
pub const STANDARD: &str = "标准版";
/// While something loads.
pub const LOADING: &str = "正在加载，请稍候";
/// Try once more.
pub const RETRY: &str = "重试";
/// Call the hotline.
pub const CALL: &str = "拨打 12345";
/// No signal, and nothing kept.
pub const OFFLINE: &str = "没有连上网络，这部分内容手机里还没有。请到有信号的地方点「重试」，或拨打12345。";
/// The app and the server are of different versions.
pub const UNREADABLE: &str = "内容版本不一致，请点「重试」；还不行请关闭后重新打开。";

/// Title of a page, in the browser's tab and on share cards.
pub fn page_title(page: &str) -> String {
    format!("{page} - {APP}")
}

/// How old what is shown is.
pub fn as_of(when: &str) -> String {
    format!("离线内容，更新于 {when}")
}

/// In front of the tab's title when a form has errors.
pub const WRONG_TITLE: &str = "出错：";
/// Copy button.
pub const COPY: &str = "复制";
/// It worked.
pub const COPIED: &str = "已复制";
/// It did not.
pub const NOT_COPIED: &str = "没有复制成功，请长按上面的文字自己选择复制。";

/// Heading of the error summary.
pub fn to_correct(count: usize) -> String {
    format!("有 {count} 处需要修改")
}
