//! Staff: sign-in with password and one-time code, roles × areas.

use uuid::Uuid;

use crate::cases::{Queue, Role};
use crate::endpoint::Nothing;
use crate::identity::Done;
use crate::text::Text;
use crate::wire::{endpoints, wire};

/// A login name.
pub type LoginText = Text<40>;
/// A password, 10 to 128 characters.
pub type PasswordText = Text<128>;

wire! {
    /// Signs a member of staff in.
    #[serde(deny_unknown_fields)]
    pub struct StaffSignIn {
        /// Login name.
        pub login: LoginText,
        /// Password.
        pub password: PasswordText,
        /// Six digits of the authenticator, once it is set up.
        #[serde(default)]
        pub totp: Option<Text<12>>,
    }

    /// What comes next.
    #[serde(tag = "step", rename_all = "snake_case")]
    pub enum StaffStep {
        /// Signed in; the cookie is set.
        In {
            /// Who.
            me: StaffMe,
        },
        /// The right password; send again with `totp`.
        NeedTotp,
    }

    /// One grant: what, where.
    pub struct StaffGrant {
        /// Role.
        pub role: Role,
        /// Whose queue.
        pub queue: Queue,
        /// Community slug; absent for the whole district.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub community: Option<String>,
    }

    /// The member of staff who is signed in.
    pub struct StaffMe {
        /// Names the account.
        pub id: Uuid,
        /// Display name; visibly fictional in demo data.
        pub name: String,
        /// Unit, e.g. 汉源社区综合窗口.
        pub unit: String,
        /// All grants.
        pub grants: Vec<StaffGrant>,
        /// The password must be changed before anything else.
        pub must_change: bool,
        /// The authenticator is set up.
        pub totp: bool,
        /// Seconds without a touch until the screen locks.
        pub idle_lock: u32,
    }

    /// Changes the own password.
    #[serde(deny_unknown_fields)]
    pub struct ChangePassword {
        /// Old one.
        pub old: PasswordText,
        /// New one, at least ten characters, not among the common ones.
        pub new: PasswordText,
    }

    /// Begins setting up the authenticator (RFC 6238, SHA-1, 6 digits, 30 s).
    pub struct TotpSecret {
        /// Base32.
        pub secret: String,
        /// `otpauth://…`
        pub uri: String,
        /// The same as a QR picture.
        pub picture: QrPicture,
    }

    /// A QR picture.
    pub struct QrPicture {
        /// Modules on each side, without the quiet zone.
        pub width: u16,
        /// Its dark modules as the path of an SVG, one unit each.
        pub path: String,
    }

    /// Finishes it.
    #[serde(deny_unknown_fields)]
    pub struct ConfirmTotp {
        /// Six digits.
        pub code: Text<12>,
    }

    /// Whose colleagues.
    #[serde(deny_unknown_fields)]
    pub struct ColleaguesOf {
        /// Those who may hold this case; absent for those of the own queues.
        #[serde(default)]
        pub case: Option<Uuid>,
    }

    /// A colleague to whom a case may be given.
    pub struct Colleague {
        /// Names the account.
        pub id: Uuid,
        /// Display name.
        pub name: String,
        /// Unit.
        pub unit: String,
    }

    /// Colleagues of the own queues, or of a case.
    pub struct Colleagues {
        /// By name.
        pub staff: Vec<Colleague>,
    }
}

endpoints! {
    /// Sign in at the desk.
    PostStaffSession: Post "/api/desk/sessions", "desk_sign_in", "Sign a member of staff in; sets the desk cookie", Guest, Now, StaffSignIn => StaffStep;
    /// Who is signed in at the desk.
    GetStaffMe: Get "/api/desk/me", "desk_me", "The member of staff who is signed in", Staff, Read, Nothing => StaffMe;
    /// Sign out.
    PostStaffSignOut: Post "/api/desk/sign-out", "desk_sign_out", "End this desk session", Staff, Now, Nothing => Done;
    /// Change the password.
    PostStaffPassword: Post "/api/desk/password", "desk_password", "Change the own password", Staff, Now, ChangePassword => StaffMe;
    /// Begin with the authenticator.
    PostTotpSecret: Post "/api/desk/totp", "desk_totp_begin", "Begin setting up the authenticator", Staff, Now, Nothing => TotpSecret;
    /// Finish it.
    PostTotpConfirm: Post "/api/desk/totp/confirm", "desk_totp_confirm", "Finish setting up the authenticator", Staff, Now, ConfirmTotp => StaffMe;
    /// Colleagues.
    GetColleagues: Get "/api/desk/colleagues", "desk_colleagues", "Colleagues of the own queues, or those who may hold a case", Staff, Read, ColleaguesOf => Colleagues;
}
