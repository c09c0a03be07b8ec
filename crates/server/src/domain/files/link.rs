//! Links to files: signed for one viewer, dead within minutes.

use chrono::Duration;
use uuid::Uuid;
use yunlin_api::files::FileLink;
use yunlin_api::problem::Code;

use super::{StoredFile, wording};
use crate::domain::identity::{Resident, Staff};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Minutes that a link lives.
const MINUTES: i64 = 5;

/// For whom a link is made: it opens only in their session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer(String);

impl From<&Resident> for Viewer {
    fn from(resident: &Resident) -> Self {
        Self(format!("resident/{}", resident.account()))
    }
}

impl From<&Staff> for Viewer {
    fn from(staff: &Staff) -> Self {
        Self(format!("staff/{}", staff.id()))
    }
}

/// A link for somebody who may see the file; that is for the caller to know.
pub fn link(ctx: &Ctx, viewer: &Viewer, file: &StoredFile) -> FileLink {
    let until = (ctx.now() + Duration::minutes(MINUTES)).timestamp();
    let signature = ctx.keys.sign(&signed_text(file.id, until, viewer));
    let url = format!("/api/files/{}/view?t={until}.{signature}", file.id);
    FileLink { id: file.id, kind: file.kind.clone(), url }
}

/// Whether a token lets this viewer see the file now. The answer is the same for every reason.
pub fn check(ctx: &Ctx, viewer: &Viewer, id: Uuid, token: &str) -> Result<(), ApiError> {
    let (until, signature) = token.split_once('.').ok_or_else(refused)?;
    let until: i64 = until.parse().map_err(|_| refused())?;
    let signed = ctx.keys.signed(&signed_text(id, until, viewer), signature);
    if until < ctx.now().timestamp() || !signed {
        return Err(refused());
    }
    Ok(())
}

/// What is said of a link that does not open, whatever the reason.
pub fn refused() -> ApiError {
    ApiError::new(Code::Forbidden).because(wording::LINK_OVER)
}

fn signed_text(id: Uuid, until: i64, viewer: &Viewer) -> String {
    format!("file/{id}/{until}/{}", viewer.0)
}
