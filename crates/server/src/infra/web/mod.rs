//! The plumbing between HTTP and the modules: one call in, one reply or one problem out.

mod about;
mod call;
mod cookie;
mod error;
mod json;
mod origin;
mod read;
mod reply;
mod routes;
mod wording;

pub use about::{About, Operation, PathParam};
pub use call::{Call, Client, Key};
pub use cookie::{Cookie, cookie, fresh_token, token_hash};
pub use error::{ApiError, Failure};
pub use origin::check as check_origin;
pub use reply::{Reply, etag_matches};
pub use routes::Routes;
pub use wording::{status_of, title_of};
