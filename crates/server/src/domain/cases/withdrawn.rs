//! A case that was taken back was never decided: who applied and what they answered goes with the photos. That there was one,
//! of which item and when, stays with the records.

use chrono::Duration;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;
use yunlin_api::cases::CaseState;
use yunlin_api::forms::Answers;

use super::case::{Applicant, Words, answers_place, applicant_place, seal, wire, words_place};
use super::store;
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// Cases of one round.
const AT_ONCE: i64 = 50;

/// Empties those that were withdrawn `files_keep_days` ago, and says how many.
pub(super) async fn empty(ctx: &Ctx) -> Result<u64, ApiError> {
    let before = ctx.now() - Duration::days(i64::from(ctx.config.files_keep_days));
    let find = "SELECT c.id FROM case_file c WHERE c.state = $1 AND c.closed_at < $2 \
        AND NOT EXISTS (SELECT 1 FROM case_emptied e WHERE e.case_id = c.id) ORDER BY c.closed_at, c.id LIMIT $3";
    let mut gone = 0;
    loop {
        let values = [wire(&CaseState::Withdrawn)?.into(), before.into(), AT_ONCE.into()];
        let rows = ctx.db.read().query_all_raw(sql(ctx.db.backend(), find, values)).await?;
        for row in &rows {
            let (id, keys, now) = (row.try_get::<String>("", "id")?, ctx.keys.clone(), ctx.now());
            let done = ctx.db.tx::<(), ApiError, _>(move |tx| {
                let (id, keys) = (id.clone(), keys.clone());
                Box::pin(async move {
                    if !one(tx, &keys, &id).await? {
                        return Ok(());
                    }
                    let text = "INSERT INTO case_emptied (case_id, at) VALUES ($1, $2) ON CONFLICT (case_id) DO NOTHING";
                    let values = [id.clone().into(), now.into()];
                    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())?)
                })
            });
            done.await?;
            gone += 1;
        }
        if rows.is_empty() {
            return Ok(gone);
        }
    }
}

/// Empties one, if it is still withdrawn, and says whether it was.
async fn one(tx: &DatabaseTransaction, keys: &Keys, id: &str) -> Result<bool, ApiError> {
    let backend = tx.get_database_backend();
    let text = "UPDATE case_file SET answers = $2, applicant = $3 WHERE id = $1 AND state = $4";
    let values = [
        id.into(),
        seal(keys, &answers_place(id), &Answers::new())?.into(),
        seal(keys, &applicant_place(id), &Applicant::default())?.into(),
        wire(&CaseState::Withdrawn)?.into(),
    ];
    if tx.execute_raw(sql(backend, text, values)).await?.rows_affected() == 0 {
        return Ok(false);
    }
    let id = Uuid::parse_str(id).map_err(ApiError::internal)?;
    let Some(case) = store::any(tx, id).await? else { return Ok(false) };
    for event in store::events(tx, keys, &case).await? {
        if event.words.before.is_empty() {
            continue;
        }
        let seq = event.happened.seq;
        let words = Words { before: Answers::new(), ..event.words };
        let text = "UPDATE case_event SET words = $3 WHERE case_id = $1 AND seq = $2";
        let sealed = seal(keys, &words_place(&case.row.id, seq), &words)?;
        let values = [case.row.id.clone().into(), i64::from(seq).into(), sealed.into()];
        tx.execute_raw(sql(backend, text, values)).await?;
    }
    Ok(true)
}
