//! Lets go of what need not be kept: codes and sessions that are over, accounts that are to be deleted, old acts.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use super::{SOURCES, closing, old};
use crate::domain::audit;
use crate::domain::identity::{codes, people, sessions, staffing};
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Days that acts are kept: three years (requirement G33 wants six months at least).
const ACTS_DAYS: i64 = 3 * 366;

/// Days that a consent is kept after it ended, and the empty row of a person after the deletion: as long as somebody may ask
/// whether it was lawful.
const PROOFS_DAYS: i64 = 3 * 366;

/// Days that counters of wrong tries are kept.
const TRIES_DAYS: i64 = 2;

/// One round. Each account is a transaction of its own: one that fails does not hold up the others.
pub async fn run(ctx: &Ctx) -> Result<(), ApiError> {
    let now = ctx.now();
    ctx.db
        .tx::<(), DbErr, _>(move |tx| {
            Box::pin(async move {
                codes::clean(tx, now).await?;
                sessions::clean(tx, now).await?;
                staffing::sessions::clean(tx, now).await?;
                forget(tx, "DELETE FROM tries WHERE since < $1", now - Duration::days(TRIES_DAYS)).await?;
                people::forget_unused_numbers(tx).await?;
                audit::forget(tx, now - Duration::days(ACTS_DAYS)).await?;
                old::forget(tx, now - Duration::days(PROOFS_DAYS)).await
            })
        })
        .await?;
    seal_reasons(ctx).await?;
    for due in closing::due(ctx).await? {
        if let Err(error) = delete(ctx, due, now).await {
            tracing::error!(?error, "an account could not be deleted; it will be tried again");
        }
    }
    Ok(())
}

/// Seals reasons that an older build left in clear, batch by batch.
async fn seal_reasons(ctx: &Ctx) -> Result<(), ApiError> {
    loop {
        let keys = ctx.keys.clone();
        let batch = ctx.db.tx::<usize, ApiError, _>(move |tx| {
            let keys = keys.clone();
            Box::pin(async move { audit::seal_reasons(tx, &keys).await })
        });
        if batch.await? == 0 {
            return Ok(());
        }
    }
}

/// Deletes one account, in one transaction with the look at what it still waits for.
async fn delete(ctx: &Ctx, due: closing::Due, now: DateTime<Utc>) -> Result<(), ApiError> {
    ctx.db
        .tx(move |tx| {
            let due = due.clone();
            Box::pin(async move {
                if !closing::shut(tx, &due, now).await? {
                    return Ok(());
                }
                for source in SOURCES {
                    (source.erase)(tx, due.person).await?;
                }
                let text = "UPDATE person SET erased_at = $2 WHERE id = $1";
                let values = [due.person.to_string().into(), now.into()];
                tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
                Ok(())
            })
        })
        .await
}

async fn forget(tx: &DatabaseTransaction, text: &str, before: DateTime<Utc>) -> Result<(), DbErr> {
    tx.execute_raw(sql(tx.get_database_backend(), text, [before.into()])).await.map(|_| ())
}
