//! Staff: accounts, roles × areas, sign-in with password and authenticator.

mod password;
mod seed;
pub mod sessions;
pub mod setup;
mod sign_in;
mod store;
mod totp;

pub use seed::{DEMO_PASSWORD, accounts as demo_accounts, seed};
pub use sign_in::{me, sign_in};
pub use store::{NewStaff, colleagues};
