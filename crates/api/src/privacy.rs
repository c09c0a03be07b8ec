//! Personal data: consent, receipts of who looked, and the rights of the resident (PIPL; requirements G23–G30).

use uuid::Uuid;

use crate::endpoint::Nothing;
use crate::identity::{CodeBy, CodeSent, CodeText, Done, IdNumber, NameText, Phone};
use crate::text::Text;
use crate::wire::{endpoints, wire};

/// Version of the privacy notice that the app shows. Changes only with what it says.
pub const NOTICE: &str = "2026-11-29";

/// A short reason.
pub type ReasonText = Text<200>;

/// What a field holds; drives sealing, masking and audit. `data/privacy/fields.csv` tags every field of every wire type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// Not personal.
    Open,
    /// 姓名
    Name,
    /// 手机号
    Phone,
    /// 身份证号
    IdNumber,
    /// 银行卡号
    Card,
    /// 住址
    Address,
    /// Health, hardship, disability, anything else that PIPL calls sensitive.
    Sensitive,
    /// Other personal data.
    Personal,
}

impl Tag {
    /// Whether it is personal at all.
    pub const fn is_personal(self) -> bool {
        !matches!(self, Self::Open)
    }

    /// What others see of a value (requirement G27). An empty value stays empty.
    ///
    /// ```
    /// use yunlin_api::privacy::Tag;
    /// assert_eq!(Tag::Name.mask("张三"), "张*");
    /// assert_eq!(Tag::Name.mask("张小三"), "张*三");
    /// assert_eq!(Tag::Name.mask("阿卜杜·热合曼"), "阿*****曼");
    /// assert_eq!(Tag::Phone.mask("13800138000"), "138****8000");
    /// assert_eq!(Tag::IdNumber.mask("11010519491231002X"), "110***********002X");
    /// assert_eq!(Tag::Card.mask("6222020200012345678"), "***5678");
    /// assert_eq!(Tag::Address.mask("丽城3幢2单元5楼501"), "丽城3幢***");
    /// assert_eq!(Tag::Address.mask("丽城12号楼501"), "丽城12号楼***");
    /// assert_eq!(Tag::Address.mask("团结巷7号2楼"), "***");
    /// ```
    pub fn mask(self, value: &str) -> String {
        let chars: Vec<char> = value.chars().collect();
        let n = chars.len();
        let ends = |head: usize, tail: usize| -> String {
            if n <= head + tail {
                return "*".repeat(n);
            }
            let stars = std::iter::repeat_n('*', n - head - tail);
            chars[..head].iter().copied().chain(stars).chain(chars[n - tail..].iter().copied()).collect()
        };
        match self {
            Self::Open => value.to_owned(),
            Self::Name if n == 2 => ends(1, 0),
            Self::Name => ends(1, 1),
            Self::Phone => ends(3, 4),
            Self::IdNumber => ends(3, 4),
            Self::Card if n > 4 => format!("***{}", chars[n - 4..].iter().collect::<String>()),
            Self::Address => building_of(&chars),
            Self::Card | Self::Sensitive | Self::Personal => {
                if n == 0 {
                    String::new()
                } else {
                    "***".to_owned()
                }
            }
        }
    }
}

/// An address up to its first 幢/栋/号楼; what follows is the home. A plain 楼 may be a floor: without a building nothing shows.
fn building_of(chars: &[char]) -> String {
    let is_building = |at: &usize| match chars[*at] {
        '幢' | '栋' => true,
        '楼' => *at > 0 && chars[*at - 1] == '号',
        _ => false,
    };
    match (0..chars.len()).find(is_building) {
        Some(end) if end + 1 < chars.len() => chars[..=end].iter().collect::<String>() + "***",
        Some(_) => chars.iter().collect(),
        None if chars.is_empty() => String::new(),
        None => "***".to_owned(),
    }
}

wire! {
    /// Agrees to the notice, or takes the agreement back.
    #[serde(deny_unknown_fields)]
    pub struct GiveConsent {
        /// Which version was read; must be the current one to agree.
        pub notice: Text<20>,
        /// Agreed, or withdrawn.
        pub agreed: bool,
    }

    /// One personal field that we hold.
    pub struct HeldField {
        /// e.g. 手机号
        pub label: String,
        /// Masked value.
        pub masked: String,
        /// What for.
        pub purpose: String,
        /// How long.
        pub kept: String,
    }

    /// One group of what we hold.
    pub struct HeldGroup {
        /// e.g. 账号, or the name of a case.
        pub title: String,
        /// Its fields.
        pub fields: Vec<HeldField>,
    }

    /// Everything that we hold of the resident, masked.
    pub struct MyData {
        /// In groups.
        pub groups: Vec<HeldGroup>,
        /// Consent that was given, newest first: version, what, when.
        pub consents: Vec<ConsentRow>,
        /// A deletion that was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub closing: Option<Closing>,
    }

    /// A consent that was given or withdrawn.
    pub struct ConsentRow {
        /// Version of the notice; empty for a separate consent.
        pub notice: String,
        /// What a separate consent was asked for: item and question.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub about: String,
        /// Agreed, or withdrawn or refused.
        pub agreed: bool,
        /// UTC, RFC 3339.
        pub at: String,
    }

    /// A deletion under way.
    pub struct Closing {
        /// Asked for on this day.
        pub asked_on: String,
        /// Done by this day at the latest (15 working days).
        pub done_by: String,
        /// What stays because a law wants it, and why.
        pub kept: Vec<String>,
    }

    /// Asks for a code to the number of the account: a session alone proves too little for what follows.
    #[serde(deny_unknown_fields)]
    pub struct SendOwnCode {
        /// By which way.
        pub by: CodeBy,
    }

    /// Proves once more who asks, for everything in clear.
    #[serde(deny_unknown_fields)]
    pub struct AskExport {
        /// The code that went to the number of the account.
        pub code: CodeText,
    }

    /// Everything in clear, as JSON text, for the resident alone.
    pub struct Export {
        /// Pretty-printed JSON document.
        pub json: String,
    }

    /// Corrects what can be corrected without a counter.
    #[serde(deny_unknown_fields)]
    pub struct CorrectMe {
        /// A new name; the ID number is corrected at the counter.
        #[serde(default)]
        pub name: Option<NameText>,
        /// A new phone number, proven by a code sent to it.
        #[serde(default)]
        pub phone: Option<Phone>,
        /// That code.
        #[serde(default)]
        pub code: Option<CodeText>,
        /// With a new phone: the code that went to the number of the account.
        #[serde(default)]
        pub old_code: Option<CodeText>,
        /// Instead of it, where that number is out of use: the whole ID number, which no page shows.
        #[serde(default)]
        pub id_number: Option<IdNumber>,
    }

    /// Deletes the account.
    #[serde(deny_unknown_fields)]
    pub struct CloseAccount {
        /// Take a request back instead.
        #[serde(default)]
        pub undo: bool,
    }

    /// Who looked at, or changed, what of mine: a privacy receipt.
    pub struct Receipt {
        /// Names it.
        pub id: Uuid,
        /// UTC, RFC 3339.
        pub at: String,
        /// Unit of the person, e.g. 汉源社区综合窗口. No personal name.
        pub unit: String,
        /// e.g. 查看了身份证号
        pub act: String,
        /// Which case it was for, if any.
        pub about: String,
        /// Why, if a reason was given.
        pub reason: String,
    }

    /// The last receipts, newest first.
    pub struct Receipts {
        /// At most 200.
        pub receipts: Vec<Receipt>,
    }
}

endpoints! {
    /// Agree, or withdraw.
    PostConsent: Post "/api/privacy/consents", "privacy_consent", "Agree to the privacy notice or withdraw", Resident, Now, GiveConsent => Done;
    /// What we hold.
    GetMyData: Get "/api/privacy/my-data", "privacy_my_data", "Everything held of the resident, masked", Resident, Read, Nothing => MyData;
    /// A code to the own number.
    PostOwnCode: Post "/api/privacy/codes", "privacy_send_code", "Send a code to the number of the account", Resident, Now, SendOwnCode => CodeSent;
    /// The same in clear.
    PostExport: Post "/api/privacy/export", "privacy_export", "Everything held of the resident, in clear, as a JSON text", Resident, Now, AskExport => Export;
    /// Correct it.
    PostCorrect: Post "/api/privacy/correct", "privacy_correct", "Correct name or phone", Resident, Now, CorrectMe => Done;
    /// Delete the account.
    PostClose: Post "/api/privacy/close", "privacy_close", "Ask for deletion of the account, or take it back", Resident, Now, CloseAccount => MyData;
    /// Who looked.
    GetReceipts: Get "/api/privacy/receipts", "privacy_receipts", "Who looked at the resident's data, and why", Resident, Read, Nothing => Receipts;
}
