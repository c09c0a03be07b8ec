//! Staff: accounts, roles × areas, sign-in with password and authenticator.

mod device;
mod password;
mod qr;
mod seed;
pub mod sessions;
pub mod setup;
mod sign_in;
mod store;
mod totp;
mod trail;

pub use seed::{DEMO_PASSWORD, accounts as demo_accounts, seed};
pub use sign_in::{me, sign_in};
pub use store::{NewStaff, colleagues};
