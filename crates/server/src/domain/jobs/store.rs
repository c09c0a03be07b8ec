//! Rows of the jobs.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::{Job, Plan};
use crate::infra::ctx::Ctx;
use crate::infra::db::{places, sql};
use crate::infra::migrate::Migration;

/// In order; a released step is never edited.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "jobs_1_job",
        ddl: "CREATE TABLE IF NOT EXISTS job (
            id text PRIMARY KEY,
            kind text NOT NULL,
            subject text NOT NULL,
            due text NOT NULL,
            run_at timestamptz NOT NULL,
            lease_until timestamptz,
            attempts integer NOT NULL,
            payload text NOT NULL,
            planned_at timestamptz NOT NULL,
            done_at timestamptz,
            UNIQUE (kind, subject, due)
        )",
    },
    Migration { name: "jobs_2_due", ddl: "CREATE INDEX IF NOT EXISTS job_due ON job (done_at, run_at)" },
];

#[derive(FromQueryResult)]
struct Row {
    id: String,
    kind: String,
    subject: String,
    due: String,
    payload: String,
    planned_at: DateTime<Utc>,
    attempts: i32,
}

/// Inserts those that are not there yet, by one statement.
pub(super) async fn insert(
    tx: &DatabaseTransaction,
    plans: &[Plan],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if plans.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> =
        (0..plans.len()).map(|n| format!("({}, 0)", places(n * COLUMNS + 1, COLUMNS))).collect();
    let text = format!(
        "INSERT INTO job (id, kind, subject, due, run_at, payload, planned_at, attempts) VALUES {} \
        ON CONFLICT (kind, subject, due) DO NOTHING",
        rows.join(", ")
    );
    let values = plans.iter().flat_map(|plan| columns(plan, now));
    tx.execute_raw(sql(tx.get_database_backend(), &text, values)).await.map(|_| ())
}

/// Columns of a new row, without its tries.
const COLUMNS: usize = 7;

fn columns(plan: &Plan, now: DateTime<Utc>) -> [Value; COLUMNS] {
    [
        Uuid::now_v7().to_string().into(),
        plan.kind.into(),
        plan.subject.clone().into(),
        plan.due.clone().into(),
        plan.run_at.into(),
        plan.payload.clone().into(),
        now.into(),
    ]
}

/// Ids of what is due and free, oldest first.
pub(super) async fn due<C: ConnectionTrait>(
    db: &C,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<String>, DbErr> {
    let text = "SELECT id FROM job WHERE done_at IS NULL AND run_at <= $1 \
        AND (lease_until IS NULL OR lease_until < $1) ORDER BY run_at, id LIMIT $2";
    let rows = db.query_all_raw(sql(db.get_database_backend(), text, [now.into(), limit.into()])).await?;
    rows.iter().map(|row| row.try_get("", "id")).collect()
}

/// A job that is not done yet, by what it is about.
pub(super) async fn of<C: ConnectionTrait>(
    db: &C,
    kind: &str,
    subject: &str,
) -> Result<Option<String>, DbErr> {
    let text = "SELECT id FROM job WHERE kind = $1 AND subject = $2 AND done_at IS NULL ORDER BY run_at, id";
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [kind.into(), subject.into()])).await?;
    row.map(|row| row.try_get("", "id")).transpose()
}

/// Takes a job that is due, unless somebody else has it; one that was just put back waits for its pause.
pub(super) async fn claim(
    ctx: &Ctx,
    id: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Job>, DbErr> {
    let take = "UPDATE job SET lease_until = $2, attempts = attempts + 1 WHERE id = $1 AND done_at IS NULL \
        AND run_at <= $3 AND (lease_until IS NULL OR lease_until < $3)";
    let read = "SELECT id, kind, subject, due, payload, planned_at, attempts FROM job WHERE id = $1";
    let (id, backend) = (id.to_owned(), ctx.db.backend());
    let row = ctx.db.tx::<_, DbErr, _>(move |tx| {
        let id = id.clone();
        Box::pin(async move {
            let values = [id.clone().into(), until.into(), now.into()];
            if tx.execute_raw(sql(backend, take, values)).await?.rows_affected() == 0 {
                return Ok(None);
            }
            Row::find_by_statement(sql(backend, read, [id.into()])).one(tx).await
        })
    });
    Ok(row.await?.map(|row| Job {
        id: Uuid::parse_str(&row.id).unwrap_or_default(),
        kind: row.kind,
        subject: row.subject,
        due: row.due,
        payload: row.payload,
        planned_at: row.planned_at,
        attempts: row.attempts,
        lease_until: until,
    }))
}

/// True when it was still ours.
pub(super) async fn finish(tx: &DatabaseTransaction, job: &Job, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let text = "UPDATE job SET done_at = $3 WHERE id = $1 AND done_at IS NULL AND lease_until = $2";
    let values = [job.id.to_string().into(), job.lease_until.into(), now.into()];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}

/// Deletes a job that is done.
pub(super) async fn remove(tx: &DatabaseTransaction, job: &Job) -> Result<(), DbErr> {
    let text = "DELETE FROM job WHERE id = $1 AND done_at IS NOT NULL";
    tx.execute_raw(sql(tx.get_database_backend(), text, [job.id.to_string().into()])).await.map(|_| ())
}

/// Another try later.
pub(super) async fn put_back(ctx: &Ctx, job: &Job, run_at: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "UPDATE job SET lease_until = NULL, run_at = $3 WHERE id = $1 AND done_at IS NULL AND lease_until = $2";
    execute(ctx, text, vec![job.id.to_string().into(), job.lease_until.into(), run_at.into()]).await
}

/// Deletes what was done before a moment.
pub(super) async fn forget(ctx: &Ctx, before: DateTime<Utc>) -> Result<(), DbErr> {
    execute(ctx, "DELETE FROM job WHERE done_at < $1", vec![before.into()]).await
}

async fn execute(ctx: &Ctx, text: &'static str, values: Vec<sea_orm::Value>) -> Result<(), DbErr> {
    let statement = sql(ctx.db.backend(), text, values);
    ctx.db
        .tx(move |tx| {
            let statement = statement.clone();
            Box::pin(async move { tx.execute_raw(statement).await.map(|_| ()) })
        })
        .await
}
