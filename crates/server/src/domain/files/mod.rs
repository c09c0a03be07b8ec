//! Photos and result papers: uploaded by their owner, attached to a case, read by short-lived links, deleted in time.

mod held;
mod link;
mod migrations;
mod picture;
mod store;
mod upload;
mod wording;

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;

use super::identity::{Resident, Staff};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

pub use held::SOURCE;
pub use link::{Viewer, check, link, refused};
pub use migrations::MIGRATIONS;
pub use store::StoredFile;
pub use upload::upload;

/// What to say of a body above the limit.
pub const TOO_LARGE: &str = wording::TOO_LARGE;

/// Days that a file waits to be attached: as long as a draft on the phone.
const LOOSE_DAYS: i64 = 30;

/// Most files that one sweep deletes.
const SWEEP: u32 = 200;

/// Uploads of a resident on one day.
const RESIDENT_PER_DAY: i64 = 60;

/// Uploads of a member of staff on one day: they scan for whoever comes to the counter.
const STAFF_PER_DAY: i64 = 1000;

/// Whose file it is. Made only of a live session, so a query without one does not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    kind: &'static str,
    id: String,
}

impl Owner {
    fn is_staff(&self) -> bool {
        self.kind == "staff"
    }

    fn per_day(&self) -> i64 {
        if self.is_staff() { STAFF_PER_DAY } else { RESIDENT_PER_DAY }
    }
}

impl From<&Resident> for Owner {
    fn from(resident: &Resident) -> Self {
        Self { kind: "resident", id: resident.account().to_string() }
    }
}

impl From<&Staff> for Owner {
    fn from(staff: &Staff) -> Self {
        Self { kind: "staff", id: staff.id().to_string() }
    }
}

/// Gives files to a field of a case, in the transaction of the act. Files of others, and those used elsewhere, are refused
/// with the sentence for a photo that did not arrive: whoever guesses ids learns nothing.
pub async fn attach(
    tx: &DatabaseTransaction,
    owner: &Owner,
    ids: &[Uuid],
    case: Uuid,
    field: &str,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    for id in ids {
        if !store::attach(tx, owner, *id, (case, field), now).await? {
            return Err(ApiError::field(field, wording::NOT_READY));
        }
    }
    Ok(())
}

/// Files of a case. That the caller may see the case is for the caller to know.
pub async fn of_case(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<StoredFile>, DbErr> {
    store::of_case(db, case).await
}

/// Files of a field of a case hang under another name from now on.
pub async fn rename_field(
    tx: &DatabaseTransaction,
    case: Uuid,
    (from, to): (&str, &str),
) -> Result<(), DbErr> {
    store::rename_field(tx, case, (from, to)).await
}

/// Deletes the files of a case; their bytes go with the next sweep.
pub async fn delete_of_case(tx: &DatabaseTransaction, case: Uuid, now: DateTime<Utc>) -> Result<u64, DbErr> {
    store::delete_of_case(tx, case, now).await
}

/// A file with its bytes, for a viewer whose link was good.
pub async fn open(ctx: &Ctx, id: Uuid) -> Result<(StoredFile, Vec<u8>), ApiError> {
    let file = store::find(ctx.db.read(), id).await?.filter(|f| f.stored).ok_or_else(ApiError::not_found)?;
    let sealed = ctx.vault.get(&file.stored_name).await.map_err(ApiError::internal)?;
    let keys = ctx.keys.clone();
    let plain = tokio::task::spawn_blocking(move || keys.open(&place(id), &sealed)).await;
    Ok((file, plain.map_err(ApiError::internal)??))
}

/// Deletes what nobody attached in time, and the bytes of everything that is marked as deleted. Replicas may do it at once.
pub async fn sweep(ctx: &Ctx) -> Result<usize, ApiError> {
    let now = ctx.now();
    let today = ctx.today().to_string();
    ctx.db
        .tx::<_, ApiError, _>(move |tx| {
            let today = today.clone();
            Box::pin(async move {
                store::forget_days(tx, &today).await?;
                Ok(store::delete_loose_before(tx, now - Duration::days(LOOSE_DAYS), now).await?)
            })
        })
        .await?;
    let mut done = 0;
    for (id, stored_name) in store::deleted(ctx.db.read(), SWEEP).await? {
        // One that cannot be deleted now is tried again in the next sweep, and does not keep the others.
        if let Err(error) = ctx.vault.delete(&stored_name).await {
            tracing::error!(file = %id, ?error, "the bytes of a deleted file could not be removed");
            continue;
        }
        ctx.db
            .tx::<_, ApiError, _>(move |tx| {
                let id = id.clone();
                Box::pin(async move { Ok(store::forget(tx, &id).await?) })
            })
            .await?;
        done += 1;
    }
    Ok(done)
}

/// Seals every file anew that an older key has sealed; says how many.
pub async fn reseal(ctx: &Ctx) -> Result<usize, ApiError> {
    let (mut done, mut last) = (0, String::new());
    loop {
        let files = store::after(ctx.db.read(), &last).await?;
        let Some(end) = files.last() else { return Ok(done) };
        last = end.id.to_string();
        for file in &files {
            let sealed = ctx.vault.get(&file.stored_name).await.map_err(ApiError::internal)?;
            if ctx.keys.is_current(&sealed) {
                continue;
            }
            let plain = ctx.keys.open(&place(file.id), &sealed)?;
            let anew = ctx.keys.seal(&place(file.id), &plain)?;
            ctx.vault.put(&file.stored_name, anew).await.map_err(ApiError::internal)?;
            done += 1;
        }
    }
}

/// Names under which the bytes of all files lie, for a backup.
pub async fn stored_names(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    store::names(db).await
}

/// Notes that the bytes of these files are gone, after restoring a backup without them: what is not there is not shown.
pub async fn note_gone(ctx: &Ctx, names: &[String]) -> Result<(), ApiError> {
    let (names, now) = (names.to_vec(), ctx.now());
    ctx.db
        .tx::<_, ApiError, _>(move |tx| {
            let names = names.clone();
            Box::pin(async move {
                for name in &names {
                    store::gone(tx, name, now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Where a file is sealed for: it opens nowhere else.
fn place(id: Uuid) -> String {
    format!("stored_file/{id}")
}
