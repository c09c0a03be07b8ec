//! Status, title and standing sentence of each error code.

use axum::http::StatusCode;
use yunlin_api::problem::Code;

/// HTTP status of a code.
pub const fn status_of(code: Code) -> StatusCode {
    match code {
        Code::Malformed => StatusCode::BAD_REQUEST,
        Code::SignIn => StatusCode::UNAUTHORIZED,
        Code::NeedRealName | Code::NeedConsent | Code::Forbidden => StatusCode::FORBIDDEN,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Code::Timeout => StatusCode::REQUEST_TIMEOUT,
        Code::Conflict | Code::FormChanged => StatusCode::CONFLICT,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Code::Invalid | Code::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        Code::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Short title of a code.
pub const fn title_of(code: Code) -> &'static str {
    match code {
        Code::Malformed => "请求读不懂",
        Code::SignIn => "请先登录",
        Code::NeedRealName => "需要实名",
        Code::NeedConsent => "需要同意隐私政策",
        Code::Forbidden => "不能这样操作",
        Code::NotFound => "没有找到",
        Code::MethodNotAllowed => "不能这样操作",
        Code::Timeout => "发送超时",
        Code::Conflict => "已有变化",
        Code::FormChanged => "表单有更新",
        Code::TooLarge => "内容太大",
        Code::MediaType => "格式不支持",
        Code::Invalid => "有一项需要改",
        Code::KeyReused => "重复的编号",
        Code::TooMany => "提交太多",
        Code::Internal => "系统出错",
        Code::Unavailable => "暂时不可用",
    }
}

/// What to do, when nothing more precise is known.
pub(super) const fn detail_of(code: Code) -> &'static str {
    match code {
        Code::Malformed => "请刷新页面后再试；还不行，请拨打12345或联系您所在的社区。",
        Code::SignIn => "请用手机号登录后再办；没有手机的，可到社区大厅办理。",
        Code::NeedRealName => "这一步需要先填写姓名和身份证号，填好后会回到这里。",
        Code::NeedConsent => "请先看过并同意隐私政策，再填写个人信息；不同意也可以到社区大厅办理。",
        Code::Forbidden => "请从本站页面重新操作；还不行，请联系您所在的社区。",
        Code::NotFound => "这项内容不存在或已更新，请返回首页重新查找，或联系您所在的社区。",
        Code::MethodNotAllowed => "请返回上一页重新操作；还不行，请联系您所在的社区。",
        Code::Timeout => "信号可能不好，请到信号好的地方再试；急事请拨打12345。",
        Code::Conflict => "内容刚刚有变化，请刷新后再操作。",
        Code::FormChanged => "这张表有更新，请按标出的地方补充后再提交。",
        Code::TooLarge => "内容超过了可以提交的大小，请删减后再提交。",
        Code::MediaType => "请刷新页面后再提交；还不行，请联系您所在的社区。",
        Code::Invalid => "请按提示改好后再提交。",
        Code::KeyReused => "这次提交和上一次的内容不一样，请返回重新填写后提交。",
        Code::TooMany => "提交次数太多，请过一会儿再试；急事请拨打12345或联系您所在的社区。",
        Code::Internal => "不是您的问题，请稍后再试；急事请拨打12345，并告诉工作人员下面的编号。",
        Code::Unavailable => "系统正忙或正在更新，请过一两分钟再试；急事请拨打12345。",
    }
}
