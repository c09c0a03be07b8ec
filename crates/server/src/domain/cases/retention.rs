//! Closed cases are records: kept for the years that the filing rules give them, then deleted whole, with their papers.
//!
//! 《机关文件材料归档范围和文书档案保管期限规定》 (National Archives Administration, order no. 8) knows permanent, thirty and
//! ten years. Which one applies is the operator's to say (`cases_keep_years`); it counts from the end of the year of closing.

use chrono::{DateTime, Datelike as _, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;
use yunlin_api::calendar::Day;

use super::withdrawn;
use crate::domain::calendar::start_of;
use crate::domain::{files, messages};
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Cases of one transaction.
const AT_ONCE: i64 = 50;

/// What hangs on a case, and the case itself.
const STATEMENTS: [&str; 8] = [
    "DELETE FROM case_event WHERE case_id = $1",
    "DELETE FROM case_emptied WHERE case_id = $1",
    "DELETE FROM case_rating WHERE case_id = $1",
    "DELETE FROM separate_consent WHERE case_id = $1",
    "DELETE FROM case_urge WHERE case_id = $1",
    "DELETE FROM escalation_log WHERE subject = $1",
    "DELETE FROM escalation_known WHERE subject = $1",
    "DELETE FROM case_file WHERE id = $1",
];

/// Empties the cases that were withdrawn, deletes those whose years are over, and says how many. Replicas may do it at once.
pub async fn retain(ctx: &Ctx) -> Result<u64, ApiError> {
    let emptied = withdrawn::empty(ctx).await?;
    if emptied > 0 {
        tracing::info!(emptied, "withdrawn cases were emptied");
    }
    let year = ctx.today().year() - i32::from(ctx.config.cases_keep_years);
    let Some(first) = Day::new(year, 1, 1) else { return Ok(0) };
    let (before, now) = (start_of(first), ctx.now());
    let mut gone = 0;
    loop {
        let round = ctx.db.tx::<u64, DbErr, _>(move |tx| Box::pin(forget(tx, before, now))).await?;
        gone += round;
        if round == 0 {
            return Ok(gone);
        }
    }
}

async fn forget(tx: &DatabaseTransaction, before: DateTime<Utc>, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let backend = tx.get_database_backend();
    let find = "SELECT id, person_id FROM case_file WHERE closed = $1 AND closed_at < $2 \
        ORDER BY closed_at, id LIMIT $3";
    let rows = tx.query_all_raw(sql(backend, find, [true.into(), before.into(), AT_ONCE.into()])).await?;
    let gone = rows.len() as u64;
    for row in rows {
        let (id, person) = (row.try_get::<String>("", "id")?, row.try_get::<String>("", "person_id")?);
        messages::forget(tx, &person, &format!("/apply/case/{id}")).await?;
        if let Ok(case) = Uuid::parse_str(&id) {
            files::delete_of_case(tx, case, now).await?;
        }
        for statement in STATEMENTS {
            tx.execute_raw(sql(backend, statement, [id.clone().into()])).await?;
        }
    }
    Ok(gone)
}
