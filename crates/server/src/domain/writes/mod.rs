//! Writes that happen once: one idempotency key, one effect, one answer; guests are slowed down.

mod limit;
mod migrations;
mod store;

use sea_orm::DatabaseTransaction;
use yunlin_api::endpoint::Endpoint;
use yunlin_api::problem::Code;

pub use migrations::MIGRATIONS;

use crate::infra::ctx::Ctx;
use crate::infra::db::TxFuture;
use crate::infra::web::{ApiError, Call, Reply};

/// Days that an idempotency key is remembered; a phone may come back from a drawer.
const KEEP_KEYS_DAYS: i64 = 120;

/// Days that counters are kept.
const KEEP_COUNTERS_DAYS: i64 = 2;

/// Status of the answer to a write.
const CREATED: u16 = 201;

/// Runs the effect of a guest's write unless its key has had it, and answers the same both times.
///
/// Key, counters and effect are one transaction: a refused or failed effect leaves nothing behind, and its key unused.
pub async fn once_for_guest<E, F>(call: &Call<E>, effect: F) -> Result<Reply<E>, ApiError>
where
    E: Endpoint,
    E::Out: Send,
    F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, E::Out, ApiError> + Clone + Send + Sync + 'static,
{
    let key = call.key()?;
    let entry = store::Entry {
        scope: E::ID,
        key: key.id.to_string(),
        request_hash: key.request_hash.clone(),
        created_at: call.ctx.now(),
    };
    let brake = limit::Brake::for_guest(&call.ctx, call.client).await?;
    let (status, body) = call
        .ctx
        .db
        .tx(move |tx| {
            let (entry, effect, brake) = (entry.clone(), effect.clone(), brake.clone());
            Box::pin(async move {
                if !store::claim(tx, &entry).await? {
                    return earlier_answer(tx, &entry).await;
                }
                brake.count(tx).await?;
                let out = effect(tx).await?;
                let body = serde_json::to_string(&out)?;
                store::fill(tx, &entry, CREATED, &body).await?;
                Ok((CREATED, body))
            })
        })
        .await?;
    let status = axum::http::StatusCode::from_u16(status).map_err(ApiError::internal)?;
    Ok(Reply::stored(status, body))
}

/// What was answered to this key, if the same was sent under it.
async fn earlier_answer(tx: &DatabaseTransaction, entry: &store::Entry) -> Result<(u16, String), ApiError> {
    match store::answer(tx, entry).await? {
        Some(found) if found.request_hash == entry.request_hash => Ok((found.status, found.body)),
        _ => Err(ApiError::new(Code::KeyReused)),
    }
}

/// Forgets keys and counters that are too old to matter.
pub async fn clean(ctx: &Ctx) -> Result<(), ApiError> {
    let now = ctx.now();
    let keys_before = now - chrono::Duration::days(KEEP_KEYS_DAYS);
    let counters_before = now - chrono::Duration::days(KEEP_COUNTERS_DAYS);
    ctx.db
        .tx(move |tx| {
            Box::pin(async move {
                store::forget_keys(tx, keys_before).await?;
                Ok(store::forget_counters(tx, counters_before).await?)
            })
        })
        .await
}
