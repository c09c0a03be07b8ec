//! What several modules need: the published catalogue and the places, who is signed in and how they read, and what waits to
//! be sent.

pub mod consent;
pub mod form;
pub mod mode;
pub mod my_community;
pub mod outbox;
pub mod photos;
pub mod published;
pub mod session;
pub mod vault;
mod wording;
