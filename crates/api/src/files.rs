//! Photos and results: uploaded by their owner, checked and re-encoded by the server, read by short-lived links.

use uuid::Uuid;

use crate::wire::wire;

/// Largest upload in bytes (requirement G16).
pub const UPLOAD_MAX: usize = 10 * 1024 * 1024;
/// Most files in one upload field.
pub const FILES_MAX: usize = 9;
/// Longest side in pixels after the phone has scaled it down (requirement W46).
pub const LONGEST_SIDE: u32 = 2000;
/// What a phone is asked for; HEIC is then converted by the phone itself.
pub const ACCEPT: &str = "image/jpeg,image/png,image/webp";
/// What the desk asks for: what phones send, and PDF.
pub const ACCEPT_AT_DESK: &str = "image/jpeg,image/png,image/webp,application/pdf";
/// The paper that a scanner at the counter makes; staff may send it, residents send photos.
pub const PDF: &str = "application/pdf";
/// Where an upload of a resident goes: raw bytes, `content-type` one of [`ACCEPT`]; the id is made on the phone and is the
/// idempotency key too, so sending it twice stores it once.
pub const UPLOAD_PATH: &str = "/api/files/{id}";

/// The same for staff, who may send `application/pdf` too: one browser may hold the session of a resident and that of a worker.
pub const DESK_UPLOAD_PATH: &str = "/api/desk/files/{id}";
/// Where [`FileLink::url`] leads.
pub const VIEW_PATH: &str = "/api/files/{id}/view";

wire! {
    /// A stored file.
    pub struct FileStored {
        /// As sent.
        pub id: Uuid,
        /// Bytes as stored.
        pub bytes: u32,
        /// `image/jpeg` or `application/pdf`.
        pub kind: String,
    }

    /// A file that may be looked at.
    pub struct FileLink {
        /// Names it.
        pub id: Uuid,
        /// `image/jpeg` or `application/pdf`.
        pub kind: String,
        /// Path with a token that dies within minutes.
        pub url: String,
    }
}
