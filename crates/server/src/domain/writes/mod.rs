//! Writes that happen once: one idempotency key, one effect, one answer; guests are slowed down.

mod limit;
mod migrations;
mod store;

use sea_orm::DatabaseTransaction;
use serde::Serialize;
use serde::de::DeserializeOwned;
use yunlin_api::endpoint::Endpoint;
use yunlin_api::problem::Code;

pub use limit::Counter;
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
    let brake = limit::Brake::for_guest(&call.ctx, call.client).await?;
    let entry = store::Entry::guest(call)?;
    let body = run(call, entry, move |tx| {
        let (effect, brake) = (effect.clone(), brake.clone());
        Box::pin(async move {
            brake.count(tx).await?;
            Ok(serde_json::to_string(&effect(tx).await?)?)
        })
    });
    reply(body.await?)
}

/// Counts a guest's question that gives something away, so that nobody asks through all numbers.
pub async fn count_guest<E: Endpoint>(call: &Call<E>) -> Result<(), ApiError> {
    let brake = limit::Brake::for_guest(&call.ctx, call.client).await?;
    let counted = call.ctx.db.tx(move |tx| {
        let brake = brake.clone();
        Box::pin(async move { brake.count(tx).await })
    });
    counted.await
}

/// The same for somebody who is signed in. `scope` is their account: two people never share a key.
///
/// The answer is stored for months, so it may hold neither personal data nor a token; see [`once_then`] for those that do.
pub async fn once<E, F>(call: &Call<E>, scope: &str, effect: F) -> Result<Reply<E>, ApiError>
where
    E: Endpoint,
    E::Out: Send,
    F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, E::Out, ApiError> + Clone + Send + Sync + 'static,
{
    reply(run(call, store::Entry::signed_in(call, scope)?, as_text(effect)).await?)
}

/// Runs the effect once and stores what it gives: ids and marks, nothing personal. `render` makes the answer from that,
/// the first time and each time the same is sent again.
pub async fn once_then<E, S, F, R, A>(
    call: &Call<E>,
    scope: &str,
    effect: F,
    render: R,
) -> Result<Reply<E>, ApiError>
where
    E: Endpoint,
    S: Serialize + DeserializeOwned + Send,
    F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, S, ApiError> + Clone + Send + Sync + 'static,
    R: FnOnce(S) -> A,
    A: Future<Output = Result<Reply<E>, ApiError>>,
{
    let body = run(call, store::Entry::signed_in(call, scope)?, as_text(effect)).await?;
    render(serde_json::from_str(&body)?).await
}

/// What is stored under the key of this call, if it has had its effect.
pub async fn earlier<E: Endpoint, S: DeserializeOwned>(
    call: &Call<E>,
    scope: &str,
) -> Result<Option<S>, ApiError> {
    let entry = store::Entry::signed_in(call, scope)?;
    match store::answer(call.ctx.db.read(), &entry).await? {
        None => Ok(None),
        Some(found) if found.request_hash == entry.request_hash => {
            Ok(Some(serde_json::from_str(&found.body)?))
        }
        Some(_) => Err(ApiError::new(Code::KeyReused)),
    }
}

/// Says what a closure is, for one that does not stand in the call itself.
pub const fn effect<S, F>(effect: F) -> F
where
    F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, S, ApiError>,
{
    effect
}

/// An effect that gives JSON.
fn as_text<S, F>(
    effect: F,
) -> impl for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, String, ApiError> + Clone + Send + Sync + 'static
where
    S: Serialize + Send,
    F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, S, ApiError> + Clone + Send + Sync + 'static,
{
    move |tx| {
        let effect = effect.clone();
        Box::pin(async move { Ok(serde_json::to_string(&effect(tx).await?)?) })
    }
}

/// Claims the key, runs the effect and stores what it gave, in one transaction; or gives what is stored.
async fn run<E, F>(call: &Call<E>, entry: store::Entry, effect: F) -> Result<String, ApiError>
where
    E: Endpoint,
    F: for<'c> Fn(&'c DatabaseTransaction) -> TxFuture<'c, String, ApiError> + Clone + Send + Sync + 'static,
{
    let db = &call.ctx.db;
    db.tx(move |tx| {
        let (entry, effect) = (entry.clone(), effect.clone());
        Box::pin(async move {
            if !store::claim(tx, &entry).await? {
                return earlier_answer(tx, &entry).await;
            }
            let body = effect(tx).await?;
            store::fill(tx, &entry, CREATED, &body).await?;
            Ok(body)
        })
    })
    .await
}

/// A stored answer.
fn reply<E: Endpoint>(body: String) -> Result<Reply<E>, ApiError> {
    let status = axum::http::StatusCode::from_u16(CREATED).map_err(ApiError::internal)?;
    Ok(Reply::stored(status, body))
}

/// What was answered to this key, if the same was sent under it.
async fn earlier_answer(tx: &DatabaseTransaction, entry: &store::Entry) -> Result<String, ApiError> {
    match store::answer(tx, entry).await? {
        Some(found) if found.request_hash == entry.request_hash => Ok(found.body),
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
