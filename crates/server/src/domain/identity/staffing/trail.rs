//! The trail of the accounts of staff in the log: who signed in, was refused, changed what. By id alone; logs are kept for at
//! least six months (《中华人民共和国网络安全法》第二十一条).

use uuid::Uuid;

/// What happened to an account.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trace {
    SignedIn,
    WrongPassword,
    Rests,
    PasswordChanged,
    AuthenticatorSet,
}

/// Writes it down; an unknown login has no id, and is not named either: people type passwords there.
pub(super) fn note(trace: Trace, staff: Option<Uuid>) {
    let staff = staff.map(|id| id.to_string());
    tracing::info!(?trace, staff, "account of staff");
}
