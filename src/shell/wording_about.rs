//! Words of the pages about the app: heading and paragraphs of each section.

/// A heading and its paragraphs.
pub type Section = (&'static str, &'static [&'static str]);

/// Title of the privacy policy.
pub const PRIVACY_TITLE: &str = "隐私政策";
/// Title of the accessibility statement.
pub const ACCESSIBILITY_TITLE: &str = "无障碍声明";
/// Title of the contact page.
pub const CONTACT_TITLE: &str = "投诉建议";
/// Call the hotline.
pub const CALL: &str = "拨打 12345";
/// To the communities' phones.
pub const CALL_COMMUNITY: &str = "社区电话";

/// 隐私政策 (PIPL articles 7, 17, 30, 31; requirements G23, G24). What it says of keeping follows the defaults of the server.
pub const PRIVACY: &[Section] = &[
    (
        "一句话",
        &[
            "查事项、查社区、打电话不用登录，也不收集您的姓名、电话、证件号和位置。登录办事时，只收集办那件事要用的信息；谁看过，您都查得到。",
        ],
    ),
    (
        "谁在处理",
        &["本平台的主办单位（名称见首页底部），和经办您事项的社区、部门。联系办法：打社区电话或12345。"],
    ),
    (
        "登录时收集",
        &[
            "手机号：用来登录和通知办理进度。验证码5分钟内有效，只能用一次，我们不保存验证码。",
            "长辈版的开关：换手机登录后，字还是这么大。撤回同意或注销账号时删除。",
            "登录的设备种类和时间：让您看到账号在哪里登录。退出时删除；30天不用，或满180天，自动删除。",
            "登录过的手机上留一个随机的标记，别人用您的号码乱要验证码时，不耽误您在这部手机上登录。半年没登录就失效，里面没有您的号码。",
        ],
    ),
    (
        "办事时收集",
        &[
            "姓名和身份证号：只有要确认是您本人的事项才要。",
            "申请表上您填的内容和上传的材料照片，例如住址、银行卡号、家庭和就业情况。每一项为什么要、依据什么，写在每一页的「为什么要填」里。照片里的拍摄地点等附加信息会去掉，不保存。",
            "身份证号、银行卡号、证件照片、健康和困难情况是敏感个人信息，泄露会伤害您的财产和名声，所以加密存放，默认遮盖。不给这些，需要它们的事项就不能在手机上办，可以带材料到窗口办。写明「单独同意」的，另外问您一次，不同意也照样办。",
            "办完后您愿意评价的，记下评价和您写的话；被评价的人看不到是谁写的。",
            "到窗口、打电话办的，由工作人员登记姓名、身份证号、手机号和材料；住处您愿意说才登记，用来下次找到您的登记。",
            "不满14周岁孩子的事，请家长用自己的账号办，或带孩子的证件到窗口办。",
        ],
    ),
    (
        "谁能看到",
        &[
            "经办这一件的社区和部门工作人员，以及督办的社区书记和区管理员。号码默认遮盖，点开查看会留下记录，您在「我的」的「谁看过我的信息」里看得到是哪个单位、什么时候、为哪件事，写了原因的也看得到。",
            "窗口按您的完整号码或住处查找登记时，只看到遮盖后的内容，也会留下记录。",
            "发短信时，手机号会交给短信服务商，短信里没有您的姓名和证件号。除此以外不交给别人；法律要求提供的，按法律办。",
            "能不能办由工作人员决定，不由机器打分；只有期限到了的两种情形按规定自动处理：窗口超期没有答复的视为受理，没有按时补齐的停办。",
        ],
    ),
    (
        "存多久",
        &[
            "办结的办件是档案，一般保存到办结那年之后满10年，到期整件删除。",
            "撤回、没有受理、没有补齐的办件，照片和材料一般30天后删除；您自己撤回的，姓名、号码和填写的内容也一起删除，其余的和办结的一样保存。",
            "您说的住处，换了新的、撤回同意或注销账号时删除。",
            "谁看过您信息的记录保存三年。您同意和撤回的记录，失效后也保存三年，里面没有姓名和号码。",
            "换下来的旧手机号，提醒短信发出后删除。指南纠错保存180天。",
            "各项的具体期限写在「我的数据」里。",
        ],
    ),
    (
        "存在您手机里的",
        &[
            "您选的社区、字号、收藏的事项、材料清单上打的勾、没写完的纠错内容，只存在这部手机里，不会上传。长辈版的开关没登录时也只存在这里。",
            "没写完的申请和等信号发送的申请，加密存在这部手机里，30天后自动删除；退出登录时一并清除。",
            "办事指南、社区名片的公开内容也会存一份，好让您没有信号时也能看。",
            "清理浏览器或微信的缓存，就会全部删除。",
        ],
    ),
    (
        "不登录也会发给服务器的",
        &[
            "您提交的指南纠错：事项、哪里有错、您写的话。请不要在里面写个人信息。",
            "为防止有人恶意刷写，服务器会把您的网络地址变成一个编码来计数，两天内删除；不记录地址本身。",
        ],
    ),
    (
        "您的权利",
        &[
            "在「我的」的「我的数据」里，可以查看我们存了什么、复制全部、更正姓名和手机号、撤回同意、注销账号，都不用说明理由。不会操作的，请到社区大厅，工作人员帮您办。",
            "撤回同意后不再收集新的信息，已经提交的办件照常办完。",
            "申请注销后七天内可以反悔，最迟自申请起15个工作日删除；法律要求保存的办件档案除外，会告诉您留下了什么、为什么。",
        ],
    ),
    ("不做的事", &["不放广告，不跟踪，不定位，不向您推销，不卖数据。"]),
    (
        "改动和投诉",
        &[
            "这份政策有实质改动，会在您下次办事前重新征得同意。",
            "对个人信息有疑问，请打社区电话或12345，15个工作日内答复；也可以向网信部门投诉。",
        ],
    ),
];

/// 无障碍声明
pub const ACCESSIBILITY: &[Section] = &[
    (
        "我们的目标",
        &[
            "每一页都能用键盘操作，能被读屏软件朗读，文字放大到两倍、屏幕窄到320像素也不丢内容。按《无障碍环境建设法》和网页内容无障碍指南2.2版AA级要求制作和检查。",
        ],
    ),
    (
        "长辈版",
        &[
            "首页右上角、「我的」里都可以打开，搜索「长辈版」也能找到。字更大、颜色更深、按钮更大，服务一项不少。",
            "字的大小有三档，最大一档正文约30像素。",
        ],
    ),
    (
        "朗读",
        &[
            "手机自带中文语音时，事项页有「听」按钮。有些手机和微信没有这个功能，按钮就不会出现；这时可以使用手机系统的读屏，或请社区工作人员念给您听。",
        ],
    ),
    ("还没有做到的", &["还没有在真实手机上逐一测过各种读屏软件；没有手语视频；没有录制好的朗读音频。"]),
    (
        "遇到障碍",
        &[
            "请打社区电话或12345，说明是哪一页、用的什么手机。不会用手机，也可以直接到社区大厅，工作人员帮您办。",
        ],
    ),
];

/// 投诉建议
pub const CONTACT: &[Section] = &[
    ("指南写错了", &["打开那个事项，点最下面的「内容有错？告诉我们」。不用登录。"]),
    ("对社区服务有意见", &["请打社区电话，或拨打12345政务服务便民热线，说明时间、地点和经过。"]),
    ("紧急情况", &["着火拨119，受伤、晕倒拨120，人身安全拨110。不要在网上等。"]),
];

#[cfg(test)]
mod tests {
    use yunlin_api::privacy::{NOTICE, Tag};

    use super::*;

    /// What the policy calls a kind of personal value.
    const fn called(tag: Tag) -> &'static str {
        match tag {
            Tag::Name => "姓名",
            Tag::Phone => "手机号",
            Tag::IdNumber => "身份证号",
            Tag::Card => "银行卡号",
            Tag::Address => "住址",
            Tag::Sensitive => "敏感个人信息",
            Tag::Personal | Tag::Open => "申请表上您填的内容",
        }
    }

    /// The policy as it reads under this version of the notice. A change of substance takes a new version, so that residents
    /// are asked again; a slip of the pen takes a new mark alone.
    const AGREED: (&str, u64) = ("2026-11-29", 16_130_390_279_636_003_448);

    #[test]
    fn the_policy_does_not_change_under_the_version_that_residents_agreed_to() {
        let text = PRIVACY.iter().flat_map(|(title, lines)| std::iter::once(title).chain(*lines));
        // FNV-1a.
        let mark = text.flat_map(|line| line.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        assert_eq!((NOTICE, mark), AGREED);
    }

    #[test]
    fn the_policy_names_every_kind_of_value_that_is_collected() {
        let all: String = PRIVACY.iter().flat_map(|(_, lines)| lines.iter().copied()).collect();
        for tag in
            [Tag::Name, Tag::Phone, Tag::IdNumber, Tag::Card, Tag::Address, Tag::Sensitive, Tag::Personal]
        {
            assert!(all.contains(called(tag)), "{tag:?}");
        }
    }
}
