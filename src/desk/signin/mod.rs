//! Signing in at the desk: password and one-time code, the first new password, the authenticator.

pub mod fields;
pub mod password;
pub mod sign_in;
pub mod totp;
