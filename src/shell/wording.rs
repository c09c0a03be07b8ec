//! Words of the shell.

/// Title of the home page.
pub const HOME: &str = "首页";
/// Title of the search page.
pub const SEARCH: &str = "搜索";
/// Placeholder and label of the search field.
pub const SEARCH_HINT: &str = "说说您要办什么";
/// Reload button of a list.
pub const RETRY: &str = "重试";
/// Behind the name of the tab 我的, for the ear.
pub fn unread(count: u32) -> String {
    format!("{count}条新消息")
}

/// Headline when a part of the app did not load.
pub const CHUNK_FAILED: &str = "这一页没有打开";
/// What to do then.
pub const CHUNK_FAILED_TEXT: &str =
    "网络断了一下，内容没有传完。请到信号好的地方点「重试」；着急办事请拨打12345或社区电话。";
/// Headline of an unknown address.
pub const NOT_FOUND: &str = "没有这个页面";
/// What to do then.
pub const NOT_FOUND_TEXT: &str = "链接可能写错了，或内容已经撤下。请返回首页，或在搜索里说说您要办什么。";
/// While a page loads longer than a blink.
pub const LOADING: &str = "正在加载，请稍候";
/// A newer build waits.
pub const NEWER: &str = "有新版本";
/// Button of that notice.
pub const UPDATE: &str = "点此更新";
/// Later.
pub const LATER: &str = "以后再说";
/// Notice when the connection is lost.
pub const OFFLINE: &str = "现在没有网络，看过的内容仍可打开。";
