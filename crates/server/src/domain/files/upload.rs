//! One upload: looked at, made harmless, sealed, written. Sent twice it is stored once.

use axum::body::Bytes;
use uuid::Uuid;
use yunlin_api::files::FileStored;
use yunlin_api::problem::Code;

use super::picture::{self, Kind};
use super::store::{self, StoredFile};
use super::{Owner, place, wording};
use crate::infra::clock::business_day;
use crate::infra::ctx::Ctx;
use crate::infra::digest;
use crate::infra::scan::Verdict;
use crate::infra::web::ApiError;

/// Name of the field in errors.
const FIELD: &str = "file";

/// Stores a file of its owner under the id that the phone made.
///
/// The row is written first and the bytes after it, so that no bytes lie anywhere without a row that knows them; the row
/// counts only when it says that they are there. A phone that lost the answer, or a server that died between the two, ends
/// with one file all the same.
pub async fn upload(ctx: &Ctx, owner: &Owner, id: Uuid, body: Bytes) -> Result<FileStored, ApiError> {
    let sha256 = digest::hex(&[&body]);
    if let Some(known) = store::find(ctx.db.read(), id).await? {
        let known = same(known, owner, &sha256)?;
        if known.stored {
            return Ok(told(&known));
        }
    }
    if store::is_enough(ctx.db.read(), owner, &business_day(ctx.now()).to_string()).await? {
        return Err(too_many());
    }
    let ready = prepare(ctx, owner, id, body).await?;
    let new = StoredFile {
        id,
        case: None,
        field: String::new(),
        kind: ready.kind.to_owned(),
        bytes: ready.bytes,
        created_at: ctx.now(),
        owner_kind: owner.kind.to_owned(),
        owner: owner.id.clone(),
        sha256,
        stored_name: ctx.random_id().simple().to_string(),
        stored: false,
    };
    let noted = note(ctx, owner, new).await?;
    ctx.vault.put(&noted.stored_name, ready.sealed).await.map_err(ApiError::internal)?;
    let now = ctx.now();
    ctx.db.tx(move |tx| Box::pin(async move { store::stored(tx, id, now).await })).await?;
    Ok(told(&noted))
}

/// What is written.
struct Ready {
    kind: &'static str,
    bytes: i64,
    sealed: Vec<u8>,
}

/// Looks at the file, makes it harmless and seals it.
async fn prepare(ctx: &Ctx, owner: &Owner, id: Uuid, body: Bytes) -> Result<Ready, ApiError> {
    let refuse = |sentence: &str| ApiError::field(FIELD, sentence);
    let kind = match picture::sniff(&body) {
        _ if body.is_empty() => return Err(refuse(wording::EMPTY)),
        Kind::Heic => return Err(refuse(wording::HEIC)),
        Kind::Pdf if !owner.is_staff() => return Err(refuse(wording::PDF)),
        Kind::Other => return Err(refuse(wording::KIND)),
        kind => kind,
    };
    if ctx.vault.scan().look(body.clone()).await.map_err(ApiError::internal)? == Verdict::Infected {
        tracing::warn!("an upload was refused as infected");
        return Err(refuse(wording::INFECTED));
    }
    let press = ctx.vault.presses().acquire_owned().await.map_err(ApiError::internal)?;
    let keys = ctx.keys.clone();
    let work = move || {
        // Held by the work and not by the request: whoever hangs up frees no place.
        let _press = press;
        let (kind, plain) = match kind {
            Kind::Photo(format) => {
                let made = picture::develop(&body, format).map_err(|s| ApiError::field(FIELD, s))?;
                ("image/jpeg", made)
            }
            _ => ("application/pdf", body.to_vec()),
        };
        let bytes = i64::try_from(plain.len()).map_err(ApiError::internal)?;
        Ok(Ready { kind, bytes, sealed: keys.seal(&place(id), &plain)? })
    };
    tokio::task::spawn_blocking(work).await.map_err(ApiError::internal)?
}

/// Writes the row and counts it, or finds the one that another try has written.
async fn note(ctx: &Ctx, owner: &Owner, new: StoredFile) -> Result<StoredFile, ApiError> {
    let owner = owner.clone();
    let day = business_day(new.created_at);
    ctx.db
        .tx(move |tx| {
            let (owner, new) = (owner.clone(), new.clone());
            Box::pin(async move {
                if store::insert(tx, &owner, &new).await? {
                    return if store::count(tx, &owner, &day.to_string()).await? {
                        Ok(new)
                    } else {
                        Err(too_many())
                    };
                }
                match store::find(tx, new.id).await? {
                    Some(known) => same(known, &owner, &new.sha256),
                    // The id belonged to a file that has been deleted.
                    None => Err(ApiError::new(Code::KeyReused)),
                }
            })
        })
        .await
}

fn too_many() -> ApiError {
    ApiError::new(Code::TooMany).because(wording::TOO_MANY)
}

/// The known file, if the same was sent by the same person.
fn same(known: StoredFile, owner: &Owner, sha256: &str) -> Result<StoredFile, ApiError> {
    if known.is_of(owner) && known.sha256 == sha256 { Ok(known) } else { Err(ApiError::new(Code::KeyReused)) }
}

fn told(file: &StoredFile) -> FileStored {
    let bytes = u32::try_from(file.bytes).unwrap_or(u32::MAX);
    FileStored { id: file.id, bytes, kind: file.kind.clone() }
}
