//! What the app may ask about who somebody is. Sessions travel in a cookie, never in a body.

use uuid::Uuid;

use super::{IdNumber, Level, Phone};
use crate::endpoint::Nothing;
use crate::text::Text;
use crate::wire::{endpoints, wire};

/// A name as on the ID card.
pub type NameText = Text<40>;
/// A six-digit code; the form is checked by the server in constant time.
pub type CodeText = Text<12>;

wire! {
    /// How the code reaches the resident (another way than SMS: requirement A06).
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum CodeBy {
        /// Short message.
        Sms,
        /// A call that reads the code out.
        Voice,
    }

    /// Asks for a code.
    #[serde(deny_unknown_fields)]
    pub struct SendCode {
        /// Where to.
        pub phone: Phone,
        /// By which way.
        pub by: CodeBy,
    }

    /// Same answer for known and unknown numbers.
    pub struct CodeSent {
        /// Seconds until another one may be asked for.
        pub again_in: u32,
        /// Seconds that it is valid.
        pub valid_for: u32,
        /// The code itself, only with demo data: shown with the mark 演示.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub demo_code: Option<String>,
    }

    /// Signs in.
    #[serde(deny_unknown_fields)]
    pub struct OpenSession {
        /// The number that the code went to.
        pub phone: Phone,
        /// The code.
        pub code: CodeText,
        /// Which of several people on this number, as offered by [`SignInStep::Choose`].
        #[serde(default)]
        pub person: Option<Uuid>,
        /// 「这不是我」: the number is mine now, none of the people on it is me.
        #[serde(default)]
        pub not_me: bool,
        /// Last four characters of the ID number, asked after 90 idle days (recycled numbers).
        #[serde(default)]
        pub id_last4: Option<CodeText>,
    }

    /// Somebody on a shared number, masked.
    pub struct SharedPerson {
        /// To be sent back.
        pub person: Uuid,
        /// 张*
        pub name_masked: String,
    }

    /// What comes after a right code.
    #[serde(tag = "step", rename_all = "snake_case")]
    pub enum SignInStep {
        /// Signed in; the cookie is set.
        In {
            /// Who.
            me: Me,
        },
        /// Several people share this number: send again with `person`, or with `not_me`.
        Choose {
            /// All of them.
            people: Vec<SharedPerson>,
        },
        /// Idle for 90 days: send again with `id_last4`, or with `not_me`.
        Confirm {
            /// Whose account it was.
            name_masked: String,
        },
    }

    /// How the app looks (requirement A17).
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum UiMode {
        /// 标准版
        Normal,
        /// 长辈版
        Elder,
    }

    /// Keeps how the app looks with the account, for the next phone.
    #[serde(deny_unknown_fields)]
    pub struct SetMode {
        /// What was chosen.
        pub mode: UiMode,
    }

    /// The resident who is signed in; everything masked.
    pub struct Me {
        /// Names the account on this phone: drafts and the outbox are bound to it.
        pub account: Uuid,
        /// How sure we are.
        pub level: Level,
        /// 138****8000, empty for somebody without a phone.
        pub phone_masked: String,
        /// 张*, empty before the real name is given.
        pub name_masked: String,
        /// ID number as `320***********2314`, empty before it is given.
        pub id_masked: String,
        /// Version of the privacy notice that was agreed to; absent before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consent: Option<String>,
        /// Current version of the privacy notice.
        pub notice: String,
        /// Messages not read yet.
        pub unread: u32,
        /// How the app looks on their phones; absent while they never chose.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mode: Option<UiMode>,
        /// A deletion of the account is under way since this day (`YYYY-MM-DD`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub closing_since: Option<String>,
    }

    /// One device where somebody is signed in.
    pub struct SessionRow {
        /// Names it.
        pub id: Uuid,
        /// e.g. 微信 · 安卓手机
        pub device: String,
        /// Signed in, UTC, RFC 3339.
        pub since: String,
        /// Last used, UTC, RFC 3339.
        pub last_seen: String,
        /// The one that asks.
        pub current: bool,
    }

    /// All own sessions.
    pub struct Sessions {
        /// Newest first.
        pub sessions: Vec<SessionRow>,
    }

    /// Gives the real name; only at the step that needs it.
    #[serde(deny_unknown_fields)]
    pub struct GiveRealName {
        /// As on the ID card.
        pub name: NameText,
        /// GB 11643.
        pub id_number: IdNumber,
    }

    /// What became of it.
    pub struct RealNameGiven {
        /// Who is signed in now.
        pub me: Me,
        /// What was checked: with the embedded verifier only the form, and the sentence says so.
        pub checked: String,
    }

    /// Done.
    pub struct Done {}
}

impl UiMode {
    /// The name that phone and database keep.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Elder => "elder",
        }
    }

    /// The reverse.
    ///
    /// ```
    /// use yunlin_api::identity::UiMode;
    /// assert_eq!(UiMode::of(UiMode::Elder.name()), Some(UiMode::Elder));
    /// assert_eq!(UiMode::of("large"), None);
    /// ```
    pub fn of(name: &str) -> Option<Self> {
        [Self::Normal, Self::Elder].into_iter().find(|mode| mode.name() == name)
    }
}

endpoints! {
    /// Ask for a sign-in code.
    PostCode: Post "/api/identity/codes", "identity_send_code", "Send a sign-in code to a phone", Guest, Now, SendCode => CodeSent;
    /// Sign in.
    PostSession: Post "/api/identity/sessions", "identity_sign_in", "Sign in with phone and code; sets the session cookie", Guest, Now, OpenSession => SignInStep;
    /// Who is signed in.
    GetMe: Get "/api/identity/me", "identity_me", "The resident who is signed in, masked", Resident, Read, Nothing => Me;
    /// Keep 长辈版 or 标准版 with the account.
    PostMode: Post "/api/identity/mode", "identity_set_mode", "Keep the look of the app with the account, for the next phone", Resident, Now, SetMode => Done;
    /// Own sessions.
    GetSessions: Get "/api/identity/sessions", "identity_sessions", "Devices on which the resident is signed in", Resident, Read, Nothing => Sessions;
    /// End one of them.
    PostEndSession: Post "/api/identity/sessions/{id}/end", "identity_end_session", "Sign out one device", Resident, Now, Nothing => Done;
    /// Sign out here.
    PostSignOut: Post "/api/identity/sign-out", "identity_sign_out", "End this session", Resident, Now, Nothing => Done;
    /// Give the real name (L2).
    PostRealName: Post "/api/identity/real-name", "identity_real_name", "Give name and ID number", Resident, Now, GiveRealName => RealNameGiven;
}
