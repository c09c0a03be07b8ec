//! Words of the desk: frame, signing in, inbox, calendar.

/// Name of the staff side.
pub const DESK: &str = "工作台";
/// Head of the rail.
pub const BRAND: &str = "云邻 · 工作台";
/// Inbox.
pub const INBOX: &str = "待办";
/// One-window intake.
pub const INTAKE: &str = "一窗受理";
/// Holiday tables.
pub const CALENDAR: &str = "工作日历";
/// Own password.
pub const PASSWORD: &str = "修改密码";
/// Authenticator, not set up.
pub const SET_TOTP: &str = "设置动态口令";
/// List of keys.
pub const KEYS: &str = "键盘操作";
/// Below the list of keys.
pub const KEYS_NOTE: &str = "在输入框里打字时，这些键不起作用。每个按钮也可以用 Tab 键走到。";
/// Closes a dialog.
pub const CLOSE: &str = "关闭";
/// Ends the session.
pub const SIGN_OUT: &str = "退出登录";
/// The server was not reached.
pub const NOT_ENDED: &str = "没有连上服务器，还没有退出：登录仍然有效。请连上网络再点一次。";
/// On its way.
pub const LOADING: &str = "正在加载，请稍候";
/// Tries again.
pub const RETRY: &str = "重试";
/// No connection.
pub const OFFLINE: &str = "没有连上网络，这一步还没有做。请检查网线或信号后再试，已填的内容还在。";
/// Old page, new server.
pub const UNREADABLE: &str = "页面版本旧了，请按 F5 刷新后再试。";
/// No such page.
pub const MISSING: &str = "没有这个页面";
/// What to do then.
pub const MISSING_TEXT: &str = "链接可能写错了。请返回待办。";
/// Title of the lock.
pub const LOCKED: &str = "屏幕已锁定";

/// Sign-in page.
pub const SIGN_IN_TITLE: &str = "工作人员登录";
/// Its button.
pub const SIGN_IN: &str = "登录";
/// While it runs.
pub const SIGNING_IN: &str = "登录中";
/// Login name.
pub const LOGIN: &str = "账号";
/// Password.
pub const PASSWORD_LABEL: &str = "密码";
/// One-time code.
pub const CODE: &str = "动态口令";
/// Where it stands.
pub const CODE_HINT: &str = "打开手机上的验证器，填写 6 位数字。";
/// Who helps.
pub const SIGN_IN_HELP: &str = "忘记密码或账号被锁，请联系区管理员。密码不要告诉别人，也不要共用账号。";
/// Out of the desk.
pub const RESIDENTS: &str = "我是居民，去云邻首页";
/// Login missing.
pub const NO_LOGIN: &str = "请填写账号。";
/// Password missing.
pub const NO_PASSWORD: &str = "请填写密码。";
/// Code missing.
pub const NO_CODE: &str = "请填写验证器上的 6 位数字。";

/// First sign-in.
pub const MUST_CHANGE: &str = "第一次登录，请先换成您自己的密码，再开始工作。";
/// Later.
pub const MAY_CHANGE: &str = "新密码至少 10 个字符，不要用生日、手机号或常见的词。";
/// Old.
pub const OLD_PASSWORD: &str = "现在的密码";
/// New.
pub const NEW_PASSWORD: &str = "新密码（至少 10 个字符）";
/// New, again.
pub const NEW_AGAIN: &str = "再填一次新密码";
/// Button.
pub const CHANGE: &str = "换成新密码";
/// Done.
pub const CHANGED: &str = "密码已更换";
/// Old one missing.
pub const NO_OLD: &str = "请填写现在的密码。";
/// Too short.
pub const TOO_SHORT: &str = "新密码至少 10 个字符，请再加几个。";
/// Typed differently.
pub const NOT_SAME: &str = "两次填的新密码不一样，请重新填写。";
/// Old one again.
pub const SAME_AS_OLD: &str = "新密码和现在的一样，请换一个。";
/// Cannot be used.
pub const BAD_PASSWORD: &str = "新密码不能只有空格，也不能超过 128 个字符。";

/// Authenticator.
pub const TOTP_TITLE: &str = "设置动态口令";
/// Why.
pub const TOTP_WHY: &str = "设好以后，登录时除了密码还要填手机验证器上的 6 位数字。别人知道密码也进不来。";
/// Step.
pub const TOTP_OPEN: &str = "在手机上打开任意一款验证器，扫这个二维码：";
/// Step.
pub const TOTP_TYPE: &str = "账户名填「云邻」，密钥填下面这些字母和数字，类型选「基于时间」：";
/// Opens the other way.
pub const TOTP_BY_HAND: &str = "扫不了，手动输入密钥";
/// Name of the picture.
pub const TOTP_PICTURE: &str = "动态口令二维码";
/// The whole text.
pub const TOTP_URI: &str = "验证器支持整段粘贴时用这一段";
/// Step.
pub const TOTP_CONFIRM: &str = "把验证器上出现的 6 位数字填在这里：";
/// Button.
pub const TOTP_FINISH: &str = "完成设置";
/// Done.
pub const TOTP_DONE: &str = "动态口令已设好";
/// Not now.
pub const LATER: &str = "以后再设，先去待办";

/// Tab: own queues.
pub const MY_QUEUE: &str = "我的队列";
/// Whose queue is shown.
pub const QUEUE: &str = "在哪里办";
/// Every queue.
pub const QUEUE_ALL: &str = "全部";
/// The queue of the windows.
pub const QUEUE_WINDOW: &str = "社区窗口";
/// Tab: held by me.
pub const MINE: &str = "在我手上";
/// Tab: everything that one had a hand in, wherever it is now.
pub const HANDLED: &str = "我经手的";
/// Tab: due soon.
pub const DUE: &str = "快到期";
/// Tab: closed.
pub const CLOSED: &str = "已办结";
/// Tab: bad grades to call back.
pub const CALLBACK: &str = "待回访";
/// Name of the tabs.
pub const TABS: &str = "筛选待办";
/// Search field.
pub const FIND: &str = "办件编号";
/// Its button.
pub const FIND_NOW: &str = "查找";
/// Takes the search off.
pub const FIND_CLEAR: &str = "不按编号找，看全部";
/// Columns.
pub const COLUMNS: [&str; 4] = ["到期", "事项", "申请人", "社区"];
/// The table.
pub const TABLE: &str = "待办列表，按到期先后";
/// Next page.
pub const MORE: &str = "加载更多";
/// Nothing in the queue.
pub const EMPTY: &str = "这里没有件了。换一个筛选看看，或到「一窗受理」收新件。";
/// Nothing with the number.
pub const EMPTY_NUMBER: &str =
    "没有找到这个编号。请对照回执单核对 15 位数字；不是您的队列和社区的件，这里看不到。";
/// The applicant asked to hurry.
pub const URGED: &str = "催办";
/// The list is old.
pub const STALE: &str = "没有连上网络，列表可能不是最新的。";
/// Nothing open yet.
pub const PICK: &str = "从左边选一件，这里显示材料和可以做的事。";
/// The keys below the table.
pub const HINTS: &str = "按 ? 看全部按键";

/// Title of the browser tab.
pub fn page_title(page: &str) -> String {
    format!("{page} - 云邻工作台")
}

/// Text of the lock.
pub fn locked_text(name: &str) -> String {
    if name.is_empty() {
        return "较长时间没有操作，请重新登录。".to_owned();
    }
    format!("{name}，较长时间没有操作，为保护居民信息已锁定。请填写密码继续，刚才填的内容还在。")
}

/// 「23 件，1 件超期」
pub fn count(open: u32, overdue: u32) -> String {
    if overdue == 0 { format!("{open} 件") } else { format!("{open} 件，{overdue} 件超期") }
}

/// Said when a line that has left the own queues is opened.
pub const ELSEWHERE: &str = "这个件已经转到别的科室，这里只能看到它到了哪里。";

/// Who has it now.
pub fn now_at(queue: &str) -> String {
    format!("现在在：{queue}")
}

/// Who has it now, and that it cannot be opened any more.
pub fn elsewhere(queue: &str) -> String {
    format!("已转到{queue}，不能再打开，要问请找{queue}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_count_names_overdue_cases_only_when_there_are_some() {
        assert_eq!(super::count(23, 1), "23 件，1 件超期");
        assert_eq!(super::count(4, 0), "4 件");
    }
}
